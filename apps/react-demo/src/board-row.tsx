import type { BoardAgent } from '@callstation/core';
import type { CallSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { useCalls } from '@callstation/react';

import { Avatar } from './avatar.tsx';
import { BoardStatus } from './board-status.tsx';
import { BoardVerbs } from './board-verbs.tsx';
import { minutesOf } from './duration.ts';
import { partyName } from './peer-name.ts';
import { pause, type StatusChoice } from './use-status-choices.ts';
import { WhoHears } from './who-hears.tsx';

const { agentStatuses, callPhases } = words('en');

interface BoardRowProps {
  agent: BoardAgent;
  now: number;
  /** What a colleague can be set to. */
  choices: readonly StatusChoice[];
}

/** One colleague: what they do, since when, with whom, and what a supervisor can do about it. */
export function BoardRow({ agent, now, choices }: BoardRowProps) {
  const { name, status, since } = agent;
  const mine = useCalls().find(
    ({ role, peer, phase }) => role === 'supervisor' && phase !== 'ended' && peer.agentId === agent.id,
  );
  return (
    <li
      className="board-agent"
      aria-label={name}
      data-agent={agent.id}
      data-status={status}
      data-supervised={modeOf(mine)}
    >
      <div className="board-who">
        <Avatar name={name} />
        <span className="row-text">
          <strong>{name}</strong>
          <small>{doing(agent, now, choices)}</small>
        </span>
        <span className="status-pill" data-status={status}>
          {agentStatuses[status]} <span className="board-since">{minutesOf(now - since)}</span>
        </span>
      </div>
      {status !== 'offline' && (
        <div className="board-does">
          <BoardVerbs agent={agent} mine={mine} />
          <BoardStatus agent={agent} choices={choices} />
        </div>
      )}
      {mine && <WhoHears call={mine} />}
    </li>
  );
}

function modeOf(mine: CallSnapshot | undefined): string {
  if (mine === undefined) return 'none';
  return mine.supervises?.mode ?? 'none';
}

function doing({ session, reason, reach, status }: BoardAgent, now: number, choices: readonly StatusChoice[]): string {
  if (session === undefined) {
    if (reason !== undefined) return choices.find(({ value }) => value === pause(reason, '').value)?.label ?? reason;
    return reach === 'none' && status !== 'offline' ? 'No page open' : 'No call';
  }
  if (session.role === 'supervisor') return 'Supervises a call';
  const what = session.held ? 'On hold' : callPhases[session.phase];
  const time = session.phase === 'active' ? ` · ${minutesOf(now - session.since)}` : '';
  return session.peer === undefined ? `${what}${time}` : `${what}: ${partyOf(session.peer)}${time}`;
}

const partyOf = (peer: NonNullable<NonNullable<BoardAgent['session']>['peer']>): string =>
  partyName({ id: '', state: 'joined', ...peer });
