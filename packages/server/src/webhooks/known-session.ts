import type { Id } from '@callstation/core/model';
import type { EngagementRow, RecordingRow, SessionRecord, SessionRow, StepRow } from '../store/records.types.ts';
import type { StoreWrite } from '../store/store.ts';

/** A session that webhooks tell of, as it was written down last. */
export interface KnownSession {
  session: SessionRow;
  engagements: ReadonlyMap<Id, EngagementRow>;
  steps: ReadonlyMap<number, StepRow>;
  recordings: ReadonlyMap<Id, RecordingRow>;
}

/** With a write about the session; `null`: the first. */
export function withWrite(
  known: KnownSession | null,
  { session, engagements, steps }: Extract<StoreWrite, { type: 'session' }>,
): KnownSession {
  return {
    session,
    engagements: new Map([...(known?.engagements ?? []), ...engagements.map((one) => [one.id, one] as const)]),
    steps: new Map([...(known?.steps ?? []), ...steps.map((one) => [one.n, one] as const)]),
    recordings: known?.recordings ?? new Map(),
  };
}

/** Whether nothing of it can change any more: the call, every agent's after-call work and every recording are over. */
export function isWhole({ session, engagements, recordings }: KnownSession): boolean {
  return (
    session.endedAt !== null &&
    [...engagements.values()].every(({ doneAt }) => doneAt !== null) &&
    [...recordings.values()].every(({ state }) => state !== 'on' && state !== 'paused')
  );
}

/** All of it in one, as the store has it. */
export function recordOf({ session, engagements, steps, recordings }: KnownSession): SessionRecord {
  return {
    ...session,
    engagements: [...engagements.values()].toSorted((a, b) => a.offeredAt - b.offeredAt),
    steps: [...steps.values()].toSorted((a, b) => a.n - b.n),
    recordings: [...recordings.values()].toSorted((a, b) => a.startedAt - b.startedAt),
  };
}
