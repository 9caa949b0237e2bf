import type {
  AgentPhone,
  AgentSnapshot,
  AgentVerb,
  Annotation,
  Board,
  CallSnapshot,
  CallVerb,
  Capabilities,
  Id,
  PageFacts,
  SessionSnapshot,
  SettableStatus,
  SupervisorTarget,
  SupervisorVerb,
  Target,
  Verdict,
  Volume,
} from '../model/index.ts';
import type { Backend, Clock, DeviceChoice, Levels, Logger, MediaDevice, Random } from '../ports/index.ts';
import type { CallstationError, Params, Result } from '../protocol/index.ts';
import type { WorkstationEventMap } from './events.types.ts';

/** What an app reads: one deep-frozen value. Parts that did not change keep their identity. */
export interface WorkstationSnapshot {
  /** Null until the first snapshot of the centre is in. */
  readonly agent: AgentSnapshot | null;
  /** Calls and chats, oldest first, ended ones until their wrap-up is over. */
  readonly sessions: readonly SessionSnapshot[];
  /** The active call that is not held; else the newest offered or dialled; else the held one; else null. */
  readonly currentCallId: Id | null;
  /** What this backend can do at all. */
  readonly capabilities: Capabilities;
  /** Known to this page alone: connection, microphone, commands on their way. */
  readonly page: PageFacts;
}

