import type { TcccEventName, TcccEvents } from './events.ts';

/** The agent's statuses. */
export type TcccAgentStatus = 'free' | 'busy' | 'arrange' | 'notReady' | 'rest' | 'offline';
/** Where the agent takes the call: at the page, at a mobile phone, at a desk phone. */
export type TcccServerType = 'staffSeat' | 'staffPhoneSeat' | 'staffExtensionSeat' | 'miniProgramSeat';
/** What a session carries. */
export type TcccSessionType = 'phone' | 'im' | 'voip' | 'video' | 'internal';
/** Who ended a session: the customer, the agent, the centre, or a time limit. */
export type TcccCloseBy = 'client' | 'seat' | 'admin' | 'timer';

/** A success: what it carries stands under `data`, and beside it. */
export type TcccResponse<D extends object = object> = { status: 'success'; data: D } & D;

/** What every event gives its listeners: the fields, and the same once more under `data`. */
export type TcccPayload<D extends object = Record<string, unknown>> = D & { data: D };

/** Hears an event. */
export type TcccListener = (payload: TcccPayload) => void;

/** Which session a call is about. */
export interface SessionOptions {
  sessionId: string;
}

/** What a call is placed with; only the number must be there. */
export interface OutboundOptions {
  phoneNumber: string;
  /** Shown instead of the number. */
  phoneDesc?: string;
  /** Comes back in records and pushes. */
  uui?: string;
  /** Shows a number of this skill group. */
  skillGroupId?: string;
  /** The number to show. */
  callerPhoneNumber?: string;
  servingNumberGroupIds?: string[];
  phoneEncodeType?: string;
}

/** What is known of a call once it exists. */
export interface CallData {
  sessionId: string;
  calleePhoneNumber: string;
  callerPhoneNumber: string;
  serverType: TcccServerType;
  calleeLocation?: string;
  remark?: string;
}

/** Where to send a session: one of the two. */
export interface TransferOptions extends SessionOptions {
  skillGroupId?: string;
  userId?: string;
}

/** What an agent can be set to; `stopNotReady` is a command: back to `free`. */
export interface StatusOptions {
  status: string;
  restReason?: string;
}

type OfSession = (options: SessionOptions) => Promise<TcccResponse>;

/** Phone and audio sessions. */
export interface TcccCall {
  /** Calls a number; resolves once the session exists. */
  startOutboundCall(options: OutboundOptions): Promise<TcccResponse<CallData>>;
  /** The old name of `startOutboundCall`. */
  callOut(options: OutboundOptions): Promise<TcccResponse<CallData>>;
  accept: OfSession;
  /** Hangs up; declines a call that rings, and gives up one that is being placed. */
  hungUp: OfSession;
  /** Ends the after-call work of a session that is over. */
  deleteCall: OfSession;
  muteMic: OfSession;
  unmuteMic: OfSession;
  isMicMuted(options: SessionOptions): Promise<TcccResponse<{ isMuted: boolean; muted: boolean }>>;
  hold: OfSession;
  unHold: OfSession;
  /** Sends the customer on without asking first. */
  transfer(options: TransferOptions): Promise<TcccResponse>;
  sendDigits(options: SessionOptions & { dtmfText: string }): Promise<TcccResponse>;
  startInternalCall(options: { calleeUserId: string; useMobile?: boolean }): Promise<TcccResponse<SessionOptions>>;
}

/** Text sessions. */
export interface TcccChat {
  accept: OfSession;
  end: OfSession;
  transfer(options: TransferOptions): Promise<TcccResponse>;
}

/** Video sessions. */
export interface TcccVideo {
  accept: OfSession;
  end: OfSession;
  muteMic: OfSession;
  unmuteMic: OfSession;
  /** The camera is off. */
  muteVideo: OfSession;
  unmuteVideo: OfSession;
  transfer(options: TransferOptions): Promise<TcccResponse>;
}

/** The agent. */
export interface TcccAgent {
  online(): void;
  offline(): void;
  setStatus(options: StatusOptions): Promise<TcccResponse>;
  /** At once; reading it costs nothing. */
  getStatus(): TcccAgentStatus;
}

/** Microphones and speakers. */
export interface TcccDevices {
  isBrowserSupported(): boolean;
  isEnvSupported(): boolean;
  getMicrophones(): Promise<MediaDeviceInfo[]>;
  getSpeakers(): Promise<MediaDeviceInfo[]>;
}

/** The elements of the page: a round button, and the workbench it opens. */
export interface TcccUi {
  hide(): void;
  show(): void;
  showWorkbench(): void;
  hideWorkbench(): void;
  showfloatButton(): void;
  hidefloatButton(): void;
}

/** The buttons of the call bar; those that are taken out are not shown. */
export interface ButtonConfig {
  active: { type: string }[];
}

type On = (event: TcccEventName, listener: TcccListener) => void;
type Off = (event: TcccEventName, listener?: TcccListener) => void;

/** The object that a page of this vendor's customers knows as `tccc`. */
export interface Tccc {
  readonly events: TcccEvents;
  /** Hears an event; `ready` also when it was before. */
  on: On;
  /** Hears it no longer; without a listener, nobody does. */
  off: Off;
  readonly Call: TcccCall;
  readonly Chat: TcccChat;
  readonly Video: TcccVideo;
  readonly Agent: TcccAgent;
  readonly Devices: TcccDevices;
  readonly UI: TcccUi;
  readonly Admin: { getSkillGroups(): Promise<{ skillGroupName: string; skillGroupId: string }[]> };
  /** The old name of `Call.startOutboundCall`. */
  callOut(options: OutboundOptions): Promise<TcccResponse<CallData>>;
  /** Says which buttons the call bar shows: gets the list, returns what is left of it. */
  overrideButtonConfig(change: (config: ButtonConfig) => ButtonConfig | undefined): void;
  readonly timer: { readonly emitter: { on: On; off: Off } };
  /** Not the vendor's: drops this object and its elements; closes the seat where `createTccc` opened it. */
  destroy(): void;
}
