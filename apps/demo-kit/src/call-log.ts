import type { CallSnapshot, EndReason, Millis, SessionSnapshot } from '@callstation/core/model';

/** A call that is over. */
export interface LogEntry {
  call: CallSnapshot;
  reason: EndReason;
  endedAt: Millis;
}

type Log = readonly LogEntry[];

const add = (log: Log, entry: LogEntry): Log =>
  log.some(({ call }) => call.engagementId === entry.call.engagementId) ? log : [entry, ...log].slice(0, 50);

/** With a session that ended. */
export function addEnded(log: Log, session: SessionSnapshot): Log {
  if (session.kind === 'im' || session.phase !== 'ended') return log;
  return add(log, { call: session, reason: session.end.reason, endedAt: session.endedAt });
}

/** With the calls an outage took: the whole state came anew, and what is not in it any more ended without a word. */
export function addLost(
  log: Log,
  known: readonly CallSnapshot[],
  now: readonly SessionSnapshot[],
  endedAt: Millis,
): Log {
  const lost = known.filter(
    (call) => call.phase !== 'ended' && !now.some(({ engagementId }) => engagementId === call.engagementId),
  );
  return lost.reduce((all: Log, call) => add(all, { call, reason: 'networkLost', endedAt }), log);
}
