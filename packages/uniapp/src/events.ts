/** What the vendor's class tells, and what each is told with. */
export interface TcccEventMap {
  /** Fatal; 403: another sign-in took this seat. */
  onError: [errCode: number, errMsg: string, extra?: unknown];
  onWarning: [code: number, message: string, extra?: unknown];
  /** A call, in either direction. */
  onNewSession: [session: TcccSessionInfo];
  /** The far end answered; of a call that came in: it is answered. */
  onAccepted: [sessionId: string];
  /** `reason`: one of `TCCCEndReason`. */
  onEnded: [reason: number, reasonMessage: string, sessionId: string];
  /** 0 to 100; an empty user id is this agent. */
  onAudioVolume: [userId: string, volume: number];
  onNetworkQuality: [local: TcccQualityOf, remote: TcccQualityOf[]];
  onConnectionLost: [serverType: number];
  onTryToReconnect: [serverType: number];
  onConnectionRecovery: [serverType: number];
}

/** The name of an event. */
export type TcccEventName = keyof TcccEventMap;

/** Every event there is. */
export const EVENT_NAMES: readonly TcccEventName[] = [
  ...(['onError', 'onWarning', 'onNewSession', 'onAccepted', 'onEnded', 'onAudioVolume', 'onNetworkQuality'] as const),
  ...(['onConnectionLost', 'onTryToReconnect', 'onConnectionRecovery'] as const),
];

/** How good somebody's network is, in `TCCCQuality`. */
export interface TcccQualityOf {
  readonly userId: string;
  readonly quality: number;
}

/** A call, as `onNewSession` tells of it. */
export interface TcccSessionInfo {
  readonly sessionId: string;
  readonly sessionID: string;
  /** Who calls: a number, or an agent's id. */
  readonly fromUserId: string;
  readonly toUserId: string;
  /** The same two as addresses, `sip:…`. */
  readonly fromAor: string;
  readonly toAor: string;
  /** One of `TCCCSessionDirection`. */
  readonly sessionDirection: number;
  /** What the call carries, as JSON: user data, remark, skill group. */
  readonly customHeaderJson: string;
}
