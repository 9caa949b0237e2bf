import type { Id } from '@callstation/core/model';

/** A call that has come in, as a look-up is asked about it. */
export interface LookUpQuestion {
  app: Id;
  sessionId: Id;
  /** E.164 where it could be read. */
  from: string;
  to: string;
  /** Where it goes if nobody says otherwise: one of the two. */
  skillGroup: Id | null;
  ivr: Id | null;
}

/** What is known of a call; every part may be missing. Texts are bounded and hold no control characters. */
export interface LookUpAnswer {
  /** What the caller is called. */
  name?: string;
  /** Higher is served first. */
  priority?: number;
  /** Who is asked first, if they are at work and of the group. */
  agent?: Id;
  /** Where the call goes instead. One that the app does not have changes nothing. */
  skillGroup?: Id;
  remark?: string;
  /** Goes with the session as `userData`. */
  data?: string;
}

/**
 * Asks somebody else what is known of a call before it goes anywhere. Never rejects: whatever goes wrong is no answer. `null`
 * instead of a promise: nobody is to be asked about this one.
 */
export type LookUp = (question: LookUpQuestion) => Promise<LookUpAnswer | null> | null;
