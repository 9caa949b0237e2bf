import type {
  AgentPhone,
  Annotation,
  ChatMessage,
  Id,
  Millis,
  PageFacts,
  SettableStatus,
  State,
  Target,
} from '../model/index.ts';

/** One STUN or TURN server, as RTCPeerConnection takes it. */
export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

/**
 * A one-use SIP account for one page's media legs. `url` holds a one-use ticket in its query, because sip.js always asks
 * for subprotocol `sip`; it may be a path, which the page resolves against its control URL.
 */
export interface SipAccount {
  uri: string;
  username: string;
  password: string;
  url: string;
  expiresAt: Millis;
  iceServers: IceServer[];
}

/** Which number is shown to who is called: one, or the next of a pool each time. */
export type CallerChoice = { number: string | null } | { pool: Id };

/**
 * An agent as others see them. `since`: when that status began. `reach`: where calls reach them; with `none` they are not
 * even rung, whatever the status says.
 */
export interface AgentListing {
  id: Id;
  name: string;
  status: string;
  reach: 'page' | 'phone' | 'none';
  skillGroups?: Id[];
  since?: Millis;
  role?: string;
  email?: string;
  /** Their number in the company's own list. */
  workId?: string;
  /** Numbers of their desk phone and their mobile: told to who may supervise them, and of oneself. */
  phone?: string;
  mobile?: string;
}

/** A skill group, and how it is worked. Milliseconds. */
export interface SkillGroupListing {
  id: Id;
  name: string;
  /** How it chooses among its free members: `longest-idle`, `round-robin`, `skill`, `ring-all`. */
  strategy?: string;
  /** How long one agent is rung before the next one is. */
  ringTimeoutMs?: number;
  /** After-call work of its calls; `null`: until completed by hand. */
  wrapUpMs?: number | null;
  /** How long a caller waits at most; left out: for ever. */
  maxWaitMs?: number;
}

/** A reason for a break. `code`: its number, where the centre has one for it. */
export interface BreakReason {
  id: string;
  name: string;
  code?: number;
}

/** What the agent's own desk phone signs in with; what is not known, or not for pages, is left out. */
export interface Terminal {
  /** Host, with a port if need be. */
  server?: string;
  number?: string;
  password?: string;
}

/** What a page knows of its own sound; it explains an offer that nobody took. */
export type PageHealth = Partial<Pick<PageFacts, 'microphone' | 'output'>>;

/** A number the centre may show; once for each pool it is in. `default`: it is (of) the centre's choice. */
export interface NumberListing {
  number: string;
  pool?: Id;
  poolName?: string;
  default?: boolean;
}

type S = { sessionId: Id };
type Nothing = Record<string, never>;

