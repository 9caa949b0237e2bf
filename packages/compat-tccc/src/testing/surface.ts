import type { TcccEventName } from '../events.ts';

/** Whether the vendor documents a name, or pages were found that use it. */
type Source = 'documented' | 'in use';

/** One member of the object. */
export interface SurfaceMember {
  path: string;
  /** What calling it gives: an envelope, a list, nothing, a value at once; or what it is. */
  gives: 'envelope' | 'list' | 'nothing' | 'boolean' | 'text' | 'names' | 'object';
  source: Source;
  /** How it differs from what the vendor says or is silent about; without it, it does what is documented. */
  differs?: string;
}

const NO_CHATS = 'checks its arguments, then fails with `notSupported`: the centre has no chats yet';
const NO_VIDEO = 'fails with `notSupported` where the centre or the session has no pictures';

const member = (
  path: string,
  gives: SurfaceMember['gives'],
  differs?: string,
  source: Source = 'documented',
): SurfaceMember => ({ path, gives, source, ...(differs === undefined ? {} : { differs }) });

/** Every member there is, in the order of the vendor's documents. */
export const MEMBERS: readonly SurfaceMember[] = [
  member('Call.startOutboundCall', 'envelope'),
  member('Call.accept', 'envelope'),
  member(
    'Call.hungUp',
    'envelope',
    'also declines what rings and gives up what is being placed; the documents are silent',
  ),
  member('Call.deleteCall', 'envelope', 'ends the after-call work; what it resolves with is not documented'),
  member('Call.muteMic', 'envelope'),
  member('Call.unmuteMic', 'envelope'),
  member('Call.isMicMuted', 'envelope', 'the value is `data.isMuted` and `data.muted`; its place is not documented'),
  member('Call.hold', 'envelope'),
  member('Call.unHold', 'envelope'),
  member('Call.transfer', 'envelope', 'exactly one target; what two would mean is not documented'),
  member('Call.sendDigits', 'envelope', 'an empty text is refused'),
  member('Call.startInternalCall', 'envelope', 'carries `sessionId`, which the documents leave out'),
  member('Chat.accept', 'envelope', NO_CHATS),
  member('Chat.end', 'envelope', NO_CHATS),
  member('Chat.transfer', 'envelope', NO_CHATS),
  member('Video.accept', 'envelope'),
  member('Video.end', 'envelope'),
  member('Video.muteMic', 'envelope'),
  member('Video.unmuteMic', 'envelope'),
  member('Video.muteVideo', 'envelope', NO_VIDEO),
  member('Video.unmuteVideo', 'envelope', NO_VIDEO),
  member('Video.transfer', 'envelope'),
  member('Agent.online', 'nothing'),
  member('Agent.offline', 'nothing'),
  member('Agent.setStatus', 'envelope', 'refused during a call; upper and lower case are the same'),
  member('Agent.getStatus', 'text'),
  member('Devices.isBrowserSupported', 'boolean', 'asks what the browser can do, not its version'),
  member('Devices.isEnvSupported', 'boolean', 'named only; here, whether calls can be taken on this page'),
  member('Devices.getMicrophones', 'list'),
  member('Devices.getSpeakers', 'list'),
  member('UI.hide', 'nothing'),
  member('UI.show', 'nothing'),
  member('UI.showWorkbench', 'nothing'),
  member('UI.hideWorkbench', 'nothing'),
  member('UI.showfloatButton', 'nothing'),
  member('UI.hidefloatButton', 'nothing'),
  member('on', 'nothing', 'an unknown event is a warning; `ready` and `tokenExpired` are told to late listeners, too'),
  member('off', 'nothing', 'without a listener, all of that event; the documents are silent'),
  member('events', 'names'),
  member('callOut', 'envelope', undefined, 'in use'),
  member('Call.callOut', 'envelope', undefined, 'in use'),
  member('Admin.getSkillGroups', 'list', undefined, 'in use'),
  member(
    'overrideButtonConfig',
    'nothing',
    'the four kinds of transfer are one button, whose panel offers those that are left; further types are listed too',
    'in use',
  ),
  member('timer.emitter', 'object', 'internal to the vendor; here `on` and `off` of the same events', 'in use'),
];

/** The type of a field. */
export type FieldType = 'string' | 'number' | 'path';

/** One event, or one kind of it. `!` after a type: it is always there. */
export interface SurfaceEvent {
  event: TcccEventName;
  /** Of `callIn`: what the session carries. */
  kind?: string;
  fields: Readonly<Record<string, FieldType | `${FieldType}!`>>;
  source: Source;
  differs?: string;
}

const CALL_IN = { sessionId: 'string!', type: 'string!', timeout: 'number!' } as const;

