import type {
  Annotation,
  CallCommand,
  CallSnapshot,
  End,
  Id,
  Millis,
  Party,
  Recording,
  SessionContext,
  SettableStatus,
  Target,
  Update,
  WrapUp,
} from '@callstation/core/model';
import type { PageHealth } from '@callstation/core/protocol';
import type { WorkingHours } from '../routing/working-hours.ts';
import type { Endpoint, RecordingSides, SuperviseMode, SwitchEvent, SwitchOrder } from '../switch/switch.ts';
import type { Entry, Ledger } from './ledger.types.ts';

/** Somebody outside the centre: the customer, or a number that was brought in. */
export interface Outside {
  party: Party;
  leg: Id;
  state: 'incoming' | 'dialing' | 'ringing' | 'early' | 'answered' | 'ended';
}

/** Where an agent's audio leg is: in a page, or in a phone the switch dials. `of`: who sits there, among all tenants. */
export type DeskAt = { page: Id } | { phone: string; trunk: string; of: Id; callerNumber?: string };

/** News of an agent's audio leg; see engine/desk-legs.ts. */
export type DeskNews = { at: DeskAt; leg: Id } &
  /** `silent`: answered for a second without one packet. `shared`: up, but another call of the agent has the focus. */
  (
    | { state: 'answered' | 'flowing' | 'silent' | 'shared' }
    | { state: 'lost' | 'failed'; end: End }
    /** A key was pressed on the phone. */
    | { state: 'keyed'; digit: string }
  );

/** The audio leg of one agent, as this conversation uses it. */
export interface Desk {
  /** Where the leg is, or is coming up. */
  at: DeskAt | null;
  leg: Id | null;
  state: 'none' | 'coming' | 'answered' | 'flowing' | 'shared';
  /** A call that comes up by itself: the agent hears a tone before the customer is let in. */
  zip: 'none' | 'due' | 'playing';
  /** Legs asked for there since audio last flowed. */
  tries: number;
  /** The leg that was given up last: what is still on its way of it counts no more. */
  gone: Id | null;
  /** The agent's own wish: who they talk to is on hold. */
  holds: boolean;
  /** Since when the agent has no audio though they should. */
  lostAt: Millis | null;
  /** A leg that comes up elsewhere while the old one still carries the call (make before break). */
  next: DeskAt | null;
}

/** A second party that an agent brings in: consult, blind transfer, direct three-way. */
export interface Aside {
  mode: 'consult' | 'transfer' | 'conference';
  to: Target;
  /** The agent or the guest who is asked; both have an id that is theirs alone. */
  party: { agent: Id } | { guest: Id };
  state: 'dialing' | 'active' | 'completing';
  room: Id;
  /** Whom the agent who asked is turned to. */
  facing: 'party' | 'customer';
}

/** A supervisor who is with an agent of the call. */
export interface Supervision {
  of: Id;
  /** What they want; their session says what is. */
  mode: SuperviseMode;
}

/** Where a leg is, or is to be. */
export interface Placement {
  room: Id | null;
  /** Hears music and is heard by nobody. */
  held: boolean;
  /** Heard by nobody. */
  gated: boolean;
  /** Is in that room for that leg, as a supervisor. */
  supervises: { target: Id; mode: SuperviseMode } | null;
}

/** What the switch was last told about a leg, and what it has done of it. */
export interface Placed {
  want: Placement;
  is: Placement;
  /** It would not come off hold, and was asked once more. */
  again?: true;
}

/** Something that is played. */
export interface Sound {
  to: { leg: Id } | { room: Id };
  source: { music: Id } | { tone: 'ringback' | 'lost' } | { file: string };
  /** Played to its end, and then no more; everything else comes round. */
  once?: true;
}

/** A sound that the switch was told to play; `play`: its name there, of which every one is used once. */
export interface BegunSound extends Sound {
  play: Id;
}

/** One place of a menu, with everything it names looked up. Prompts are sound files. */
export type MenuNode = { id: Id } & (
  | { kind: 'play'; prompt: string; next: Id }
  | {
      kind: 'keys';
      prompt: string;
      wrongKey: string | null;
      choices: Readonly<Record<string, { label: string; go: Id }>>;
      timeoutMs: number;
      retries: number;
      otherwise: Id;
    }
  | { kind: 'hours'; hours: WorkingHours; open: Id; closed: Id }
  | { kind: 'group'; terms: Terms }
  | { kind: 'number'; to: Extract<Endpoint, { trunk: string }>; otherwise: Id | null }
  | { kind: 'hangup'; prompt: string | null }
  | { kind: 'back'; otherwise: Id | null }
);

/** An IVR as a conversation runs it. */
export interface MenuGraph {
  id: Id;
  nodes: Readonly<Record<Id, MenuNode>>;
}

