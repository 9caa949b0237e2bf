import type {
  CallCommand,
  CallSnapshot,
  End,
  Id,
  Millis,
  Party,
  SessionContext,
  Update,
} from '@callstation/core/model';
import type { SessionRecord } from '../store/store.ts';
import type { SwitchEvent, SwitchOrder } from '../switch/switch.ts';

/** Where the outside party of a conversation stands. */
export interface Customer {
  party: Party;
  leg: Id;
  state: 'incoming' | 'dialing' | 'ringing' | 'early' | 'answered' | 'ended';
  /** Held by the switch: hears music. */
  held: boolean;
}

/** The audio leg of one agent's page, as this conversation uses it. */
export interface Desk {
  /** The page that has, or is getting, the leg. */
  page: Id | null;
  leg: Id | null;
  state: 'none' | 'coming' | 'answered' | 'flowing';
  /** Fresh legs asked for since audio last flowed. */
  tries: number;
  /** Held by the switch: hears music, is heard by nobody. */
  held: boolean;
  /** Gated by the switch. */
  gated: boolean;
  /** Since when the agent has no audio though they should. */
  lostAt: Millis | null;
}

/** What a conversation goes by; fixed when it begins. Durations in milliseconds. */
export interface Terms {
  app: Id;
  skillGroup: { id: Id; name: string } | null;
  ringTimeoutMs: number;
  /** After-call work: `null` until completed by hand, 0 none. */
  wrapUpMs: number | null;
  dialTimeoutMs: number;
  orphanAfterMs: number;
  avoidMs: number;
}

/** All parties that belong together, from the customer's arrival to the end. Pure data. */
export interface Conversation {
  id: Id;
  kind: 'phone' | 'internal';
  room: Id;
  terms: Terms;
  context: SessionContext;
  createdAt: Millis;
  /** `null`: an internal call. */
  customer: Customer | null;
  /** Agent to their session; moved by the call table alone. */
  sessions: Record<Id, CallSnapshot>;
  desks: Record<Id, Desk>;
  /** What the switch is playing. */
  plays: Play[];
  /** Whether it waits for an agent. */
  queued: boolean;
  /** Agents who are not to be offered it again, and until when. */
  avoid: Record<Id, Millis>;
  /** Engagements made so far; numbers the next one. */
  engagements: number;
  /** Nobody can get in touch through it any more; wrap-ups may still run. */
  over: boolean;
}

/** Sounds a conversation plays. */
export type Play = 'ringback' | 'music' | 'lost';

/** What happens to a conversation. */
export type ConversationEvent =
  | (CallCommand & { agent: Id; page: Id })
  | { type: 'switch'; event: SwitchEvent }
  | { type: 'orderDone'; order: SwitchOrder }
  | { type: 'orderFailed'; order: SwitchOrder; end: End }
  /** News of the audio leg of that agent's page. `lost`: it was up; `failed`: it did not come up. */
  | ({ type: 'desk'; agent: Id; page: Id; leg: Id; next: Id | null } & (
      | { state: 'answered' | 'flowing' }
      | { state: 'lost' | 'failed'; end: End }
    ))
  /** A page of the agent is gone; `next`: another one that is open. */
  | { type: 'agentGone'; agent: Id; page: Id; next: Id | null }
  | { type: 'agentBack'; agent: Id; page: Id }
  /** Routing chose an agent. */
  | { type: 'offer'; agent: Id }
  /** Routing found nobody for now. */
  | { type: 'waiting' }
  | { type: 'deadline' }
  /** The centre stops. */
  | { type: 'shutdown'; end: End };

/** What a conversation wants done. */
export type ConversationEffect =
  | { type: 'switch'; order: SwitchOrder }
  | { type: 'publish'; agent: Id; update: Update }
  /** Bring the audio leg of that page up, or tell at once that it is. */
  | { type: 'takeDesk'; agent: Id; page: Id }
  /** `gated`, `held`: what the leg must be rid of before somebody else uses it. */
  | { type: 'freeDesk'; agent: Id; page: Id; gated: boolean; held: boolean }
  /** The leg of that page is of no use: end it, whoever it lingers for. */
  | { type: 'dropDesk'; page: Id }
  | { type: 'queue'; skillGroup: Id; front: boolean; since: Millis; avoid: Record<Id, Millis> }
  | { type: 'unqueue' }
  /** The agent let an offer ring out. */
  | { type: 'missed'; agent: Id }
  | { type: 'persist'; record: SessionRecord };

/** A conversation after something, and what it wants done. */
export type Step = readonly [Conversation, readonly ConversationEffect[]];
/** Something that is done to a conversation at an instant. */
export type Move = (conversation: Conversation, at: Millis) => Step;
