import type { Id, Millis } from '@callstation/core/model';
import type { QueueEvent } from '../store/events.types.ts';
import type { EngagementRow, SessionRow, StepRow } from '../store/records.types.ts';

/** What is written down of a conversation so far. */
export interface Ledger {
  session: SessionRow;
  engagements: readonly EngagementRow[];
  steps: readonly StepRow[];
  /** The group it waits for, though an agent may be rung already, and since when. */
  waiting: { group: Id; since: Millis } | null;
}

/** A queue event before it has its place among all others. */
export type QueueNews = Omit<QueueEvent, 'seq'>;

/** What is to be kept: the session as it is now, those of its parts that changed, and what happened in the queue. */
export interface Entry {
  session: SessionRow;
  engagements: EngagementRow[];
  steps: StepRow[];
  queue: QueueNews[];
}
