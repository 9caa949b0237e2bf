import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentSnapshot, SettableStatus } from './agent.ts';
import type { AgentEffect, AgentEvent } from './agent-events.ts';
import { deriveStatus, isEligible, STATUS_RULES, usedBy, wrapUpOf } from './agent-status.ts';
import { AGENT_TABLE, newAgent, reduceAgent } from './agent-table.ts';
import { nextDeadline } from './next-deadline.ts';
import { active, activeChat, after, deepFreeze, HANGUP, offered, readyAgent } from './testing.ts';

const step = (agent: AgentSnapshot, event: AgentEvent, at = 100) => reduceAgent(deepFreeze(agent), { ...event, at });
const run = (...events: AgentEvent[]): AgentSnapshot =>
  events.reduce((agent, event) => step(agent, event)[0], readyAgent());
const want = (status: SettableStatus['status']): AgentEvent => ({
  type: 'setStatus',
  status: status === 'break' ? { status, reason: 'lunch' } : { status },
});
const begun: AgentEvent = { type: 'sessionStarted', channel: 'voice' };
const over = (deadline?: number | null): AgentEvent => ({
  type: 'sessionEnded',
  channel: 'voice',
  ...(deadline === undefined ? {} : { wrapUp: { deadline } }),
});

describe('the shown status', () => {
  it.each<[string, AgentEvent[], object]>([
    ['idle', [], { status: 'idle' }],
    ['busy from the offer on', [begun], { status: 'busy' }],
    ['busy in a video call', [{ type: 'sessionStarted', channel: 'video' }], { status: 'busy' }],
    ['not busy by chats', [{ type: 'sessionStarted', channel: 'chat' }], { status: 'idle' }],
    ['wrap-up after a call', [begun, over(900)], { status: 'wrap-up', deadline: 900 }],
    ['wrap-up until the agent ends it', [begun, over(null)], { status: 'wrap-up', deadline: null }],
    ['idle after a call without', [begun, over()], { status: 'idle' }],
    ['what was wanted, after the call', [begun, want('break'), over()], { status: 'break', reason: 'lunch' }],
    ['still busy though a break is wanted', [begun, want('break')], { status: 'busy' }],
    ['wrap-up before the break', [begun, want('break'), over(900)], { status: 'wrap-up', deadline: 900 }],
    ['busy over a wrap-up', [begun, over(900), begun], { status: 'busy' }],
    ['the wrap-up under it again', [begun, over(900), begun, over()], { status: 'wrap-up', deadline: 900 }],
    ['the longer of two wrap-ups', [begun, over(900), begun, over(700)], { status: 'wrap-up', deadline: 900 }],
    ['idle by choice in wrap-up', [begun, over(900), want('idle')], { status: 'idle' }],
    ['wrap-up by choice', [want('wrap-up')], { status: 'wrap-up', deadline: null }],
    ['idle after it', [want('wrap-up'), { type: 'wrapUpEnded' }], { status: 'idle' }],
    ['not-ready by choice', [want('not-ready')], { status: 'not-ready', why: 'agent' }],
    ['not-ready by a missed offer', [begun, over(), { type: 'offerMissed' }], { status: 'not-ready', why: 'noAnswer' }],
    ['idle again by choice', [{ type: 'offerMissed' }, want('idle')], { status: 'idle' }],
    ['a break, though an offer was missed', [want('break'), { type: 'offerMissed' }], { status: 'break' }],
    ['offline', [want('offline')], { status: 'offline' }],
    ['busy, though offline is wanted', [begun, want('offline')], { status: 'busy' }],
    ['offline after that call, without wrap-up', [begun, want('offline'), over(900)], { status: 'offline' }],
  ])('is %s', (_, events, expected) => expect(run(...events)).toMatchObject(expected));

  it('changes its instant only when it changes', () => {
    const busy = step(readyAgent(), begun, 500)[0];
    expect(busy.since).toBe(500);
    expect(step(busy, want('break'), 600)[0].since).toBe(500);
  });

  it('carries nothing of another status', () => {
    const again = run(want('break'), want('idle'));
    for (const key of ['reason', 'why', 'deadline']) expect(again).not.toHaveProperty(key);
  });

  it('has a rule for every status', () => {
    expect(new Set(STATUS_RULES.map(({ status }) => status))).toEqual(
      new Set(['busy', 'offline', 'wrap-up', 'break', 'not-ready', 'idle']),
    );
    expect(deriveStatus(readyAgent())).toEqual({ status: 'idle' });
  });
});

