import type {
  Annotation,
  CallSnapshot,
  End,
  EndReason,
  Id,
  Millis,
  MissedOffer,
  Party,
  SessionContext,
  Target,
} from '@callstation/core/model';

/**
 * Where a session is, from the customer's side: `before` the queue (greeting, IVR), in the `queue`, while somebody `ring`s, in
 * `talk`, on `hold`, `over`.
 */
export type SessionState = 'before' | 'queue' | 'ring' | 'talk' | 'hold' | 'over';

/** How long a session was in each {@link SessionState}, milliseconds. They add up to its duration. */
export interface SessionTimes {
  beforeMs: number;
  queueMs: number;
  ringMs: number;
  talkMs: number;
  holdMs: number;
}

/** One conversation, from the customer's arrival to the end. While it lives, `endedAt` is null. */
export interface SessionRow extends SessionTimes {
  app: Id;
  id: Id;
  kind: CallSnapshot['kind'];
  direction: 'in' | 'out';
  flow: SessionContext['flow'];
  /** Who called whom, as shown: numbers in E.164 where they could be read; null where there is none. */
  from: string | null;
  to: string | null;
  /** The group it was queued for last. */
  skillGroup: Id | null;
  createdAt: Millis;
  /** When the first agent and the other side could talk. */
  answeredAt: Millis | null;
  endedAt: Millis | null;
  end: End | null;
  /** `state` holds since `stateAt`; the time since then is in none of the times yet. */
  state: SessionState;
  stateAt: Millis;
  /** How often the queue got the customer back from an agent. */
  requeues: number;
  /** With the path pressed in an IVR as `ivrPath`. */
  context: SessionContext;
  /** When this was last changed. */
  updatedAt: Millis;
}

/** Where one agent's part is: `wrap` is after-call work. */
export type EngagementState = 'ring' | 'talk' | 'hold' | 'wrap' | 'done';

/** How long one agent's part was in each {@link EngagementState}, milliseconds. They add up from `offeredAt` to `doneAt`. */
export interface EngagementTimes {
  ringMs: number;
  talkMs: number;
  holdMs: number;
  wrapMs: number;
}

/** One agent's part of a session, from the offer to the end of after-call work. */
export interface EngagementRow extends EngagementTimes {
  app: Id;
  id: Id;
  sessionId: Id;
  agent: Id;
  agentName: string;
  role: CallSnapshot['role'];
  direction: 'in' | 'out';
  skillGroup: Id | null;
  peer: Party;
  offeredAt: Millis;
  answeredAt: Millis | null;
  /** When the call ended for this agent. */
  endedAt: Millis | null;
  end: End | null;
  /** When after-call work was over too. */
  doneAt: Millis | null;
  state: EngagementState;
  stateAt: Millis;
  annotation: Annotation | null;
  /** Why an offer was not taken; null where it was, or the centre took it back. */
  missed: MissedOffer | null;
}

/** Somebody was brought in, or the customer handed on. */
export interface StepRow {
  app: Id;
  sessionId: Id;
  /** Numbers the steps of a session, from 1. */
  n: number;
  kind: 'consult' | 'transfer' | 'conference' | 'requeue';
  by: Id;
  to: Target | null;
  at: Millis;
  /** When the second party was there. */
  answeredAt: Millis | null;
  endedAt: Millis | null;
  /** `completed`: the call went to, or was joined by, the second party. Null while it is going on. */
  outcome: 'completed' | 'ended' | 'failed' | null;
  reason: EndReason | null;
}

/** A recording of a session. `file` is a name within the recordings' folder, never a path from outside. */
export interface RecordingRow {
  app: Id;
  id: Id;
  sessionId: Id;
  file: string;
  state: 'on' | 'paused' | 'done' | 'failed' | 'deleted';
  startedAt: Millis;
  endedAt: Millis | null;
  /** Length of the sound, milliseconds. */
  ms: number;
  bytes: number;
  deletedAt: Millis | null;
}

/** A session with all that belongs to it. */
export interface SessionRecord extends SessionRow {
  /** In the order they were offered. */
  engagements: EngagementRow[];
  steps: StepRow[];
  recordings: RecordingRow[];
}

/** Which sessions; left out: all. Bounds are of `createdAt`: `from` counts, `to` does not. */
export interface SessionQuery {
  from?: Millis;
  to?: Millis;
  /** Who had a part in it. */
  agent?: Id;
  skillGroup?: Id;
  /** The other side's or our number, exactly. */
  number?: string;
  direction?: 'in' | 'out';
  /** Only those that are going on, or only those that are over. */
  live?: boolean;
  /** At most so many: default 100, at most 1,000. */
  limit?: number;
  /** Only what comes after this one in the list. */
  after?: { createdAt: Millis; id: Id };
}

/** Which engagements that are complete; bounds are of `doneAt`: `from` counts, `to` does not. */
export interface EngagementQuery {
  from?: Millis;
  to?: Millis;
  agent?: Id;
  skillGroup?: Id;
  /** At most so many: default 1,000, at most 10,000. */
  limit?: number;
  /** Only what comes after this one in the list. */
  after?: { doneAt: Millis; id: Id };
  /** The newest of them, newest first; not together with `after`. */
  newest?: boolean;
}