/** Parts of the surroundings a test or an unusual host replaces. */
export interface WorkstationPorts {
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** Options of {@link createWorkstation}. */
export interface WorkstationOptions {
  /** Where the truth comes from, for example `callcenter({ url, token })`. */
  backend: Backend;
  /** Replaces defaults one by one. */
  ports?: Partial<WorkstationPorts>;
}

/** Which of the agent's own verbs are legal now (dialling among them), and if not, why. */
export type AgentActionMap = Readonly<Record<AgentVerb, Verdict>>;

/**
 * What to dial; `to` is a phone number, another agent, or whoever an earlier call of this agent's was with: that works also where
 * the number is masked. `remark`, `userData` and `bizId` are carried into the record.
 */
export type DialRequest = Omit<Params<'call.dial'>, 'to'> & {
  to: string | { agent: Id; useMobile?: boolean } | { session: Id };
};

/** A colleague to call. `useMobile` rings their mobile phone instead of where they take calls. */
export type DialAgentRequest = Pick<Params<'call.dial'>, 'remark' | 'userData' | 'bizId'> & {
  agent: Id;
  useMobile?: boolean;
};

/** Whose call to be with, and how; `mode` is `listen` where it is left out. */
export type ListenRequest = Params<'supervisor.listen'>;

/** Which verbs are legal on a call now, and if not, why. */
export type CallActionMap = Readonly<Record<CallVerb, Verdict>>;

/**
 * Calls. Every command resolves after the update that shows its effect, and rejects with a CallstationError: `notFound`,
 * `invalidState` (with `data.reason`, one of the block reasons), `forbidden`, `notSupported`, `notReady`, `network` …
 * A rejected command has changed nothing.
 */
export interface CallCommands {
  /**
   * Calls a number or an agent. Resolves once the session exists, not once somebody answered: with the ended call where it
   * was over that soon (`end.reason`: busy, unreachable …). Rejects `mediaDenied` before anything is dialled.
   */
  dial(request: DialRequest): Promise<CallSnapshot>;
  /** Calls an agent. Resolves and rejects like `dial`; `notFound` also for an agent without the mobile phone asked for. */
  dialAgent(request: DialAgentRequest): Promise<CallSnapshot>;
  /** Accepts an offered call. Asks for the microphone first; when that is denied the offer stays answerable. */
  answer(id: Id, options?: { video?: boolean }): Promise<void>;
  /** Declines an offered call. */
  reject(id: Id): Promise<void>;
  /** Ends a call. Without a connection to the centre the audio leg is ended at once. */
  hangup(id: Id): Promise<void>;
  /** Ends the wrap-up of an ended call; it leaves the snapshot. */
  complete(id: Id): Promise<void>;
  /** Puts the customer on hold: they hear music, nobody hears them. */
  hold(id: Id): Promise<void>;
  resume(id: Id): Promise<void>;
  /** Silences the microphone in the same task; resolves once the centre enforces it too. */
  mute(id: Id): Promise<void>;
  /** The microphone is heard again once the centre confirms it. */
  unmute(id: Id): Promise<void>;
  muteVideo(id: Id): Promise<void>;
  unmuteVideo(id: Id): Promise<void>;
  /** Keypad tones: `0-9 * # A-D`, and `,` for a pause. */
  sendDigits(id: Id, digits: string): Promise<void>;
  /** Brings the audio of a call that runs on another page of the same agent to this one. */
  takeMedia(id: Id): Promise<void>;
  /**
   * Remark (1,000 characters) and user data (4 KiB), carried into records and to the next agent; what is left out stays.
   * Rejects `invalidArgument` beyond those bounds.
   */
  setContext(id: Id, context: { remark?: string; userData?: string }): Promise<void>;
  /**
   * Sends the call elsewhere without asking first. It ends here (`transferred`) once somebody answered there; until then it
   * can be taken back, and a target that is busy or refuses gives it back by itself (`consultFailed`).
   */
  transfer(id: Id, options: { to: Target }): Promise<void>;
  /** Asks somebody while the customer hears music. Then `completeTransfer`, `merge`, `swap` or `cancelConsult`. */
  consult(id: Id, options: { to: Target }): Promise<void>;
  /** Leaves the customer to who was asked; in a three-way call, to the others. The call ends here as `transferred`. */
  completeTransfer(id: Id): Promise<void>;
  /** Makes a consult a three-way call. */
  merge(id: Id): Promise<void>;
  /** Sends the asked party away and goes back to the customer. */
  cancelConsult(id: Id): Promise<void>;
  /** Changes between the customer and the asked party; without one, between this call and the agent's other one. */
  swap(id: Id): Promise<void>;
  /** Brings somebody into the conversation; the customer and the agent go on talking meanwhile. */
  conference(id: Id, options: { to: Target }): Promise<void>;
  /** Sends one of `others` away. */
  removeParticipant(id: Id, participant: Id): Promise<void>;
  /** Leaves a three-way call, which goes on; it ends here as `localHangup`. */
  leave(id: Id): Promise<void>;
  /** Takes a blind transfer back; in a three-way call, sends away who was brought in last. */
  takeBack(id: Id): Promise<void>;
  startRecording(id: Id): Promise<void>;
  pauseRecording(id: Id): Promise<void>;
  resumeRecording(id: Id): Promise<void>;
  /** Verdict per verb, for buttons. The same object until a verdict changes; an unknown id forbids everything. */
  actions(id: Id): CallActionMap;
}

/** The person's own state. Commands resolve and reject like those of {@link CallCommands}. */
export interface AgentCommands {
  /** Takes a status, or a status object where a break needs its reason. With a session live it applies when that ends. */
  setStatus(status: Exclude<SettableStatus['status'], 'break'> | SettableStatus): Promise<void>;
  /** Lengthens the running wrap-up by `ms` milliseconds. */
  extendWrapUp(ms: number): Promise<void>;
  endWrapUp(): Promise<void>;
  /**
   * Where calls are taken: in a page, at a desk phone (`phone`) or a `mobile` one. Without a number: the one the centre
   * knows of. Agents at a phone stay signed in for a while (8 hours by default) after their last page has closed.
   */
  setPhone(phone: AgentPhone): Promise<void>;
  /**
   * The number shown to who is called: one of the centre's own, the next of a pool each time, or null for the centre's
   * choice. `owner: 'app'` changes that choice, for all; it needs the right `manageNumbers`.
   *
   * @example
   * await workstation.agent.setCallerNumber({ pool: 'hotlines' });
   */
  setCallerNumber(choice: string | null | { pool: Id }, options?: { owner?: 'agent' | 'app' }): Promise<void>;
  /** Verdict per verb, for buttons; `dial` says whether a call may be made now. The same object until a verdict changes. */
  actions(): AgentActionMap;
}

/** Which verbs a supervisor may use on a colleague now, and if not, why. */
export type SupervisorActionMap = Readonly<Record<SupervisorVerb, Verdict>>;

/**
 * What a supervisor does with a colleague and their call. Rights `supervise` and `intercept`, and the groups the centre
 * gave them: else `forbidden`. Commands resolve and reject like those of {@link CallCommands}. The supervision is a call
 * of their own (`role: 'supervisor'`, `supervises`), with the agent as its peer; `calls.hangup` and `calls.mute` work on
 * it. It follows the agent into a consultation, hears nothing while they hold the call, and ends with their part.
 */
export interface SupervisorCommands {
  /**
   * Hears a colleague's call, heard by nobody, or with `mode` as `whisper` and `barge` say, from the first moment; in a call
   * that is supervised already, goes over to that. Resolves once the session exists, which is `connecting` until the own
   * audio leg is up (`sessionActive`): then it can be taken over, too.
   *
   * @example
   * const call = await workstation.supervisor.listen({ agent: 'bob', session: colleague.session.id });
   * await workstation.supervisor.whisper(call.id);
   */
  listen(target: ListenRequest): Promise<CallSnapshot>;
  /** The agent hears the supervisor, and nobody else does. */
  whisper(id: Id): Promise<void>;
  /** Everybody hears the supervisor, who is shown as a participant. */
  barge(id: Id): Promise<void>;
  /** The call is the supervisor's from now on; it ends for the agent as `takenElsewhere`. Needs `active`. */
  intercept(id: Id): Promise<void>;
  /** Leaves; nothing changes for the others. */
  stop(id: Id): Promise<void>;
  /** Sets a colleague's status; with a session live it applies when that ends. */
  setStatus(agent: Id, status: Exclude<SettableStatus['status'], 'break'> | SettableStatus): Promise<void>;
  /** Signs a colleague out on all their pages. Rejects `invalidState` (`inCall`) while they have a call. */
  logout(agent: Id): Promise<void>;
  /** Verdict per verb for one agent of the board, for buttons. */
  actions(target: SupervisorTarget): SupervisorActionMap;
}

/** The live board. */
export interface BoardWatch {
  /**
   * Gets the board now and about twice a second, until the returned stop; needs the right `board`. `failed` hears why the
   * centre refused it. After a lost connection it goes on by itself.
   */
  watch(fn: (board: Board) => void, failed?: (error: CallstationError) => void): () => void;
}

/** Microphones, speakers and cameras of this page. */
export interface Devices {
  list(): Promise<MediaDevice[]>;
  /** Changes devices, in a call too; what is left out stays. */
  select(choice: DeviceChoice): Promise<void>;
  /**
   * How loud the microphone is sent and the speaker heard, from now on, in a call too: 1 is as it comes, 0 silent, 1.5 the
   * most; what is left out stays. It holds over calls, mute, hold and another device, not over a reload; the snapshot's
   * `page.volume` tells it. Rejects `invalidArgument` for another number, `notSupported` where the sound is elsewhere or
   * the browser cannot.
   *
   * @example
   * await workstation.devices.setVolume({ speaker: 1.5 });
   */
  setVolume(volume: Partial<Volume>): Promise<void>;
  /** Lets sound out where the browser blocked it; call it from a click. */
  unlock(): Promise<void>;
}

/** Who and what can be called or chosen. Asked of the centre each time. */
export interface Directory {
  /**
   * Agents of this app, this one among them; those who never signed in where the centre knows them, as `offline`. Their phone
   * numbers are told to who may supervise them.
   */
  agents(filter?: Params<'directory.agents'>): Promise<Result<'directory.agents'>>;
  /** With how they are worked. */
  skillGroups(): Promise<Result<'directory.skillGroups'>>;
  /** Numbers that may be shown to who is called, with their pools. */
  numbers(): Promise<Result<'directory.numbers'>>;
  /** Every IVR (menu) of this app, with the nodes that a call can be sent to by `calls.transfer`. */
  ivrs(): Promise<Result<'directory.ivrs'>>;
  /** The nodes of an IVR that a call can be sent to. Rejects `notFound`. */
  ivr(id: Id): Promise<Result<'directory.ivr'>>;
  /** What a call can be marked as; `skillGroup`: a call of that group. */
  dispositions(of?: Params<'directory.dispositions'>): Promise<Result<'directory.dispositions'>>;
  breakReasons(): Promise<Result<'directory.breakReasons'>>;
  /** What this agent's desk phone signs in with; the password only where the centre lets pages read it. */
  terminal(): Promise<Result<'directory.terminal'>>;
}

/** What an agent adds to a session, call or chat. */
export interface Sessions {
  /**
   * Adds disposition, note (4,000 characters), tags (20 of 64) or data (50 keys, values of 1,000): what is given replaces
   * what was there, the rest stays. In after-call work too. Rejects `invalidArgument` beyond those bounds.
   */
  annotate(id: Id, annotation: Annotation): Promise<void>;
}

/**
 * A contact-centre seat: one snapshot to read, commands to give, events to hear. Bindings and facades add nothing to it.
 */
export interface Workstation {
  /** Resolves when the first snapshot is in. Rejects typed when the centre refuses for good. Repeated calls share one attempt. */
  connect(): Promise<void>;
  /** Leaves the centre and gives back microphone, sockets and timers. */
  close(): Promise<void>;
  /** The state now; the same object until something changes. */
  getSnapshot(): WorkstationSnapshot;
  /** Calls `fn` once after every change; returns the unsubscribe. */
  subscribe(fn: () => void): () => void;
  /**
   * Hears one kind of event; returns the unsubscribe. The snapshot already shows the change. What a listener throws is
   * logged and goes no further.
   */
  on<N extends keyof WorkstationEventMap>(name: N, fn: (event: WorkstationEventMap[N]) => void): () => void;
  readonly calls: CallCommands;
  readonly agent: AgentCommands;
  readonly sessions: Sessions;
  readonly supervisor: SupervisorCommands;
  readonly board: BoardWatch;
  readonly directory: Directory;
  readonly devices: Devices;
  /** Loudness of a session's media about 20 times a second, on a channel of its own; returns the stop. */
  levels(id: Id, fn: (levels: Levels) => void): () => void;
}
