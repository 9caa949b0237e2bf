import type { End, Millis } from '@callstation/core/model';
import type { EngagementRow, EngagementState, SessionRow, SessionState } from './records.types.ts';

const CRASHED: End = { reason: 'systemError', by: 'system', cause: { text: 'The centre was restarted.' } };

/** The session with the time since `stateAt` counted, in another state from then on. */
export function moveSession<S extends SessionRow>(session: S, state: SessionState, at: Millis): S {
  const column = session.state === 'over' ? null : (`${session.state}Ms` as const);
  const spent = column === null ? {} : { [column]: session[column] + (at - session.stateAt) };
  return { ...session, ...spent, state, stateAt: at };
}

/** The engagement with the time since `stateAt` counted, in another state from then on. */
export function moveEngagement<E extends EngagementRow>(engagement: E, state: EngagementState, at: Millis): E {
  const column = engagement.state === 'done' ? null : (`${engagement.state}Ms` as const);
  const spent = column === null ? {} : { [column]: engagement[column] + (at - engagement.stateAt) };
  return { ...engagement, ...spent, state, stateAt: at };
}

/** A session that the process's death left open, ended. `aliveAt`: when the process was last known to be alive. */
export function closeSession(session: SessionRow, aliveAt: Millis): SessionRow {
  const at = Math.max(aliveAt, session.updatedAt, session.stateAt);
  return { ...moveSession(session, 'over', at), endedAt: at, end: CRASHED, updatedAt: at };
}

/** An engagement that the process's death left open, ended; after-call work is over as well. */
export function closeEngagement(engagement: EngagementRow, aliveAt: Millis): EngagementRow {
  const at = Math.max(aliveAt, engagement.stateAt);
  const over = engagement.endedAt === null ? { endedAt: at, end: CRASHED } : {};
  return { ...moveEngagement(engagement, 'done', at), ...over, doneAt: at };
}
