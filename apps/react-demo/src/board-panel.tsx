import type { BoardQueue } from '@callstation/core';
import { useAgent, useBoard } from '@callstation/react';
import { awayLast, explain, minutesOf, servedOf } from 'demo-kit';

import { BoardRow } from './board-row.tsx';
import { useServerTime } from './use-server-time.ts';
import { useStatusChoices } from './use-status-choices.ts';

/** What a supervisor sees of the floor: who does what, who waits; with what can be done about it. */
export function BoardPanel() {
  const agent = useAgent();
  if (!agent?.rights.includes('board')) return null;
  return <LiveBoard me={agent.id} />;
}

function LiveBoard({ me }: { me: string }) {
  const { board, error } = useBoard();
  const choices = useStatusChoices();
  const now = useServerTime(true);
  const colleagues = board?.agents.filter(({ id }) => id !== me) ?? [];
  return (
    <section className="card board" aria-label="Board" aria-busy={!board && !error}>
      <h2>Board</h2>
      {error && (
        <p className="problem" role="status">
          {explain(error)}
        </p>
      )}
      {!board && !error && <p className="quiet">The board is on its way.</p>}
      {board && board.queues.length > 0 && (
        <ul className="board-queues" aria-label="Queues">
          {board.queues.map((queue) => (
            <Queue key={queue.id} queue={queue} now={now} />
          ))}
        </ul>
      )}
      {board && colleagues.length === 0 && (
        <p className="quiet">Nobody to look after yet. Colleagues appear here when they sign in.</p>
      )}
      {colleagues.length > 0 && (
        <ul className="board-agents" aria-label="Agents">
          {awayLast(colleagues).map((one) => (
            <BoardRow key={one.id} agent={one} now={now} choices={choices} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Queue({ queue, now }: { queue: BoardQueue; now: number }) {
  const { name, waiting, longestSince, serviceLevel } = queue;
  return (
    <li className="board-queue" aria-label={name} data-waiting={waiting}>
      <strong>{name}</strong>
      <dl>
        <div>
          <dt>Waiting</dt>
          <dd>{waiting}</dd>
        </div>
        <div>
          <dt>Longest wait</dt>
          <dd>{longestSince === null ? '–' : minutesOf(now - longestSince)}</dd>
        </div>
        <div>
          <dt>Answered within {Math.round(serviceLevel.withinMs / 1000)} s today</dt>
          <dd>{servedOf(queue)}</dd>
        </div>
      </dl>
    </li>
  );
}
