import type { Board, BoardAgent, BoardSession, CallSnapshot, Id, Millis, Party } from '@callstation/core/model';
import type { AgentEntry } from './agents.ts';
import type { AppConfig } from './app-config.ts';
import { numberEnding } from './number-mask.ts';
import type { Scope } from './scope.ts';

/** All of a centre's board, before anybody's rights narrow it. */
export interface WholeBoard {
  at: Millis;
  agents: { shown: Omit<BoardAgent, 'session'>; call: CallSnapshot | null }[];
  queues: Board['queues'];
}

/** Looks at everything once. */
export function wholeBoard(
  at: Millis,
  agents: readonly AgentEntry[],
  queueOf: (group: Id) => Omit<Board['queues'][number], 'id' | 'name'>,
  app: Pick<AppConfig, 'skillGroups'>,
  shown: (call: CallSnapshot) => CallSnapshot,
): WholeBoard {
  return {
    at,
    agents: agents.map((entry) => {
      const call = callOf(entry);
      return { shown: shownOf(entry), call: call === null ? null : shown(call) };
    }),
    queues: app.skillGroups.map(({ id, name }) => ({ id, name, ...queueOf(id) })),
  };
}

/** What somebody with that scope sees; numbers whole only with the right `supervise`. */
export function viewOf(board: WholeBoard, scope: Scope, supervises: boolean): Board {
  return {
    at: board.at,
    agents: board.agents
      .filter(({ shown }) => scope.agent(shown))
      .map(({ shown, call }) => {
        if (call === null) return shown;
        const mine = scope.call(call.context.skillGroup, shown);
        return { ...shown, session: sessionOf(call, mine, mine && supervises) };
      }),
    queues: board.queues.filter(({ id }) => scope.group(id)),
  };
}

function shownOf({ id, snapshot }: AgentEntry): Omit<BoardAgent, 'session'> {
  const { name, status, since, reach, skillGroups } = snapshot;
  const reason = snapshot.status === 'break' ? { reason: snapshot.reason } : {};
  return { id, name, status, since, reach, skillGroups, ...reason };
}

/** The one call they talk in; else the one that comes or waits. */
function callOf({ sessions }: AgentEntry): CallSnapshot | null {
  const live = [...sessions.values()].filter(
    (session): session is CallSnapshot => session.kind !== 'im' && session.phase !== 'ended',
  );
  const talks = live.find((call) => call.phase === 'active' && (call.hold === 'none' || call.consult.state !== 'none'));
  return talks ?? live.at(-1) ?? null;
}

function sessionOf(call: CallSnapshot, mine: boolean, mayListen: boolean): BoardSession {
  const { id, kind, role, direction, phase, context, createdAt, peer } = call;
  const held = call.phase === 'active' && call.hold === 'held';
  const since = call.phase === 'active' ? call.answeredAt : createdAt;
  const base = { id, kind, role, direction, phase, held, since, mayListen };
  if (!mine) return base;
  const group = context.skillGroup === undefined ? {} : { skillGroup: context.skillGroup };
  return { ...base, ...group, peer: peerOf(peer, mayListen) };
}

function peerOf({ role, number, masked, name, agentId }: Party, whole: boolean): NonNullable<BoardSession['peer']> {
  const hides = !whole && number !== undefined;
  const shown = number === undefined ? {} : { number: whole ? number : numberEnding(number) };
  return {
    role,
    ...shown,
    ...(hides ? { masked: true } : masked === undefined ? {} : { masked }),
    ...(name === undefined || (!whole && role === 'customer') ? {} : { name }),
    ...(agentId === undefined ? {} : { agentId }),
  };
}
