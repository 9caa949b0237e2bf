import type {
  AgentSnapshot,
  ChatMessage,
  DomainEventName,
  PageFacts,
  SessionSnapshot,
  Signal,
  Transcript,
  UnheardRing,
} from '../model/index.ts';
import type { WorkstationSnapshot } from './workstation.types.ts';

/** Names of events that are about the agent. */
export type AgentEventName = 'agentStatusChanged' | 'agentChanged';
/** Names of events that are about one session. */
export type SessionEventName = Exclude<DomainEventName, AgentEventName>;

/** Something happened to a session. */
export interface SessionEvent {
  /** The session: as it is now, or as it was last when it left the snapshot. */
  readonly session: SessionSnapshot;
  /** Before the event; null when it is new. */
  readonly previous: SessionSnapshot | null;
  /** After the event; null once it left the snapshot. */
  readonly current: SessionSnapshot | null;
  /** Whether this page is the agent's lead page, which alone should ring, notify and report. */
  readonly lead: boolean;
}

/** Something happened to the agent. */
export interface AgentEvent {
  readonly agent: AgentSnapshot;
  readonly previous: AgentSnapshot | null;
  readonly current: AgentSnapshot;
  readonly lead: boolean;
}

/** Every event of a workstation by name. */
export type WorkstationEventMap = Record<SessionEventName, SessionEvent> &
  Record<AgentEventName, AgentEvent> & {
    /** The whole state was replaced: at the first connect, and when too much was missed for a replay. */
    resynchronised: {
      readonly snapshot: WorkstationSnapshot;
      /** What was replaced; its `agent` is null at the first connect. */
      readonly previous: WorkstationSnapshot;
      readonly lead: boolean;
    };
    /** The connection to the centre changed its state. */
    connectionChanged: { readonly previous: PageFacts['connection']; readonly current: PageFacts['connection'] };
    /** A call rings on this page and may not be noticed: the reason, once for each call and reason. See `unheardRing`. */
    ringUnheard: UnheardRing;
    /** A line of a chat; the log is not part of the snapshot. */
    chatMessage: { readonly message: ChatMessage; readonly lead: boolean };
    /** A final piece of recognised speech. */
    transcript: { readonly transcript: Transcript; readonly lead: boolean };
    /** Lossy news: typing, partial speech, board. */
    signal: { readonly signal: Signal };
  };
