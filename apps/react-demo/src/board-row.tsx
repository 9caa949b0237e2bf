import type { BoardAgent } from '@callstation/core';
import { words } from '@callstation/core/words';
import { useCalls } from '@callstation/react';
import { doingOf, minutesOf, modeOf, type StatusChoice } from 'demo-kit';

import { Avatar } from './avatar.tsx';
import { BoardStatus } from './board-status.tsx';
import { BoardVerbs } from './board-verbs.tsx';
import { WhoHears } from './who-hears.tsx';

const { agentStatuses } = words('en');

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
          <small>{doingOf(agent, now, choices)}</small>
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
