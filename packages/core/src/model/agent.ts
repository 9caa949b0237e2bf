import type { Id, Millis } from './primitives.ts';
import type { WrapUp } from './session.ts';

/** What an agent may choose. `online` is `idle`; nobody sets `busy`. */
export type SettableStatus =
  | { status: 'idle' | 'wrap-up' | 'not-ready' | 'offline' }
  | { status: 'break'; reason: string };

/**
 * What an agent's token allows; the group scope is checked by the server. `manageNumbers`: change the number that all who
 * have not chosen one show. `playRecordings`: list and hear recordings of all the app's calls.
 */
export const RIGHTS = [
  'dial',
  'dialExternal',
  'record',
  'supervise',
  'intercept',
  'board',
  'manageNumbers',
  'playRecordings',
] as const;
/** One of {@link RIGHTS}. */
export type Right = (typeof RIGHTS)[number];

/** Channels whose load is counted on their own. */
export type Channel = 'voice' | 'chat' | 'video';

/** Where an agent takes calls. `number` where it is a phone: their desk phone, or their mobile. */
export interface AgentPhone {
  mode: 'page' | 'phone' | 'mobile';
  number?: string;
}

interface AgentBase {
  id: Id;
  name: string;
  since: Millis;
  /** What the agent chose; with a session live it applies when that session ends. */
  wanted: SettableStatus;
  reach: 'page' | 'phone' | 'none';
  /** The one page that rings, notifies and, by default, emits facade events. */
  leadPage: Id | null;
  load: Record<Channel, { used: number; max: number }>;
  /** Where calls are taken: in a page, or at a phone that the switch dials. */
  phone: AgentPhone;
  /** Where the number of that phone is at home. */
  phoneLocation?: string;
  /** The numeric code of the break they are on, or chose for after the call, where the centre has one for it. */
  breakCode?: number;
  /** The number shown to who is called, where the agent chose one; without it (and a pool) the centre's choice. */
  callerNumber?: string;
  /** The pool the shown number is taken from, one after the other, where the agent chose one. */
  callerPool?: Id;
  rights: Right[];
  skillGroups: Id[];
  /** After-call work that runs, even while `busy` or `break` is shown over it. */
  wrapUp?: WrapUp;
  /** The last offer was not answered: `not-ready` was set by the centre, not by the agent. */
  missedOffer?: true;
  /** When an agent is signed out who is unreachable, or at a phone with no page open. */
  offlineAt?: Millis;
  /** The last time no page answered: nothing was offered from then on. `to`: when they were back, null until then. */
  unreachable?: { from: Millis; to: Millis | null };
}

/** An agent's shown state; `status` is derived from wanted, load and wrap-ups. */
export type AgentSnapshot = AgentBase &
  (
    | { status: 'offline' | 'idle' | 'busy' }
    | { status: 'not-ready'; why: 'agent' | 'noAnswer' }
    | { status: 'break'; reason: string }
    | { status: 'wrap-up'; deadline: Millis | null }
  );

/** The shown statuses. */
export type AgentStatus = AgentSnapshot['status'];
