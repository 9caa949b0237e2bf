import type { BoardAgent } from '@callstation/core';
import { words } from '@callstation/core/words';

import { Avatar } from './avatar.tsx';
import { BoardVerbs } from './board-verbs.tsx';
import { minutesOf } from './duration.ts';
import { partyName } from './peer-name.ts';

const { agentStatuses, callPhases } = words('en');

/** One colleague: what they do, since when, with whom, and what a supervisor can do about it. */
export function BoardRow({ agent, now }: { agent: BoardAgent; now: number }) {
  const { name, status, since } = agent;
  return (
    <li className="board-agent" aria-label={name} data-agent={agent.id} data-status={status}>
      <div className="board-who">
        <Avatar name={name} />
        <span className="row-text">
          <strong>{name}</strong>
          <small>{doing(agent, now)}</small>
        </span>
        <span className="status-pill" data-status={status}>
          {agentStatuses[status]} <span className="board-since">{minutesOf(now - since)}</span>
        </span>
      </div>
      <BoardVerbs agent={agent} />
    </li>
  );
}

function doing({ session, reason, reach, status }: BoardAgent, now: number): string {
  if (session === undefined) return reason ?? (reach === 'none' && status !== 'offline' ? 'No page open' : 'No call');
  const what = session.held ? 'On hold' : callPhases[session.phase];
  const time = session.phase === 'active' ? ` · ${minutesOf(now - session.since)}` : '';
  if (session.role === 'supervisor') return 'Supervises a call';
  return session.peer === undefined ? `${what}${time}` : `${what}: ${partyOf(session.peer)}${time}`;
}

const partyOf = (peer: NonNullable<NonNullable<BoardAgent['session']>['peer']>): string =>
  partyName({ id: '', state: 'joined', ...peer });