/** The customer is in an IVR, apart from everybody else. */
export interface Menu {
  graph: MenuGraph;
  node: Id;
  /** Nodes come to so far, and sounds begun so far; the latter names the next one. */
  visits: number;
  plays: number;
  /** What the customer hears of the node now; `null`: all has been said. */
  playing: 'prompt' | 'wrongKey' | null;
  /** How often no key, or a wrong one, was pressed at this node. */
  tries: number;
  /** Until when a key may be pressed, or a sound may last. */
  deadline: Millis | null;
  /** The agent who stays on the line until somebody else has the customer. */
  waiter: Id | null;
  /** The terms the waiting agent serves under. */
  home: Terms;
  /** The number that is being called for the customer. */
  guest: Id | null;
}

/** What callers who wait are told, and when they do not wait at all. Sounds are files. Durations in milliseconds. */
export interface QueueTerms {
  /** Said first to whoever has to wait. */
  greeting?: string;
  /** Instead of the music there is. */
  music?: string;
  comfort?: { file: string; everyMs: number };
  /** What is said of the first place, the second, and so on; the last one of all others. */
  position?: { files: readonly string[]; everyMs: number };
  maxWaitMs?: number;
  /** Nobody waits while no member is signed in. */
  needsStaff?: true;
  hours?: WorkingHours;
}

/** A caller's wait for one skill group. */
export interface QueueState {
  group: Id;
  /** They were told that they have to wait. */
  begun: boolean;
  /** What they are told now, how many times they were told something, and until when it may last. */
  playing: string | null;
  plays: number;
  until: Millis | null;
  comfortAt: Millis | null;
  positionAt: Millis | null;
  /** When they have waited long enough. */
  leaveAt: Millis | null;
}

/** Whether calls are recorded: never, always, or when somebody with the right starts it. */
export type RecordingPolicy = 'off' | 'on' | 'on-demand';

/** The recording of a conversation: one, whoever has the customer. */
export interface Taping {
  /** What is to be, what the switch was last told, and what it has done. */
  wanted: Recording;
  asked: Recording;
  is: Recording;
  /** It was begun, by the rule or by hand: what becomes of it then is not the rule's business any more. */
  begun: boolean;
  announcement: 'due' | 'playing' | 'done';
  /** The recording that is going on. */
  id: Id | null;
  /** Numbers recordings and announcements. */
  count: number;
  sides: RecordingSides;
}

/** What a conversation goes by; fixed when it begins. Durations in milliseconds. */
export interface Terms {
  app: Id;
  skillGroup: { id: Id; name: string } | null;
  ringTimeoutMs: number;
  /** After-call work: `null` until completed by hand, 0 none. */
  wrapUpMs: number | null;
  wrapUpMaxMs?: number;
  dispositionRequired?: true;
  dialTimeoutMs: number;
  orphanAfterMs: number;
  avoidMs: number;
  queue?: QueueTerms;
  /** What becomes of an agent who lets an offer ring out; default `not-ready`. */
  noAnswer?: 'again' | 'not-ready' | { break: Id };
  recording: RecordingPolicy;
  /** The sound file that everybody hears before a recording begins; `null`: none. */
  announce: string | null;
}

/** All parties that belong together, from the customer's arrival to the end. Pure data. */
export interface Conversation {
  id: Id;
  kind: 'phone' | 'voip' | 'internal';
  room: Id;
  terms: Terms;
  context: SessionContext;
  createdAt: Millis;
  /** `null`: an internal call. */
  customer: Outside | null;
  /** Whom to dial once the agent who calls has picked up their own phone. */
  toDial: Extract<Endpoint, { trunk: string }> | null;
  /** Numbers that were brought in. */
  guests: Record<Id, Outside>;
  /** Agent to their session; moved by the call table alone. */
  sessions: Record<Id, CallSnapshot>;
  desks: Record<Id, Desk>;
  /** What agents are called. */
  names: Record<Id, string>;
  /** Second parties that are being brought in, by the agent who asked. */
  asides: Record<Id, Aside>;
  /** Second parties asked for so far; numbers the next one. */
  asked: number;
  /** Supervisors; they take no part, and whatever counts who is in the call leaves them out. */
  supervisions: Record<Id, Supervision>;
  /** Who was brought into the call and stayed, oldest first: agents and guests. */
  brought: Id[];
  placed: Record<Id, Placed>;
  sounds: Record<Id, BegunSound>;
  /** Sounds begun so far; names the next one. */
  soundCount: number;
  /** Where the customer is when in an IVR; who waits for them there keeps it until they are served. */
  menu: Menu | null;
  /** What is known of the sound of pages that it rings, or rang, at. */
  health: Record<Id, PageHealth>;
  /** The customer's wait for the present skill group; kept while they are offered. */
  queue: QueueState | null;
  taping: Taping;
  /** Whether it waits for an agent. */
  queued: boolean;
  /** Agents who are not to be offered it again, and until when. */
  avoid: Record<Id, Millis>;
  /** Higher is served first. */
  priority: number;
  /** It rings until it is known what is known of it, and then goes into this IVR, or the queue. Null: that is over. */
  arriving: { menu: InboundMenu | null } | null;
  /** Who is asked first, whoever served the caller last. */
  prefers: Id | null;
  /** Engagements made so far; numbers the next one. */
  engagements: number;
  /** Nobody can get in touch through it any more; wrap-ups may still run. */
  over: boolean;
  /** How it ended for who is outside; null while it is not over. */
  end: End | null;
  ledger: Ledger;
}

