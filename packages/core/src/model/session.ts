import type { End } from './end.ts';
import type { Id, Millis, SessionKind, Target } from './primitives.ts';

/** Somebody in a session. */
export interface Party {
  id: Id;
  role: 'customer' | 'agent' | 'supervisor';
  state: 'ringing' | 'joined' | 'held';
  number?: string;
  /** The number has stars in it: the app keeps it from agents. Who was on the line can be called by the session. */
  masked?: boolean;
  agentId?: Id;
  /** Of a visitor of a website or an app: who they are there. */
  userId?: string;
  name?: string;
  avatar?: string;
  /** Where the number is at home; of a visitor, where they come from. */
  location?: string;
}

/** Who had a customer before the queue got them back, and why they lost them. */
export interface Requeued {
  agent: Id;
  name: string;
  why: 'agentLost' | 'transferFailed';
}

/** What is known about a session besides its course; carried into records and facades. */
export interface SessionContext {
  skillGroup?: { id: Id; name: string };
  callerNumber?: string;
  calleeNumber?: string;
  remark?: string;
  userData?: string;
  /** What a visitor's page says of them. */
  clientData?: string;
  /** The entrance that a visitor came by, and what it is called. */
  channel?: string;
  channelName?: string;
  bizId?: string;
  /** The centre's own number that was called, or that is shown to who is called. */
  displayNumber?: string;
  /** Where that number is at home. */
  displayLocation?: string;
  trunk?: string;
  ivrPath?: { key: string; label: string }[];
  /** Why the customer is back in the queue: a note for the next agent. `agent` is who had them before. */
  requeued?: Requeued;
  /** Whether calls like this one are recorded: never, always; left out: when somebody with the right starts it. */
  recording?: 'off' | 'on';
  /** How the conversation began, for every agent of it: `direction` says how it came to this one. Between agents: as `direction`. */
  flow: 'in' | 'out' | 'callback' | 'auto';
}

/** Disposition, note, tags and data the agent adds. */
export interface Annotation {
  disposition?: string;
  note?: string;
  tags?: string[];
  data?: Record<string, string>;
}

/**
 * What every session has. `id` is the conversation's: the same for every party, record and command, over queue,
 * re-offer, transfer and consult. `engagementId` is this agent's part of it.
 */
export interface SessionBase {
  id: Id;
  engagementId: Id;
  role: 'handler' | 'consulted' | 'supervisor';
  direction: 'in' | 'out';
  peer: Party;
  context: SessionContext;
  createdAt: Millis;
  annotation?: Annotation;
}

/** After-call work that still runs on an ended session; `deadline: null` means until completed by hand. */
export interface WrapUp {
  deadline: Millis | null;
  /** The deadline cannot be put off beyond this instant. */
  latest?: Millis;
  /** What must be noted before it is completed by hand. */
  requires?: 'disposition';
}

/**
 * The leg that carries (or would carry) a call for this agent, as the switch sees it: one audio leg per page, shared by
 * all its calls. `deadline`: when a lost leg gives the customer back to the queue. ICE, quality and autoplay are page
 * facts, not here.
 */
export interface AgentLeg {
  state: 'none' | 'connecting' | 'flowing' | 'reconnecting' | 'lost';
  at: { page: Id } | { phone: string } | null;
  deadline?: Millis;
}

/**
 * Why an agent did not get a call that was offered. `microphone`: the page has none it may use; `ringBlocked`: the page
 * could not ring aloud; `noAudio`: accepted, but no sound came up; `callerLeft`: the caller gave up first.
 */
export const MISS_REASONS = [
  'declined',
  'tooSlow',
  'unreachable',
  'microphone',
  'ringBlocked',
  'noAudio',
  'takenElsewhere',
  'callerLeft',
] as const;
/** One of {@link MISS_REASONS}. */
export type MissReason = (typeof MISS_REASONS)[number];

/** An offer that was not taken. Durations in milliseconds. */
export interface MissedOffer {
  why: MissReason;
  /** How long it was offered. */
  rangMs: number;
  /** How long it might have been. */
  limitMs: number;
}

/** Whether the customer is on hold, with the two steps that wait for the switch. */
export type Hold = 'none' | 'holding' | 'held' | 'resuming';

/** Mute and camera-off: enforced by the switch; the page silences its track on `turningOn` and restores it only on `off`. */
export type Toggle = 'off' | 'turningOn' | 'on' | 'turningOff';

/**
 * A second party being brought in. `mode` carries blind transfer and direct three-way too, so that all three take back
 * the same way; `failed` is kept until the next attempt.
 */
export type Consult =
  | { state: 'none'; failed?: End }
  | {
      state: 'dialing' | 'active' | 'completing';
      mode: 'consult' | 'transfer' | 'conference';
      to: Target;
      party?: Party;
    };

/** Whether this call is being recorded. */
export type Recording = 'off' | 'on' | 'paused';

interface CallBase extends SessionBase {
  kind: Exclude<SessionKind, 'im'>;
  supervises?: { session: Id; mode: 'listen' | 'whisper' | 'barge' };
}

/** A call that rings at this agent. */
export interface OfferedCall extends CallBase {
  phase: 'offered';
  deadline: Millis | null;
}
/** A call this agent accepted, whose audio is coming up. */
export interface ConnectingCall extends CallBase {
  phase: 'connecting';
  leg: AgentLeg;
  /** The offer's deadline, which counts again if the answer fails. */
  offeredUntil?: Millis | null;
  /** What the answer asked for; a video call answered with `false` starts with the camera off. */
  video?: boolean;
}
/** A call this agent makes, before the far end answers. */
export interface OutgoingCall extends CallBase {
  phase: 'dialing' | 'alerting';
  leg: AgentLeg;
  mute: Toggle;
  cameraOff: Toggle;
}
/** A call in conversation. */
export interface ActiveCall extends CallBase {
  phase: 'active';
  answeredAt: Millis;
  leg: AgentLeg;
  mute: Toggle;
  cameraOff: Toggle;
  hold: Hold;
  consult: Consult;
  recording: Recording;
  /** Who else is in it besides the peer; who was brought in last comes last. */
  others: Party[];
}
/** A call that is over. It leaves the snapshot on `complete`, or when its wrap-up is over. */
export interface EndedCall extends CallBase {
  phase: 'ended';
  endedAt: Millis;
  end: End;
  answeredAt?: Millis;
  wrapUp: WrapUp | null;
  /** Of an offer that this agent did not take: why. */
  missed?: MissedOffer;
}

/** One agent's view of one call; discriminated by `phase`. */
export type CallSnapshot = OfferedCall | ConnectingCall | OutgoingCall | ActiveCall | EndedCall;

/** The phases of a call. */
export type CallPhase = CallSnapshot['phase'];
