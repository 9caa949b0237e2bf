import type { ActionContext } from './actions.ts';
import type { AgentSnapshot } from './agent.ts';
import { newAgent, reduceAgent } from './agent-table.ts';
import { offeredCall, outgoingCall } from './call-constructors.ts';
import { type CallArgs, callCommand, type CallEvent, type CallEventKey, callEventKey } from './call-events.ts';
import { reduceCall } from './call-table.ts';
import type { ChatSnapshot } from './chat.ts';
import type { End } from './end.ts';
import { newPage } from './page-table.ts';
import type { PageFacts } from './page.ts';
import type { ActiveCall, AgentLeg, CallSnapshot, Consult, OfferedCall, OutgoingCall, Party } from './session.ts';
import { AGENT_VERBS, CALL_VERBS, type CallVerb, CHAT_VERBS } from './verbs.ts';

/** Samples that the tests of the model share. All times are small numbers: 1000 is "now". */
export const NOW = 1000;
export const PAGE = 'page-1';
export const CUSTOMER: Party = { id: 'p1', role: 'customer', state: 'ringing', number: '+4930123' };
export const COLLEAGUE: Party = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob' };
export const HANGUP: End = { reason: 'remoteHangup', by: 'peer' };
export const REFUSED: End = { reason: 'busy', by: 'peer', cause: { sip: 486 } };

const ARGS: Partial<CallArgs> = {
  answer: { video: false },
  sendDigits: { digits: '1' },
  transfer: { to: { agent: 'bob' } },
  consult: { to: { agent: 'bob' } },
  conference: { to: { number: '+4940' } },
  removeParticipant: { participant: 'p2' },
};

export function command(verb: CallVerb, page?: string): CallEvent {
  return callCommand(verb, ARGS[verb] ?? {}, page);
}

const states: AgentLeg['state'][] = ['none', 'connecting', 'flowing', 'reconnecting', 'lost'];
const modes = ['consult', 'transfer', 'conference'] as const;
const consults: Consult[] = [
  { state: 'none' },
  { state: 'none', failed: REFUSED },
  ...modes.flatMap((mode): Consult[] => [
    { state: 'dialing', mode, to: { agent: 'bob' } },
    { state: 'active', mode, to: { agent: 'bob' }, party: COLLEAGUE },
    { state: 'completing', mode, to: { agent: 'bob' }, party: COLLEAGUE },
  ]),
];

/** At least one event of every key, and one for every guard. */
export const EVENTS: readonly CallEvent[] = [
  ...CALL_VERBS.flatMap((verb): CallEvent[] => [command(verb, PAGE), { type: 'failed', verb, end: REFUSED }]),
  ...(
    ['peerRinging', 'peerAnswered', 'held', 'resumed', 'muted', 'unmuted', 'videoMuted', 'videoUnmuted'] as const
  ).map((type): CallEvent => ({ type })),
  { type: 'deadline' },
  ...states.flatMap((state): CallEvent[] => [
    { type: 'leg', leg: { state, at: state === 'none' ? null : { page: PAGE } } },
    { type: 'leg', leg: { state, at: { page: 'page-2' } } },
    { type: 'leg', leg: { state, at: { phone: '+49171' }, deadline: NOW - 1 } },
  ]),
  ...consults.map((consult): CallEvent => ({ type: 'consult', consult })),
  { type: 'others', others: [] },
  { type: 'others', others: [COLLEAGUE] },
  { type: 'others', others: [COLLEAGUE, { ...COLLEAGUE, id: 'p3' }] },
  { type: 'recording', recording: 'off' },
  { type: 'recording', recording: 'on' },
  { type: 'recording', recording: 'paused' },
  { type: 'peer', peer: { ...CUSTOMER, name: 'Ann' }, role: 'handler' },
  { type: 'context', context: { remark: 'vip' } },
  { type: 'annotated', annotation: { note: 'ok' } },
  { type: 'supervises', supervises: { session: 's9', mode: 'whisper' } },
  { type: 'wrapUp', wrapUp: { deadline: 9000 } },
  { type: 'ended', end: HANGUP, wrapUp: { deadline: NOW } },
  { type: 'ended', end: HANGUP },
  { type: 'ended', end: { reason: 'transferred', by: 'agent' } },
  { type: 'ended', end: { reason: 'requeued', by: 'system' }, wrapUp: null },
];

export const eventsOf = (key: CallEventKey): CallEvent[] => EVENTS.filter((event) => callEventKey(event) === key);

/** Feeds events one after the other, all at {@link NOW}. */
export function after<S extends CallSnapshot>(start: S, ...events: CallEvent[]): CallSnapshot {
  return events.reduce<CallSnapshot>((call, event) => reduceCall(call, { ...event, at: NOW })[0], start);
}

export function offered(more: Partial<Parameters<typeof offeredCall>[0]> = {}): OfferedCall {
  return offeredCall({
    ...{ id: 's1', engagementId: 'e1', peer: CUSTOMER, kind: 'phone', at: 100, deadline: NOW },
    ...more,
  });
}

export function outgoing(more: Partial<Parameters<typeof outgoingCall>[0]> = {}): OutgoingCall {
  return outgoingCall({ id: 's1', engagementId: 'e1', peer: CUSTOMER, kind: 'phone', at: 100, page: PAGE, ...more });
}

export const FLOWING: CallEvent = { type: 'leg', leg: { state: 'flowing', at: { page: PAGE } } };

/** A call in conversation, with the parts given. */
export function active(parts: Partial<ActiveCall> = {}): ActiveCall {
  const call = after(offered(), command('answer', PAGE), FLOWING);
  if (call.phase !== 'active') throw new Error(`not active but ${call.phase}`);
  return { ...call, ...parts };
}

export function activeChat(): ChatSnapshot {
  const { kind: _, phase: _phase, deadline: _deadline, ...base } = offered({ id: 'c1', engagementId: 'ec1' });
  return {
    ...{ ...base, kind: 'im', phase: 'active', acceptedAt: 200, lastSeq: 0, readSeq: 0, peerReadSeq: 0 },
    consult: { state: 'none' },
  };
}

/** An agent with every right, who wants to work and sits at a page. */
export function readyAgent(): AgentSnapshot {
  const rights: AgentSnapshot['rights'] = [
    'dial',
    'dialExternal',
    'record',
    'supervise',
    'intercept',
    'board',
    'manageNumbers',
    'playRecordings',
  ];
  const agent = newAgent({ id: 'alice', name: 'Alice', rights, skillGroups: ['g1'], at: 0 });
  const reached = reduceAgent(agent, { type: 'reach', reach: 'page', at: 10 })[0];
  return reduceAgent(reached, { type: 'setStatus', status: { status: 'idle' }, at: 20 })[0];
}

export const readyPage = (parts: Partial<PageFacts> = {}): PageFacts => ({
  ...newPage(PAGE, 0),
  connection: { state: 'ready', since: 0 },
  ...parts,
});

/** A question by {@link readyAgent}, at a backend that can do everything. */
export function question(parts: Partial<ActionContext> = {}): ActionContext {
  return {
    sessions: [],
    agent: readyAgent(),
    capabilities: {
      calls: [...CALL_VERBS],
      chats: [...CHAT_VERBS],
      agent: [...AGENT_VERBS],
      kinds: ['phone', 'voip', 'video', 'internal', 'im'],
    },
    ...parts,
  };
}

/** Freezes all the way down, so that a write to the input throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
