import { describe, expect, it } from 'vitest';
import { agentActions } from './agent-actions.ts';
import type { ActionContext, BlockReason } from './actions.ts';
import { reduceAgent } from './agent-table.ts';
import { supervisingCall } from './call-constructors.ts';
import { active, activeChat, COLLEAGUE, offered, outgoing, question, readyAgent, readyPage } from './testing.ts';
import { AGENT_VERBS, type AgentVerb } from './verbs.ts';

const wrapUp = (deadline: number | null) => ({
  agent: reduceAgent(readyAgent(), { type: 'wrapUpStarted', wrapUp: { deadline }, at: 30 })[0],
});
const supervising = (mode: 'listen' | 'whisper' | 'barge') => ({
  sessions: [active({ role: 'supervisor', supervises: { session: 's9', mode } })],
});
const comingUp = (mode: 'listen' | 'whisper' | 'barge') => ({
  sessions: [
    supervisingCall({
      ...{ id: 's9', engagementId: 'e9', kind: 'phone', direction: 'in', peer: COLLEAGUE, at: 1 },
      ...{ leg: { state: 'connecting', at: null }, supervises: { session: 's9', mode } },
    }),
  ],
});
const busy = { sessions: [active()] };
const held = { sessions: [active({ hold: 'held' }), activeChat()] };
const offline = { agent: { ...readyAgent(), status: 'offline' } } as const;

const CASES: Record<AgentVerb, [string, Partial<ActionContext>, BlockReason | null][]> = {
  setStatus: [
    ['idle', {}, null],
    ['in a call, for later', busy, null],
    ['offline', offline, null],
  ],
  extendWrapUp: [
    ['in timed wrap-up', wrapUp(90), null],
    ['in endless wrap-up', wrapUp(null), 'wrongPhase'],
    ['idle', {}, 'wrongPhase'],
  ],
  endWrapUp: [
    ['in timed wrap-up', wrapUp(90), null],
    ['in endless wrap-up', wrapUp(null), null],
    ['idle', {}, 'wrongPhase'],
  ],
  setPhone: [
    ['idle', {}, null],
    ['with a chat', { sessions: [activeChat()] }, null],
    ['on offer', { sessions: [offered()] }, 'agentBusy'],
  ],
  setCallerNumber: [['in a call', busy, null]],
  dial: [
    ['idle', {}, null],
    ['all calls held', held, null],
    ['while an offer rings', { sessions: [offered()] }, null],
    ['in wrap-up', wrapUp(90), null],
    ['talking', busy, 'agentBusy'],
    ['dialling', { sessions: [outgoing()] }, 'agentBusy'],
    [
      'asking somebody, the customer held',
      { sessions: [active({ hold: 'held', consult: { state: 'active', mode: 'consult', to: { agent: 'b' } } })] },
      'agentBusy',
    ],
    ['at a phone', { agent: { ...readyAgent(), phone: { mode: 'phone', number: '+4930' } } }, null],
    ['offline', offline, 'agentOffline'],
  ],
  dialAgent: [
    ['idle', {}, null],
    ['talking', busy, 'agentBusy'],
  ],
  listen: [
    ['idle', {}, null],
    ['whispering', supervising('whisper'), null],
    ['listening', supervising('listen'), 'wrongPhase'],
    ['about to listen', comingUp('listen'), 'wrongPhase'],
    ['about to whisper', comingUp('whisper'), null],
    ['talking', busy, 'agentBusy'],
  ],
  whisper: [
    ['listening', supervising('listen'), null],
    ['about to listen', comingUp('listen'), null],
    ['whispering', supervising('whisper'), 'wrongPhase'],
    ['about to whisper', comingUp('whisper'), 'wrongPhase'],
    ['idle', {}, 'wrongPhase'],
  ],
  barge: [
    ['whispering', supervising('whisper'), null],
    ['barging', supervising('barge'), 'wrongPhase'],
  ],
  intercept: [
    ['listening', supervising('listen'), null],
    ['about to listen', comingUp('listen'), 'wrongPhase'],
    ['idle', {}, 'wrongPhase'],
  ],
  stop: [
    ['listening', supervising('listen'), null],
    ['idle', {}, 'wrongPhase'],
  ],
  setAgentStatus: [['talking', busy, null]],
  logoutAgent: [['idle', {}, null]],
  watchBoard: [['talking', busy, null]],
};

const RIGHTS: Partial<Record<AgentVerb, string>> = {
  dial: 'dial',
  dialAgent: 'dial',
  listen: 'supervise',
  whisper: 'supervise',
  barge: 'supervise',
  intercept: 'intercept',
  stop: 'supervise',
  setAgentStatus: 'supervise',
  logoutAgent: 'supervise',
  watchBoard: 'board',
};

describe.each(AGENT_VERBS)('%s', (verb) => {
  const reasonOf = (parts: Partial<ActionContext>) => {
    const verdict = agentActions(question(parts))[verb];
    return verdict.allowed ? null : verdict.reason;
  };

  it.each(CASES[verb])('%s', (_, parts, reason) => expect(reasonOf(parts)).toBe(reason));

  it('needs capability, right and connection, in this order', () => {
    const [, parts] = CASES[verb][0] ?? ['', {}];
    const agent = parts.agent ?? readyAgent();
    const page = readyPage({ connection: { state: 'closed', since: 0 } });
    const without = { ...question().capabilities, agent: AGENT_VERBS.filter((other) => other !== verb) };
    expect(reasonOf({ ...parts, capabilities: without, agent: { ...agent, rights: [] }, page })).toBe('notSupported');
    const powerless = { ...agent, rights: agent.rights.filter((right) => right !== RIGHTS[verb]) };
    expect(reasonOf({ ...parts, agent: powerless, page })).toBe(RIGHTS[verb] ? 'noRight' : 'notConnected');
    expect(reasonOf({ ...parts, page })).toBe('notConnected');
    expect(reasonOf({ ...parts, page: readyPage() })).toBeNull();
  });
});

it('a dial on its way blocks the next', () => {
  const page = readyPage({ pending: { k: { method: 'call.dial' } } });
  const { dial, dialAgent, setStatus } = agentActions(question({ page }));
  expect([dial, dialAgent]).toEqual(Array(2).fill({ allowed: false, reason: 'pending' }));
  expect(setStatus.allowed).toBe(true);
});