/** Whom a consult, transfer or three-way call is to reach, looked up by the engine. */
export type SecondParty =
  /** `refused`: why they are not even rung. `phone`: where they take calls, when not in a page. */
  | { agent: Id; name: string; refused: End | null; phone?: DeskAt }
  | { number: string; trunk: string; callerNumber?: string }
  | { skillGroup: Id; terms: Terms }
  /** `wait`: the agent stays on the line. */
  | { menu: MenuGraph; node: Id; wait: boolean };

/** The IVR a call begins in, and where in it. */
export interface InboundMenu {
  graph: MenuGraph;
  node: Id;
}

/** What is known of a call before it goes anywhere. `terms`: of the skill group it goes to instead. */
export interface Found {
  name?: string;
  priority?: number;
  agent?: Id;
  terms?: Terms;
  context?: Pick<SessionContext, 'remark' | 'userData'>;
}

/** An agent who is offered a customer. */
export interface OfferTo {
  agent: Id;
  name?: string;
  /** Where they take calls, when not in a page. */
  phone?: DeskAt;
  /** The page that takes the call by itself. */
  autoPage?: Id;
  health?: PageHealth;
}

/** What happens to a conversation. */
export type ConversationEvent =
  | (CallCommand & { agent: Id; page: Id; second?: SecondParty })
  | { type: 'switch'; event: SwitchEvent }
  | { type: 'orderDone'; order: SwitchOrder }
  | { type: 'orderFailed'; order: SwitchOrder; end: End }
  /** News of an agent's audio leg. `next`: another page of theirs that is open. */
  | ({ type: 'desk'; agent: Id; next: Id | null } & DeskNews)
  /** The agent's leg went to another page with another of their calls. */
  | { type: 'deskMoved'; agent: Id; from: DeskAt; to: DeskAt }
  /** A page of the agent is gone; `next`: another one that is open. */
  | { type: 'agentGone'; agent: Id; page: Id; next: Id | null }
  | { type: 'agentBack'; agent: Id; page: Id }
  /** Routing chose: one agent, or several of whom the first to answer has the call. */
  | { type: 'offer'; to: readonly OfferTo[] }
  /** Routing found nobody for now. `staffed`: somebody of the group is signed in. */
  | { type: 'waiting'; staffed?: boolean }
  /** The place in the queue. */
  | { type: 'position'; position: number }
  /** Where a caller goes who does not wait (on). */
  | { type: 'overflow'; graph: MenuGraph; node: Id }
  /** What the agent's page knows of its own sound. */
  | { type: 'health'; agent: Id; health: PageHealth }
  | { type: 'context'; agent: Id; context: Partial<SessionContext> }
  | { type: 'annotated'; agent: Id; annotation: Annotation }
  | { type: 'wrapUp'; agent: Id; wrapUp: WrapUp | null }
  /** A supervisor begins to listen to an agent's call, or changes how they do. */
  | { type: 'supervise'; agent: Id; of: Id; mode: SuperviseMode; name: string; at: DeskAt }
  /** The supervisor takes the agent's place. */
  | { type: 'intercept'; agent: Id }
  | { type: 'unsupervise'; agent: Id; end: End }
  /** What is known of a call that waits for that. */
  | { type: 'lookedUp'; found: Found }
  | { type: 'deadline' }
  /** The centre stops. */
  | { type: 'shutdown'; end: End };

/** What a conversation wants done. */
export type ConversationEffect =
  | { type: 'switch'; order: SwitchOrder }
  | { type: 'publish'; agent: Id; update: Update }
  /** Bring the audio leg there up, or tell at once that it is. `focus`: to be used now, not just kept. */
  | { type: 'takeDesk'; agent: Id; at: DeskAt; focus: boolean }
  | { type: 'freeDesk'; agent: Id; at: DeskAt }
  /** The leg there is of no use: end it, whoever it lingers for. */
  | { type: 'dropDesk'; at: DeskAt }
  /** The agent's other calls follow to where this one's leg went. */
  | { type: 'moveDesks'; agent: Id; from: DeskAt; to: DeskAt }
  | { type: 'queue'; skillGroup: Id; front: boolean; since: Millis; avoid: Record<Id, Millis>; priority: number }
  | { type: 'unqueue' }
  /** The caller does not wait (on): the engine says where they go. */
  | { type: 'overflow'; why: 'full' | 'nobody' | 'closed' }
  /** The engine tells the place in the queue. */
  | { type: 'askPosition' }
  /** The agent let an offer ring out; `then`: what they are meanwhile. */
  | { type: 'missed'; agent: Id; then: SettableStatus }
  | { type: 'persist'; entry: Entry };

/** A conversation after something, and what it wants done. */
export type Step = readonly [Conversation, readonly ConversationEffect[]];
/** Something that is done to a conversation at an instant. */
export type Move = (conversation: Conversation, at: Millis) => Step;