describe('what is announced', () => {
  const effects = (agent: AgentSnapshot, event: AgentEvent): readonly AgentEffect[] => step(agent, event)[1];
  it('is the status, or anything else, or nothing', () => {
    expect(effects(readyAgent(), begun)).toEqual([{ type: 'announce', event: 'agentStatusChanged' }]);
    expect(effects(readyAgent(), { type: 'leadPage', page: 'p' })).toEqual([
      { type: 'announce', event: 'agentChanged' },
    ]);
    const agent = readyAgent();
    expect(step(agent, { type: 'leadPage', page: null })).toEqual([agent, []]);
    expect(step(agent, { type: 'leadPage', page: null })[0]).toBe(agent);
    expect(step(agent, { type: 'deadline' })[0]).toBe(agent);
    expect(step(agent, { type: 'reach', reach: 'page' })[0]).toBe(agent);
  });

  it('asks to complete the calls whose wrap-up the agent left', () => {
    expect(effects(run(begun, over(900)), want('idle'))).toContainEqual({ type: 'endWrapUps' });
    expect(effects(run(begun, over(900)), want('wrap-up'))).not.toContainEqual({ type: 'endWrapUps' });
    expect(effects(run(begun, over(900), begun), want('break'))).not.toContainEqual({ type: 'endWrapUps' });
  });
});

describe('deadlines', () => {
  it('end the wrap-up', () => {
    const agent = run(begun, over(900));
    expect(nextDeadline(agent)).toBe(900);
    expect(step(agent, { type: 'deadline' }, 899)[0]).toBe(agent);
    expect(step(agent, { type: 'deadline' }, 900)[0]).toMatchObject({ status: 'idle', since: 900 });
  });

  it('sign out who is at a phone alone for too long', () => {
    const agent = run({ type: 'reach', reach: 'phone', offlineAt: 5000 });
    expect(nextDeadline(agent)).toBe(5000);
    expect(isEligible(agent, 'voice')).toBe(true);
    expect(step(agent, { type: 'deadline' }, 5000)[0]).toMatchObject({ status: 'offline', reach: 'phone' });
    expect(step(agent, { type: 'reach', reach: 'phone' })[0]).not.toHaveProperty('offlineAt');
  });

  it('tell since when and until when nobody could reach the agent', () => {
    const gone = step(run({ type: 'reach', reach: 'page' }), { type: 'reach', reach: 'none' }, 3000)[0];
    expect(gone.unreachable).toEqual({ from: 3000, to: null });
    const signedOut = step(gone, { type: 'setStatus', status: { status: 'offline' } }, 4000)[0];
    const back = step(signedOut, { type: 'reach', reach: 'page' }, 9000)[0];
    expect(back.unreachable).toEqual({ from: 3000, to: 9000 });
    const home = step(back, { type: 'reach', reach: 'none' }, 9500)[0];
    expect(step(home, { type: 'reach', reach: 'page' }, 9900)[0].unreachable).toEqual({ from: 3000, to: 9000 });
  });

  it('sign out who stays unreachable, and only them', () => {
    const gone = run({ type: 'reach', reach: 'none', offlineAt: 5000 });
    expect(gone).toMatchObject({ status: 'idle', reach: 'none' });
    expect(nextDeadline(gone)).toBe(5000);
    expect(step(gone, { type: 'deadline' }, 5000)[0]).toMatchObject({
      status: 'offline',
      wanted: { status: 'offline' },
    });
    const back = step(gone, { type: 'reach', reach: 'page' })[0];
    expect(nextDeadline(back)).toBeNull();
  });
});

