/** What the vendor documents, in our own words: the one list behind the surface tests and COVERAGE.md. */

/** How a value looks. */
export type Kind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'string | undefined'
  | 'object | undefined'
  | 'object | null'
  | 'string | null'
  | 'party'
  | 'authority'
  | { list: Kind }
  | { fields: Readonly<Record<string, Kind>> };

/** One method: arguments that work in the bench's state, what it resolves with, and how we differ, if we do. */
export interface MethodRow {
  name: string;
  args: readonly unknown[];
  data: Kind;
  /** What has to be so before it is legal. */
  when?: 'offered' | 'active' | 'held' | 'consulting' | 'threeWay' | 'colleague' | 'muted';
  differs?: string;
}

const CALL = { CallId: 's1' };
const WITH_BOB = { ...CALL, AgentId: 'bob' };
const TERMINAL: Kind = { fields: { SipServer: 'string', Number: 'string', Password: 'string' } };
const EMPTY: Kind = { fields: {} };
const PASSWORD =
  '`Password` is that of the desk phone, and empty unless the centre lets pages read it (`terminals.tellPassword`).';
const WEB_PASSWORD =
  '`Password` is always empty: the account of a page is good for one registration, which the page has made.';

export const METHODS: readonly MethodRow[] = [
  { name: 'ConnectAsync', args: [], data: 'null' },
  { name: 'MakeCallAsync', args: ['10001', { BizId: 'order-1' }], data: 'null' },
  { name: 'HangupAsync', args: ['s1'], data: 'null', when: 'active' },
  { name: 'AnswerAsync', args: [], data: 'null', when: 'offered' },
  { name: 'SetPhoneModeAsync', args: ['voip'], data: 'null' },
  { name: 'GetPhoneModesAsync', args: [], data: { list: { fields: { Id: 'string', Name: 'string' } } } },
  {
    name: 'GetAgentStatesAsync',
    args: [],
    data: { list: { fields: { Label: 'string' } } },
    differs: 'The `Code` of a break is its `code` in the centre’s configuration; without one its id, which is a text.',
  },
  { name: 'SetAgentStateAsync', args: ['onBreak', 101], data: 'null' },
  { name: 'GetWebPhoneInfoAsync', args: [], data: TERMINAL, differs: WEB_PASSWORD },
  {
    name: 'GetCallInWrapUpTimeAsync',
    args: [],
    data: { fields: { WrapUpTime: 'number' } },
    differs:
      'Each queue has its own: that of the call’s queue, else of the agent’s first. 0 also where only the agent ends it.',
  },
  { name: 'GetSpNumbersAsync', args: [{ OwnerType: 'app' }], data: { list: 'string' } },
  { name: 'GetCurrentSpNumberAsync', args: [{ OwnerType: 'app' }], data: 'string' },
  { name: 'SetSpNumberAsync', args: [{ OwnerType: 'agent', DisplayNumber: '+4930100' }], data: 'null' },
  { name: 'GetAgentTerminalInfoAsync', args: [{ TerminalType: 'voip' }], data: TERMINAL, differs: PASSWORD },
  { name: 'RetrieveAfterThreeWayAsync', args: [CALL], data: 'null', when: 'threeWay' },
  { name: 'EndConsultationAsync', args: [CALL], data: 'null', when: 'consulting' },
  { name: 'RecoveryAsync', args: [CALL], data: 'null', when: 'held' },
  { name: 'ConsultationToThreeWayAsync', args: [CALL], data: 'null', when: 'consulting' },
  { name: 'TransferAfterThreeWayAsync', args: [CALL], data: 'null', when: 'threeWay' },
  { name: 'WhisperAsync', args: [{ CallId: 's9', AgentId: 'bob' }], data: 'null', when: 'colleague' },
  {
    name: 'ForcePickupAsync',
    args: [{ CallId: 's9', AgentId: 'bob', AgentPhone: '' }],
    data: 'null',
    when: 'colleague',
    differs: 'There are no anonymous agents: `AgentPhone` without `AgentId` is refused.',
  },
  {
    name: 'TransferIvrAsync',
    args: [{ ...CALL, IvrId: '25', NodeId: '1', JumpType: ' agent_hangup' }],
    data: 'null',
    when: 'active',
    differs: 'Only the one documented `JumpType` is known; more by the option `jumpTypes`.',
  },
  {
    name: 'GetIvrNodesAsync',
    args: ['25'],
    data: { list: { fields: { id: 'string', name: 'string' } } },
    differs: '`id` is a string.',
  },
  {
    name: 'GetQueuesAgentsAsync',
    args: [],
    data: { list: { fields: { Name: 'string', QueueId: 'string', Strategy: 'number', Timeout: 'number' } } },
    differs: 'What the numbers of `Strategy` mean is not documented: the options `strategyNumbers` and `queueTimeout`.',
  },
  { name: 'TransferAsync', args: [WITH_BOB], data: 'null', when: 'active' },
  { name: 'HoldAsync', args: [CALL], data: 'null', when: 'active' },
  { name: 'ConsultationAsync', args: [WITH_BOB], data: 'null', when: 'active' },
  { name: 'ThreewayAsync', args: [WITH_BOB], data: 'null', when: 'active' },
  { name: 'ConsultationToTransferAsync', args: [WITH_BOB], data: 'null', when: 'consulting' },
  { name: 'TransferQueueAsync', args: [{ ...CALL, QueueId: 'support' }], data: 'null', when: 'active' },
  { name: 'SubstituteAsync', args: [{ CallId: 's9', AgentId: 'bob' }], data: 'null', when: 'colleague' },
  { name: 'EavesdropAsync', args: [{ CallId: 's9', AgentId: 'bob' }], data: 'null', when: 'colleague' },
  {
    name: 'GetOtherAgentsAsync',
    args: [{ State: 'idle' }],
    data: {
      list: {
        fields: {
          ...{ AgentId: 'string', AppId: 'string', Email: 'string', Enable: 'boolean', ExtState: 'number' },
          ...{
            ExtenInfos: 'null',
            Extensions: 'object | null',
            Mobile: 'string',
            Name: 'string',
            Queues: { list: 'string' },
          },
          ...{
            QueuesNames: { list: 'string' },
            Role: 'string',
            State: 'number',
            WorkId: 'string',
            WrapUpTime: 'number',
          },
        },
      },
    },
    differs:
      '`Mobile` and `Extensions` are told to who may supervise the colleague; `Enable` and `ExtenInfos` are always the same.',
  },
  {
    name: 'GetNumberPoolAndSpNumAsync',
    args: [{ type: 2 }],
    data: { fields: { list: { list: { fields: { id: 'string', name: 'string' } } }, defaultId: 'string | null' } },
  },
  { name: 'SetSpNumberPoolNumAsync', args: [{ type: 2, id: 'hotlines' }], data: EMPTY },
  { name: 'MuteAsync', args: [CALL], data: EMPTY, when: 'active' },
  { name: 'UnmuteAsync', args: [CALL], data: EMPTY, when: 'muted' },
];

