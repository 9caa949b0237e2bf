/** Where a name is known from: the vendor's documents, its published packages and headers, or apps that use it. */
type Source = 'documented' | 'published' | 'in use';

/** One member of the class. */
export interface SurfaceMember {
  name: string;
  /** Of the class itself. */
  static?: true;
  /** What calling it without a callback gives. */
  gives: 'promise' | 'nothing' | 'text' | 'object' | 'instance';
  /** Arguments before the callback, that do for anything; null: it takes no callback. */
  args: readonly unknown[] | null;
  source: Source;
  /** How it differs from what the vendor says or is silent about; without it, it does what is documented. */
  differs?: string;
}

const member = (
  name: string,
  gives: SurfaceMember['gives'],
  args: SurfaceMember['args'],
  source: Source = 'documented',
  differs?: string,
): SurfaceMember => ({ name, gives, args, source, ...(differs === undefined ? {} : { differs }) });
const LOGIN = { sdkAppID: 1400, userId: 'alice', token: 'a.b.c', type: 1 };

/** Every member there is, in the order of the vendor's documents. */
export const MEMBERS: readonly SurfaceMember[] = [
  { ...member('sharedInstance', 'instance', null), static: true },
  { ...member('destroyInstance', 'nothing', null), static: true },
  { ...member('getSDKVersion', 'text', null), static: true },
  member('on', 'nothing', null, 'documented', 'of several registrations of one event the last counts'),
  member('off', 'nothing', null, 'documented', 'a second argument takes just that listener away'),
  member(
    'login',
    'promise',
    [LOGIN],
    'documented',
    'also takes `sdkAppId`, and `url`; of the types only `Agent`, others are answered with 501',
  ),
  member('checkLogin', 'promise', [], 'documented', 'waits up to 10 s for a connection that is being restored'),
  member('logout', 'promise', []),
  member('call', 'promise', ['10001'], 'documented', 'of the types only `Voip`; -10004 while there is a call'),
  member('answer', 'promise', [], 'documented', '501 where calls are taken at a phone: pick it up'),
  member(
    'terminate',
    'promise',
    [],
    'documented',
    'declines the call that rings, also during another; of arguments only a callback counts',
  ),
  member('sendDTMF', 'promise', ['1'], 'documented', 'takes several tones at once, too'),
  member('mute', 'promise', [], 'documented', '501 where calls are taken at a phone'),
  member('unmute', 'promise', [], 'documented', '501 where calls are taken at a phone'),
  member('unMute', 'promise', [], 'published'),
  member('startPlayMusic', 'promise', ['/static/ring.mp3', 1]),
  member('stopPlayMusic', 'promise', []),
  member('getDeviceManager', 'object', null),
  member('setLogLevel', 'nothing', null),
  member('setConsoleEnabled', 'nothing', null),
  member('getSDKVersion', 'text', null, 'in use'),
  member('getVersion', 'text', null, 'published'),
  member('resetSip', 'promise', [true], 'published'),
  member('enableAudioVolumeEvaluation', 'promise', [300, true], 'published', '501 where the sound is not in the app'),
  member('setLogDirectory', 'promise', ['/logs'], 'published', 'answered with 501: nothing is written to files'),
  member('callExperimentalAPI', 'promise', ['x', '{}'], 'published', 'answered with 501: there are none'),
  member('enableFloatWindow', 'nothing', null, 'published', 'does nothing, as the vendor’s'),
];

/** Members of `getDeviceManager()`, and what they take. */
export const DEVICES: readonly { name: string; arg?: number; source: Source }[] = [
  { name: 'setAudioCaptureVolume', arg: 80, source: 'documented' },
  { name: 'getAudioCaptureVolume', source: 'documented' },
  { name: 'setAudioPlayoutVolume', arg: 80, source: 'documented' },
  { name: 'getAudioPlayoutVolume', source: 'documented' },
  { name: 'setAudioRoute', arg: 1, source: 'documented' },
];

/** Every event, with what its listener is called with. */
export const EVENTS: readonly { name: string; args: string; differs?: string }[] = [
  { name: 'onError', args: 'errCode, errMsg, extra' },
  { name: 'onWarning', args: 'code, msg, extra' },
  {
    name: 'onNewSession',
    args: 'info',
    differs:
      'a call that began while nobody listened, before this page was loaded, or while another page led, is told late, until it is over',
  },
  {
    name: 'onAccepted',
    args: 'sessionId',
    differs:
      'told of calls that came in, too, again of one that a page finds when it is loaded, and late of one that was answered while there was no connection',
  },
  {
    name: 'onEnded',
    args: 'reason, reasonMessage, sessionId',
    differs: '`Error` of a call that was gone when the connection came back',
  },
  { name: 'onAudioVolume', args: 'userId, volume' },
  { name: 'onNetworkQuality', args: 'local, remote', differs: '`remote` is empty: the centre measures one side' },
  { name: 'onConnectionLost', args: 'serverType' },
  { name: 'onTryToReconnect', args: 'serverType' },
  { name: 'onConnectionRecovery', args: 'serverType' },
];