describe('the other facts', () => {
  it('are kept', () => {
    const agent = run({ type: 'phone', phone: { mode: 'mobile', number: '1' } }, { type: 'callerNumber', number: '2' });
    expect(agent).toMatchObject({ phone: { mode: 'mobile', number: '1' }, callerNumber: '2' });
    expect(step(agent, { type: 'callerNumber', number: null })[0]).not.toHaveProperty('callerNumber');
    const pooled = step(agent, { type: 'callerNumber', number: null, pool: 'p1' })[0];
    expect(pooled).toMatchObject({ callerPool: 'p1' });
    expect(pooled).not.toHaveProperty('callerNumber');
    expect(step(pooled, { type: 'callerNumber', number: null, pool: 'p1' })[0]).toBe(pooled);
    expect(step(agent, { type: 'phone', phone: { mode: 'mobile', number: '1' } })[0]).toBe(agent);
  });

  it('count from the sessions themselves', () => {
    const ended = after(active(), { type: 'ended', end: HANGUP, wrapUp: { deadline: 700 } });
    const sessions = [offered(), active({ kind: 'video' }), activeChat(), ended];
    expect(usedBy(sessions)).toEqual({ voice: 1, chat: 1, video: 1 });
    expect(wrapUpOf(sessions)).toEqual({ deadline: 700 });
    expect(run({ type: 'sessions', sessions })).toMatchObject({ status: 'busy', load: { chat: { used: 1 } } });
    const resting = run({ type: 'sessions', sessions: [ended] });
    expect(resting).toMatchObject({ status: 'wrap-up', deadline: 700 });
    expect(step(resting, { type: 'sessions', sessions: [ended] })[0]).toBe(resting);
    expect(step(resting, { type: 'sessions', sessions: [] })).toMatchObject([
      { status: 'idle' },
      [{ type: 'announce' }],
    ]);
  });
});

describe('eligibility', () => {
  const chat: AgentEvent = { type: 'sessionStarted', channel: 'chat' };
  it.each<[string, AgentEvent[], boolean, boolean]>([
    ['ready', [], true, true],
    ['in a call', [begun], false, false],
    ['in a chat', [chat], true, true],
    ['in as many chats as there is room for', [chat, chat, chat], true, false],
    ['in a video call', [{ type: 'sessionStarted', channel: 'video' }], false, false],
    ['in wrap-up', [begun, over(900)], false, false],
    ['on a break', [want('break')], false, false],
    ['unreachable', [{ type: 'reach', reach: 'none' }], false, false],
    ['reachable by phone', [{ type: 'reach', reach: 'phone' }], true, true],
    ['after a missed offer', [{ type: 'offerMissed' }], false, false],
  ])('%s', (_, events, voice, chats) => {
    expect(isEligible(run(...events), 'voice')).toBe(voice);
    expect(isEligible(run(...events), 'chat')).toBe(chats);
  });
});

describe('whatever happens to an agent', () => {
  const channel = fc.constantFrom('voice' as const, 'chat' as const, 'video' as const);
  const wrapUp = fc.record({ deadline: fc.option(fc.nat({ max: 3000 })) });
  const event: fc.Arbitrary<AgentEvent> = fc.oneof(
    fc.constantFrom(...(['idle', 'wrap-up', 'break', 'not-ready', 'offline'] as const)).map(want),
    channel.map((of): AgentEvent => ({ type: 'sessionStarted', channel: of })),
    fc
      .tuple(channel, fc.option(wrapUp))
      .map(([of, rest]): AgentEvent => ({ type: 'sessionEnded', channel: of, wrapUp: rest })),
    wrapUp.map((rest): AgentEvent => ({ type: 'wrapUpStarted', wrapUp: rest })),
    fc.constantFrom<AgentEvent>(
      { type: 'wrapUpEnded' },
      { type: 'offerMissed' },
      { type: 'deadline' },
      { type: 'reach', reach: 'page' },
      { type: 'reach', reach: 'none', offlineAt: 800 },
      { type: 'leadPage', page: 'p' },
      { type: 'sessions', sessions: [] },
      { type: 'phone', phone: { mode: 'page' } },
      { type: 'callerNumber', number: null },
    ),
  );

  it('the status follows from the facts, loads stay counts, and every change is announced', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let agent = deepFreeze(newAgent({ id: 'a', name: 'A', rights: [], skillGroups: [], at: 0 }));
        events.forEach((happened, index) => {
          const [next, effects] = reduceAgent(agent, { ...happened, at: index * 50 });
          deepFreeze(next);
          const { status, why, reason, deadline } = {
            ...{ why: undefined, reason: undefined, deadline: undefined },
            ...next,
          };
          const shown = { status, why, reason, deadline };
          expect(JSON.parse(JSON.stringify(shown))).toEqual(deriveStatus(next));
          for (const { used } of Object.values(next.load)) expect(used).toBeGreaterThanOrEqual(0);
          expect(effects.some(({ type }) => type === 'announce')).toBe(next !== agent);
          agent = next;
        });
      }),
      { numRuns: 300 },
    );
  });

  it('has a row for every event, and ignores what it does not know', () => {
    expect(Object.keys(AGENT_TABLE)).toHaveLength(12);
    const agent = readyAgent();
    const unknown: unknown = { type: 'nonsense' };
    expect(reduceAgent(agent, unknown as AgentEvent & { at: number })).toEqual([agent, []]);
  });
});
