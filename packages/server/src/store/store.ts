import type { Id, Millis } from '@callstation/core/model';
import type { AgentActivity, EventStore, QueueEvent } from './events.types.ts';
import type {
  EngagementQuery,
  EngagementRow,
  RecordingRow,
  SessionQuery,
  SessionRecord,
  SessionRow,
  StepRow,
} from './records.types.ts';
import type { ApiKeyStore, AuditEntry, AuditStore, SettingChange, SettingStore } from './settings.types.ts';
import type { Telling, WebhookStore } from './webhooks.types.ts';

/** A command that was done, and what it was answered. */
export interface CommandAnswer {
  app: Id;
  agent: Id;
  commandId: Id;
  /** A digest of what was asked, so that the same id for something else is told from a repeat. */
  what: string;
  /** What the page was told: a result, or an error's plain form. */
  answer: { result: unknown } | { error: unknown };
  expiresAt: Millis;
}

/** What a call, an agent or a queue leaves behind. Data, so that it can wait in a queue; the same again changes nothing. */
export type StoreWrite =
  /** The session as it is now, with those parts of it that changed, and who is told of it: all or nothing. */
  | { type: 'session'; session: SessionRow; engagements: EngagementRow[]; steps: StepRow[]; tell?: Telling[] }
  | { type: 'recording'; recording: RecordingRow }
  | { type: 'activity'; activity: AgentActivity }
  | { type: 'queueEvent'; event: QueueEvent }
  | { type: 'command'; command: CommandAnswer }
  | ({ type: 'webhook' } & Telling)
  | { type: 'audit'; entry: AuditEntry }
  /** Over whatever is there. */
  | { type: 'setting'; change: Omit<SettingChange, 'version'> }
  /** The centre was alive at that instant: where records that a crash left open are cut off. */
  | { type: 'alive'; at: Millis };

/** What was left open when the process before this one died, and is closed now. */
export interface Recovered {
  sessions: number;
  engagements: number;
  agents: number;
  queued: number;
  recordings: number;
}

/**
 * Who is told of a record that a crash left open and that is whole now. `wasLive`: the session itself was going on. `lastSeq`: of
 * its events so far, 0 for none.
 */
export type TellOfClosed = (record: SessionRecord, of: { wasLive: boolean; lastSeq: number }) => Telling[];

/** Sessions with their engagements, steps and recordings. */
export interface SessionStore {
  get(app: Id, id: Id): Promise<SessionRecord | null>;
  /** Newest first. */
  list(app: Id, query?: SessionQuery): Promise<SessionRecord[]>;
  /** Agents' parts that are complete, after-call work too; in the order in which they became so, see `newest`. */
  engagements(app: Id, query?: EngagementQuery): Promise<EngagementRow[]>;
  /**
   * Removes what is over, after-call work and recordings too, with all that belongs to it but audit: one session, or all of a number.
   * Resolves to how many.
   */
  remove(app: Id, which: { id: Id } | { number: string }): Promise<number>;
  /**
   * Removes what ended before, at most `limit` of it; default 1,000. Events of queues stay, they have an age of their own; so does
   * a session with a recording that is still there. Resolves to how many.
   */
  prune(app: Id, before: Millis, limit?: number): Promise<number>;
}

/** References to recordings; the sound itself is in files. */
export interface RecordingStore {
  get(app: Id, id: Id): Promise<RecordingRow | null>;
  /** Those that are not deleted, newest first; default 100, at most 1,000. `before`: started before that instant. */
  list(app: Id, query?: { sessionId?: Id; number?: string; before?: Millis; limit?: number }): Promise<RecordingRow[]>;
}

/** Answers of commands. */
export interface CommandStore {
  /** Those of one agent that have not expired, oldest first. */
  of(app: Id, agent: Id, now: Millis): Promise<CommandAnswer[]>;
  forget(now: Millis): Promise<void>;
}

/**
 * Where all that outlives a call is kept. Every method but `keys.byHash`, `webhooks.due` and what is the process's own names
 * the app, and sees that app alone. Rejects with whatever the database says; see `write-behind.ts` for who must not wait.
 */
export interface Store {
  /** All or nothing, in order. The same again changes nothing. */
  write(writes: readonly StoreWrite[]): Promise<void>;
  /**
   * Ends what a crash left open, at the last instant the process was known to be alive, and with it writes whom to tell.
   * Once, before anything of a call is written.
   */
  recover(tell?: TellOfClosed): Promise<Recovered>;
  readonly sessions: SessionStore;
  readonly recordings: RecordingStore;
  readonly events: EventStore;
  readonly commands: CommandStore;
  readonly settings: SettingStore;
  readonly keys: ApiKeyStore;
  readonly webhooks: WebhookStore;
  readonly audit: AuditStore;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
