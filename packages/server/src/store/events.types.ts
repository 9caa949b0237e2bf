import type { AgentSnapshot, AgentStatus, EndReason, Id, Millis } from '@callstation/core/model';

/** An agent's shown status changed. Append-only. `seq` rises strictly over all apps, also over a restart. */
export interface AgentActivity {
  app: Id;
  seq: number;
  agent: Id;
  at: Millis;
  from: AgentStatus;
  to: AgentStatus;
  /** The break's reason, why `not-ready`, or why the centre signed them out; else null. */
  reason: string | null;
  /** Sessions in hand by channel. */
  load: AgentSnapshot['load'];
}

/** What happened to a session in a queue. */
export const QUEUE_EVENTS = [
  'enqueued',
  'offered',
  'declined',
  'missed',
  'answered',
  'abandoned',
  'overflowed',
  'left',
] as const;
/** One of {@link QUEUE_EVENTS}. */
export type QueueEventType = (typeof QUEUE_EVENTS)[number];

/** Something happened in a queue. Append-only. `seq` as in {@link AgentActivity}. */
export interface QueueEvent {
  app: Id;
  seq: number;
  skillGroup: Id;
  sessionId: Id;
  at: Millis;
  type: QueueEventType;
  agent: Id | null;
  reason: EndReason | null;
  /** Since when the session waits for this group: `at - since` is the time waited. */
  since: Millis;
}

/** Which events; `from` counts, `to` does not. Oldest first. */
export interface EventQuery {
  from?: Millis;
  to?: Millis;
  agent?: Id;
  skillGroup?: Id;
  /** Only those with a higher `seq`: the next page. */
  after?: number;
  /** At most so many: default 1,000, at most 100,000. */
  limit?: number;
}

/** The append-only tables, from which reports are made. */
export interface EventStore {
  agentActivity(app: Id, query?: EventQuery): Promise<AgentActivity[]>;
  queueEvents(app: Id, query?: EventQuery): Promise<QueueEvent[]>;
  /** The last activity of every agent before `at`: what they were when an interval began. */
  agentStates(app: Id, at: Millis): Promise<AgentActivity[]>;
  /** The highest `seq` of both; 0 when there is none. */
  lastSeq(): Promise<number>;
  /** Forgets what is older, at most `limit` rows of each table; default 1,000. Resolves to how many went. */
  prune(app: Id, before: Millis, limit?: number): Promise<number>;
}
