import type { LogEntry } from './call-log.ts';
import type { CallEntry } from './records-api.ts';

/** What this page saw of a call, in the form of the centre's record of it. */
function fromLog({ call, reason, endedAt }: LogEntry): CallEntry {
  const answeredAt = ('answeredAt' in call ? call.answeredAt : undefined) ?? null;
  const { engagementId: id, role, direction, peer, createdAt: offeredAt, annotation = null } = call;
  return {
    ...{ id, role, direction, peer, offeredAt, answeredAt, endedAt, annotation },
    end: call.phase === 'ended' ? call.end : { reason, by: 'system' },
    talkMs: answeredAt === null ? 0 : Math.max(0, endedAt - answeredAt),
    holdMs: 0,
    missed: call.phase === 'ended' ? (call.missed ?? null) : null,
    recordings: [],
  };
}

/**
 * The centre's records and what this page saw, as one list, newest first. Where both know a call the record counts, which
 * knows more: its recordings, and the disposition given later.
 */
export function mergeCalls(kept: readonly CallEntry[], log: readonly LogEntry[]): CallEntry[] {
  const known = new Set(kept.map(({ id }) => id));
  const seen = log.map(fromLog).filter(({ id }) => !known.has(id));
  // Stable, so that what ended at the same instant stays in its order.
  return [...seen, ...kept].sort((a, b) => b.endedAt - a.endedAt);
}