/** Members that answer with nothing. */
export const PLAIN_MEMBERS = ['Init', 'Destroy', 'Disconnect', 'on', 'off'] as const;

/** Names that also work, and what they stand for. */
export const ALIASES: readonly (readonly [alias: string, documented: string])[] = [
  ['Destory', 'Destroy'],
  ['ThreeWayAsync', 'ThreewayAsync'],
];

/** One event: its `Data` and, for the state events, that it is a list of one. */
export interface EventRow {
  name: string;
  list: boolean;
  fields: Readonly<Record<string, Kind>>;
  differs?: string;
}

const CALL_FIELDS: Readonly<Record<string, Kind>> = {
  CallID: 'string',
  AgentInfo: 'party',
  CustomerInfo: 'party',
  FromQueue: 'string',
  DisplayNum: 'string',
  WorkFlow: 'string',
  CallAuthority: 'authority',
  CallType: 'string',
};
const callEvent = (name: string, differs?: string): EventRow => ({
  name,
  list: false,
  fields: CALL_FIELDS,
  ...(differs === undefined ? {} : { differs }),
});

export const EVENT_ROWS: readonly EventRow[] = [
  { name: 'Ready', list: true, fields: { CurExtState: 'string', CurMode: 'string', CurState: 'string' } },
  {
    name: 'AgentStateChanged',
    list: true,
    fields: { CurState: 'string', CurStateSubId: 'string', OldState: 'string' },
  },
  {
    name: 'PhoneModeChanged',
    list: true,
    fields: { CurContact: 'string', CurExtState: 'string', CurNumber: 'string' },
  },
  { name: 'PhoneStateChanged', list: true, fields: { CallID: 'string', CurState: 'string' } },
  {
    name: 'GetState',
    list: false,
    fields: {
      ...{ AdvancedCallStatus: 'string | undefined', AgentInfo: 'object | undefined', CallDirection: 'string' },
      ...{ CallID: 'string', CallType: 'string | undefined', CurContact: 'string', CurExtState: 'string' },
      ...{ CurMode: 'string', CurState: 'string', CurSubStateId: 'string', CustomerInfo: 'object | undefined' },
      ...{ DestNumber: 'string', DestNumberLoc: 'string', Payload: 'object | null', SpNumber: 'string' },
      ...{ StartTime: 'string', UserData: 'string' },
    },
    differs: '`StartTime` is ISO 8601, `Payload` is `{BizId}`: the document shows neither filled.',
  },
  {
    name: 'AdvancedCallStatusChanged',
    list: false,
    fields: {
      ...{ AdvancedCallStatus: 'string', AgentInfo: 'party', CallAuthority: 'authority', CallDirection: 'string' },
      ...{ CallEvent: 'string', CallID: 'string', CallType: 'string', CalledInfo: 'party', CallerInfo: 'party' },
      ...{ ChannelUUID: 'string', CustomerInfo: 'party', DisplayInfo: 'party', WorkFlow: 'string' },
    },
    differs: 'Flags are what is legal now; the document’s one sample shows a call without even a hang-up.',
  },
  callEvent('Delivered'),
  callEvent('Originated'),
  callEvent('Established'),
  callEvent('ConnectionCleared'),
  callEvent('Held'),
  callEvent('Retrieved'),
  callEvent('Conferenced'),
  callEvent('Transferred', 'Followed by `ConnectionCleared`; the document does not say.'),
];

