/** An opaque identifier. Made by the server, except page, command and chat message ids, which the page makes (128 random bits). */
export type Id = string;

/** Epoch milliseconds of the **server's** clock; a page converts with `page.clockOffset`. Snapshots hold instants, never durations. */
export type Millis = number;

/** What a session carries. `im` is a chat, everything else is a call. */
export type SessionKind = 'phone' | 'voip' | 'video' | 'internal' | 'im';

/**
 * Where a session can be sent. With an IVR, `agentLeg` says whether the agent hangs up (the default) or waits for the
 * customer to come back from it.
 */
export type Target =
  | { agent: Id }
  | { skillGroup: Id }
  | { number: string }
  | { ivr: Id; node?: Id; agentLeg?: 'hangup' | 'wait' };