/** Every event with every field. */
export const EVENTS: readonly SurfaceEvent[] = [
  { event: 'ready', fields: {}, source: 'documented' },
  { event: 'tokenExpired', fields: { message: 'string!' }, source: 'documented' },
  {
    event: 'callIn',
    kind: 'phone',
    fields: {
      ...CALL_IN,
      ...{ calleePhoneNumber: 'string!', callerPhoneNumber: 'string', callerLocation: 'string', remark: 'string' },
      ...{ ivrPath: 'path', protectedCallee: 'string', protectedCaller: 'string', serverType: 'string!' },
    },
    source: 'documented',
  },
  {
    event: 'callIn',
    kind: 'im',
    fields: {
      ...CALL_IN,
      ...{ nickname: 'string!', avatar: 'string', remark: 'string', peerSource: 'string' },
      ...{ channelName: 'string', clientData: 'string' },
    },
    source: 'documented',
    differs: 'mapped, but never told: see below',
  },
  {
    event: 'callIn',
    kind: 'voip',
    fields: {
      ...CALL_IN,
      ...{ callee: 'string!', calleeRemark: 'string', userId: 'string!', nickname: 'string', avatar: 'string' },
      ...{ remark: 'string', peerSource: 'string', ivrPath: 'path', clientData: 'string' },
    },
    source: 'documented',
  },
  {
    event: 'callIn',
    kind: 'video',
    fields: { ...CALL_IN, userId: 'string!', nickname: 'string', avatar: 'string', remark: 'string' },
    source: 'documented',
    differs: 'mapped, but never told: see below; `timeout` is a number, as in the older of two pages',
  },
  { event: 'callIn', kind: 'internal', fields: { ...CALL_IN, peerUserId: 'string!' }, source: 'documented' },
  { event: 'userAccessed', fields: { sessionId: 'string!' }, source: 'documented' },
  {
    event: 'autoTransfer',
    fields: { sessionId: 'string!' },
    source: 'documented',
    differs: 'no `sessionEnded` follows; the documents are silent',
  },
  { event: 'calloutAccepted', fields: { sessionId: 'string!' }, source: 'documented' },
  {
    event: 'callOuted',
    fields: {
      ...{ sessionId: 'string!', calleePhoneNumber: 'string', callerPhoneNumber: 'string' },
      ...{ protectedCallee: 'string', remark: 'string' },
    },
    source: 'documented',
  },
  {
    event: 'sessionEnded',
    fields: {
      ...{ sessionId: 'string!', closeBy: 'string!', mainReason: 'string', subReason: 'string' },
      ...{ type: 'string', duration: 'number' },
    },
    source: 'documented',
    differs: 'the two reasons are the published end codes; no page lists their values',
  },
  { event: 'sessionCompleted', fields: { sessionId: 'string' }, source: 'documented' },
  {
    event: 'transfer',
    fields: { sessionId: 'string!', skillGroupId: 'string', userId: 'string' },
    source: 'documented',
  },
  { event: 'statusChanged', fields: { status: 'string!' }, source: 'documented' },
  {
    event: 'asr',
    fields: { sessionId: 'string!', result: 'string!', flow: 'string!' },
    source: 'documented',
    differs: 'mapped, but never told: see below; `result` is the text, its structure is not documented',
  },
];

/** Options that do not do all that is documented, or more; the others do what is. */
export const OPTIONS: readonly (readonly [option: string, differs: string])[] = [
  [
    'Call.startOutboundCall: phoneEncodeType',
    'changes nothing: a number that is dialled is always the real one, never one that stands for another. What an app keeps from its agents (`numberMask`) stays kept',
  ],
];

/** Where what is not in the call itself comes from, so that no field is always the same or always missing. */
export const SOURCES: readonly (readonly [field: string, source: string])[] = [
  ['callerLocation, calleeLocation', 'where the number is at home'],
  ['protectedCaller, protectedCallee', '`numberMask` of the app: the number with stars, as in the field beside it'],
  [
    'remark',
    '`phoneDesc` of a call that is placed; of one that comes in a [look-up](../../docs/webhooks.md) or the trunk',
  ],
  ['uui', 'comes back as `Uui` of pushes in this vendor’s shape'],
  [
    'callerPhoneNumber of a call that is placed',
    '`callerPhoneNumber`, `servingNumberGroupIds` (pools of numbers), `skillGroupId`, the agent, the app',
  ],
  ['ivrPath', 'the keys that were pressed in a [menu](../../docs/ivr.md)'],
  ['serverType', 'the page, or the phone that the agent takes calls at; `miniProgramSeat` is never said'],
  [
    'callIn (voip): all',
    'what a trunk says of a [caller from a website](../../docs/routing.md#callers-from-a-website)',
  ],
];

/** What no centre can feed yet, and why. */
export const UNFED: readonly (readonly [what: string, why: string])[] = [
  ['callIn (im)', 'no centre has chats yet'],
  ['callIn (video)', 'no centre has pictures yet'],
  ['asr', 'no centre writes down what is said'],
];

/** What answers carry, by method; those of the others are empty. */
export const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'Call.startOutboundCall': [
    ...['sessionId', 'calleePhoneNumber', 'callerPhoneNumber', 'serverType', 'calleeLocation', 'remark'],
  ],
  'Call.isMicMuted': ['isMuted', 'muted'],
  'Call.startInternalCall': ['sessionId'],
  'Admin.getSkillGroups': ['skillGroupName', 'skillGroupId'],
};

/** Lenient names, and what each stands for. `strict: true` warns of them. */
export const ALIASES: readonly (readonly [alias: string, real: string])[] = [
  ['evens', 'events'],
  ['events.callouteAccepted', 'events.calloutAccepted'],
  ['callOut', 'Call.startOutboundCall'],
  ['Call.callOut', 'Call.startOutboundCall'],
  ['UI.showFloatButton', 'UI.showfloatButton'],
  ['UI.hideFloatButton', 'UI.hidefloatButton'],
];
