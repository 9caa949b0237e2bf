import type { Id, Millis } from './primitives.ts';

/** The plain form of a typed error; crosses wires and webview bridges. */
export interface ErrorData {
  code: string;
  message: string;
  retryable: boolean;
  data?: unknown;
}

/** How loud the page is each way: 1 is as it comes, 0 silent, 1.5 the most. */
export interface Volume {
  /** What is sent. 0 is not muted: the call, and who is in it, know nothing of it. */
  microphone: number;
  /** What is heard; the ring tone is not meant. */
  speaker: number;
}

/** States of the page's control connection. */
export type ConnectionState = 'closed' | 'connecting' | 'ready' | 'reconnecting' | 'replaced' | 'refused';

/**
 * Known to this page alone, never sent whole, lost on reload. Where the two disagree, `session.leg` is the truth and
 * these facts are the explanation.
 */
export interface PageFacts {
  pageId: Id;
  connection: { state: ConnectionState; since: Millis; error?: ErrorData };
  sip: 'off' | 'registering' | 'registered' | 'lost';
  /** Server clock minus page clock, milliseconds. */
  clockOffset: number;
  visible: boolean;
  microphone: 'unknown' | 'ok' | 'denied' | 'missing' | 'busy';
  output: 'ok' | 'blocked' | 'missing';
  volume: Volume;
  /** Per media leg (`audio` or a session id): ICE state and quality, 0 unknown to 6 down. */
  media: Record<
    Id,
    { ice: 'new' | 'checking' | 'connected' | 'disconnected' | 'failed'; quality: 0 | 1 | 2 | 3 | 4 | 5 | 6 }
  >;
  /** Commands on their way, by commandId. */
  pending: Record<Id, { method: string; sessionId?: Id }>;
}