/** Every request: method to [params, result]. */
export interface Requests {
  /** `state` null: a replay of what was missed follows. `visible`: whether the page can be seen (lead page rule). */
  hello: [
    { token: string; pageId: Id; visible: boolean; resume?: { epoch: Id; seq: number } },
    { epoch: Id; seq: number; serverTime: Millis; leaseMs: number; sip: SipAccount | null; state: State | null },
  ];
  /** The page's answer to the server's `ping` notification, sent inside onmessage: the lease. */
  alive: [{ ping: number }, null];
  /** The page came to the front or went to the back; what it knows of its microphone and its speaker. */
  'page.report': [{ visible: boolean } & PageHealth, null];
  refreshToken: [{ token: string }, null];
  /** A fresh token for a page whose present one says that the centre may renew it. */
  renewToken: [Nothing, { token: string }];
  sipAccount: [Nothing, SipAccount];
  bye: [Nothing, null];
  'agent.setStatus': [SettableStatus, null];
  'agent.extendWrapUp': [{ ms: number }, null];
  'agent.endWrapUp': [Nothing, null];
  /** Without a number: the one the centre knows of this agent. */
  'agent.setPhone': [AgentPhone, null];
  /** One of the centre's own numbers, or a pool of them; null: the centre's choice, which is that of `owner: 'app'`. */
  'agent.setCallerNumber': [CallerChoice & { owner?: 'agent' | 'app' }, null];
  /** Answered once the session exists, not once somebody answered. */
  'call.dial': [
    {
      /**
       * `useMobile`: ring the agent's mobile phone instead of where they take calls. `session`: whoever was on the other side of
       * one of the agent's own calls, whose number a page may not know.
       */
      to: { number: string } | { agent: Id; useMobile?: boolean } | { session: Id };
      video?: boolean;
      /** The number to show, for this call; else one of these pools, else the skill group's, the agent's, the centre's. */
      callerNumber?: string;
      callerPools?: Id[];
      skillGroup?: Id;
      /** The caller's own name for the call, carried into records. */
      bizId?: string;
      remark?: string;
      userData?: string;
    },
    S,
  ];
  'call.answer': [S & { video?: boolean }, null];
  'call.reject': [S, null];
  'call.hangup': [S, null];
  'call.complete': [S, null];
  'call.hold': [S, null];
  'call.resume': [S, null];
  'call.mute': [S, null];
  'call.unmute': [S, null];
  'call.muteVideo': [S, null];
  'call.unmuteVideo': [S, null];
  'call.sendDigits': [S & { digits: string }, null];
  'call.takeMedia': [S, null];
  'call.setContext': [S & { remark?: string; userData?: string }, null];
  'call.transfer': [S & { to: Target }, null];
  'call.consult': [S & { to: Target }, null];
  'call.completeTransfer': [S, null];
  'call.merge': [S, null];
  'call.cancelConsult': [S, null];
  'call.swap': [S, null];
  'call.conference': [S & { to: Target }, null];
  'call.removeParticipant': [S & { participant: Id }, null];
  'call.leave': [S, null];
  'call.takeBack': [S, null];
  'call.startRecording': [S, null];
  'call.pauseRecording': [S, null];
  'call.resumeRecording': [S, null];
  /** `mode`: how it begins, or goes on where it goes on already; default `listen`. */
  'supervisor.listen': [{ agent: Id; session: Id; mode?: 'listen' | 'whisper' | 'barge' }, S];
  'supervisor.whisper': [S, null];
  'supervisor.barge': [S, null];
  'supervisor.intercept': [S, null];
  'supervisor.stop': [S, null];
  'supervisor.setStatus': [{ agent: Id; status: SettableStatus }, null];
  'supervisor.logout': [{ agent: Id }, null];
  /** For this page alone: `board` signals, about twice a second. */
  'board.watch': [{ on: boolean }, null];
  'chat.accept': [S, null];
  'chat.decline': [S, null];
  'chat.send': [S & { id: Id; body: ChatMessage['body'] }, { seq: number }];
  'chat.read': [S & { seq: number }, null];
  'chat.typing': [S, null];
  'chat.end': [S, null];
  'chat.transfer': [S & { to: Target }, null];
  'chat.complete': [S, null];
  'session.annotate': [S & { annotation: Annotation }, null];
  'chat.history': [S & { before?: number; limit: number }, ChatMessage[]];
  'directory.agents': [{ status?: string; skillGroup?: Id }, AgentListing[]];
  'directory.skillGroups': [Nothing, SkillGroupListing[]];
  'directory.numbers': [Nothing, NumberListing[]];
  /** Every IVR, with the nodes that a call can be sent to. */
  'directory.ivrs': [Nothing, { id: Id; name: string; nodes: { id: Id; name: string }[] }[]];
  /** The nodes of an IVR that a call can be sent to. */
  'directory.ivr': [{ id: Id }, { id: Id; name: string }[]];
  /** What a call can be marked as: those of that skill group, else the centre's. */
  'directory.dispositions': [{ skillGroup?: Id }, { id: string; name: string }[]];
  'directory.breakReasons': [Nothing, BreakReason[]];
  /** Of the agent who asks, never of another. */
  'directory.terminal': [Nothing, Terminal];
}

/** The name of a request. */
export type Method = keyof Requests;
/** What a request carries. */
export type Params<M extends Method> = Requests[M][0];
/** What a request is answered with. */
export type Result<M extends Method> = Requests[M][1];
