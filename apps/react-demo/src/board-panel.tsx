import type { BoardQueue } from '@callstation/core';
import { useAgent, useBoard } from '@callstation/react';

import { BoardRow } from './board-row.tsx';
import { minutesOf } from './duration.ts';
import { explain } from './error-text.ts';
import { useServerTime } from './use-server-time.ts';

/** What a supervisor sees of the floor: who does what, who waits; with what can be done about it. */
export function BoardPanel() {
  const agent = useAgent();
  if (!agent?.rights.includes('board')) return null;
  return <LiveBoard me={agent.id} />;
}

function LiveBoard({ me }: { me: string }) {
  const { board, error } = useBoard();
  const now = useServerTime(true);
  const colleagues = board?.agents.filter(({ id }) => id !== me) ?? [];
  return (
    <section className="card board" aria-label="Board">
      <h2>Board</h2>
      {error && <p className="field-problem">{explain(error)}</p>}
      {!board && !error && <p className="quiet">The board is on its way.</p>}
      <ul className="board-queues" aria-label="Queues">
        {board?.queues.map((queue) => (
          <Queue key={queue.id} queue={queue} now={now} />
        ))}
      </ul>
      {board && colleagues.length === 0 && (
        <p className="quiet">Nobody to look after yet: no colleague is known here.</p>
      )}
      <ul className="board-agents" aria-label="Agents">
        {colleagues.map((one) => (
          <BoardRow key={one.id} agent={one} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Queue({ queue, now }: { queue: BoardQueue; now: number }) {
  const { name, waiting, longestSince, serviceLevel } = queue;
  const { offered, answered, withinMs } = serviceLevel;
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
          <dt>Answered within {Math.round(withinMs / 1000)} s today</dt>
          <dd>{offered === 0 ? '–' : `${Math.round((100 * answered) / offered)} % of ${offered}`}</dd>
        </div>
      </dl>
    </li>
  );
}