/** Documented fields that are the same in every scenario, of answers by the method, and why. */
export const CONSTANT: Readonly<Record<string, string>> = {
  'GetWebPhoneInfoAsync.Password': 'A page’s SIP account is good for one registration, which the page itself has made.',
  'GetOtherAgentsAsync.Enable': 'Who may not work any more is not in the directory.',
  'GetOtherAgentsAsync.ExtenInfos': 'The document shows no other value, and does not say what it would be.',
};

/** Options of the constructor. */
export const OPTIONS = [
  'AppId',
  'AgentId',
  'LanguageCode',
  'AutoConnect',
  'AppDataProvider',
  'Domain',
  'HttpDomain',
  'Log',
];

/** Documented sets of values. */
export const ENUMS: Readonly<Record<string, readonly string[]>> = {
  'agent state': ['idle', 'busy', 'onBreak', 'offline'],
  'phone mode': ['voip', 'cellphone', 'webrtc'],
  'phone state': ['offline', 'idle', 'ringing', 'busy'],
  WorkFlow: ['in', 'out_direct', 'out_callback', 'out_auto'],
  CallDirection: ['', 'Inbound', 'Outbound'],
};

/** What is no target, said so. */
export const NOT_A_TARGET = [
  ['Internet Explorer 9 to 11', 'It has no WebRTC.'],
  ['The UI SDK', 'Its document is not public; `@callstation/ui` has a call bar.'],
] as const;