/** Enums with the numbers of the vendor's headers. */
export const ENUMS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  TCCCLoginType: { Sip: 0, Agent: 1, NoDomainModel: 2 },
  TCCCEndReason: {
    ...{ Error: 0, Timeout: 1, Replaced: 2, LocalBye: 3, RemoteBye: 4 },
    ...{ LocalCancel: 5, RemoteCancel: 6, Rejected: 7, Referred: 8 },
  },
  TCCCSessionDirection: { CallIn: 0, CallOut: 1 },
  TCCCAudioRoute: { Speakerphone: 0, Earpiece: 1 },
  TCCCQuality: { Unknown: 0, Excellent: 1, Good: 2, Poor: 3, Bad: 4, Vbad: 5, Down: 6 },
  TCCCServerType: { TCCCServer: 0, TRTCServer: 1 },
  TCCCLogLevel: { Verbose: 0, Debug: 1, Info: 2, Warn: 3, Error: 4, Fatal: 5, None: 6 },
  TCCCAudioQuality: { Speech: 1, Default: 2, Music: 3 },
  TCCCCallType: { Voip: 0, Video: 1 },
};

/** Error codes that the vendor's documents name. */
export const DOCUMENTED_ERRORS: Readonly<Record<string, number>> = {
  ...{ ERR_NONE: 0, ERR_HTTP_REQUEST_FAILURE: -10_001, ERR_HTTP_TOKEN_ERROR: -10_002 },
  ...{ ERR_HTTP_GETSIPINFO_ERROR: -10_003, ERR_NETWORK_CANNOT_RESET: -10_004, ERR_HAD_LOGGEDOUT: -10_005 },
  ...{ ERR_UNRIGIST_FAILURE: 20_001, ERR_ANSWER_FAILURE: 20_002, ERR_SIPURI_WRONGFORMAT: 20_003 },
  ...{ ERR_SIP_BAD_REQUEST: 400, ERR_SIP_UNAUTHORIZED: 401, ERR_SIP_PAYMENTREQUIRED: 402, ERR_SIP_FORBIDDEN: 403 },
  ...{ ERR_SIP_REQUESTTIMEOUT: 408, ERR_SIP_REQUEST_TERMINATED: 487, ERR_SIP_SERVICE_UNAVAILABLE: 503 },
  ...{ ERR_SIP_SERVER_TIMEOUT: 504, ERR_MIC_START_FAIL: -1302, ERR_UNSUPPORTED_SAMPLERATE: -1306 },
  ...{ ERR_MIC_NOT_AUTHORIZED: -1317, ERR_MIC_SET_PARAM_FAIL: -1318, ERR_MIC_OCCUPY: -1319, ERR_MIC_STOP_FAIL: -1320 },
  ...{ ERR_SPEAKER_START_FAIL: -1321, ERR_SPEAKER_SET_PARAM_FAIL: -1322, ERR_SPEAKER_STOP_FAIL: -1323 },
  ...{ ERR_RTC_ENTER_ROOM_FAILED: -3301, ERR_RTC_REQUEST_IP_TIMEOUT: -3307 },
  ...{ ERR_RTC_CONNECT_SERVER_TIMEOUT: -3308, ERR_RTC_ENTER_ROOM_REFUSED: -3340 },
};

/** Numbers of the vendor's headers without a documented name; how they are named here is ours. */
export const PUBLISHED_ERRORS: readonly number[] = [
  ...[-199, -198, -197, 20_004, 404, 405, 406, 407, 410, 412, 413, 414, 415, 416, 420, 421, 422, 423, 430],
  ...[480, 481, 482, 483, 484, 485, 486, 488, 491, 493, 500, 501, 502, 505, 513, 600, 603, 604, 606],
  ...[-1304, -1330, -1331, -1332, -1333, -3316, -3317, -3318, -3319, -3320],
];

/** Codes of `onWarning`. */
export const WARNINGS: readonly number[] = [1201, 1202, 1203, 1204, 1205, 2102, 7001, 7002];

/** Two names for one thing. */
export const ALIASES: readonly (readonly [name: string, same: string])[] = [
  ['TCCCWorkstation', 'TcccWorkstation'],
  ['TCCCErrorCode', 'TcccErrorCode'],
];
