import { reduceCall, offeredCall, callCommand, type CallSnapshot, type Right } from '@callstation/core/model';
import { createFakeClock, createFakeLogger } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import type { Conversation, ConversationEvent } from '../domain/types.ts';
import { mobileOf } from './agent-phone.ts';
import { agentHandlers } from './agent-requests.ts';
import { createAgents } from './agents.ts';
import { demoApp, type AppConfig } from './app-config.ts';
import { createCallerNumbers } from './caller-number.ts';
import type { Conversations } from './conversations.ts';
import { createDialGuard } from './dial-guard.ts';
import { directoryHandlers } from './directory-requests.ts';
import type { Handlers } from './handlers.ts';
import { standingOf } from './membership.ts';
import { sessionHandlers } from './session-requests.ts';

const app: AppConfig = {
  ...demoApp,
  ivrs: [{ id: 'menu', name: 'Menu', entry: 'n1', nodes: [{ id: 'n1', name: 'Opening hours', kind: 'hangup' }] }],
  agents: [
    { id: 'alice', name: 'Alice', role: 'agent', mobile: '13800138000' },
    { id: 'dora', name: 'Dora', role: 'agent' },
  ],
};
const HOUR = 3600_000;

/** A call that is over, with after-call work until `deadline`. */
function wrapping(id: string, deadline: number | null): CallSnapshot {
  const peer = { id: 'c', role: 'customer', state: 'ringing' } as const;
  const start = offeredCall({ id, engagementId: `${id}-e`, kind: 'phone', peer, at: 1 });
  const connecting = reduceCall(start, { ...callCommand('answer', {}, 'p'), at: 2 })[0];
  const end = { reason: 'remoteHangup', by: 'peer' } as const;
  return reduceCall(connecting, { type: 'ended', end, wrapUp: { deadline }, at: 3 })[0];
}

/** The handlers over conversations that only keep what they are told. */
function desk(rights: Right[] = ['dial', 'dialExternal']) {
  const clock = createFakeClock();
  const commands: [string, ConversationEvent][] = [];
  let state: Pick<Conversation, 'terms' | 'sessions'> | null = null;
  const conversations = {
    async command(id, event, judge) {
      if (state) judge(state as Conversation);
      commands.push([id, event]);
    },
    async completeAll() {
      commands.push(['all', { type: 'waiting' }]);
    },
  } satisfies Partial<Conversations>;
  const numbers = createCallerNumbers();
  const agents = createAgents({
    clock,
    apps: [],
    phoneSignInMs: () => 8 * HOUR,
    emit: () => {},
    changed: () => {},
    takeWanted: () => null,
    shown: () => {},
    endWrapUps: () => {},
  });
  const seat = { identity: { app: app.id, agent: 'alice', name: 'Alice', role: 'agent', rights }, page: 'p' } as const;
  const entry = agents.open({ ...seat, identity: { ...seat.identity, rights } }, app, true);
  const port = { openPage: () => Promise.reject(new Error('not in this test')) };
  const guard = createDialGuard({ clock, logger: createFakeLogger() });
  const options = { clock, agents, numbers, guard, conversations, port } as unknown as Parameters<
    typeof agentHandlers
  >[0];
  const handlers: Handlers = { ...agentHandlers(options), ...sessionHandlers(options), ...directoryHandlers(options) };
  const at = { seat: { ...seat, identity: { ...seat.identity, rights } }, app, entry };
  return {
    clock,
    agents,
    entry,
    commands,
    numbers,
    at,
    handlers,
    sees: (found: Pick<Conversation, 'terms' | 'sessions'>) => (state = found),
    have(session: CallSnapshot) {
      agents.publish(entry, { type: 'session', session, cause: 'sessionEnded' });
    },
  };
}

/** What it answers, or the code it is refused with. */
async function outcome(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('after-call work', () => {
  it('is put off in the sessions that end last', async () => {
    const { handlers, at, commands, have, clock } = desk();
    const [soon, late] = [clock.now() + 1000, clock.now() + 5000];
    have(wrapping('s1', soon));
    have(wrapping('s2', late));
    expect(await handlers['agent.extendWrapUp']?.(at, { ms: 700 })).toBeNull();
    expect(commands).toEqual([['s2', { type: 'wrapUp', agent: 'alice', wrapUp: { deadline: late + 700 } }]]);
    expect(await outcome(() => handlers['agent.extendWrapUp']?.(at, { ms: 24 * HOUR }))).toBe('policyBlocked');
  });

  it('is refused where none runs, none is timed, or it ended meanwhile', async () => {
    const { handlers, at, have, clock, sees } = desk();
    const extend = () => outcome(() => handlers['agent.extendWrapUp']?.(at, { ms: 1 }));
    expect(await extend()).toBe('invalidState');
    expect(await outcome(() => handlers['agent.endWrapUp']?.(at, {}))).toBe('invalidState');
    have(wrapping('s1', null));
    expect(await extend()).toBe('invalidState');
    have(wrapping('s1', clock.now() + 10));
    sees({ terms: { app: app.id } as Conversation['terms'], sessions: {} });
    expect(await extend()).toBe('invalidState');
  });

  it('ends for all sessions', async () => {
    const { handlers, at, have, commands, entry } = desk();
    have(wrapping('s1', null));
    expect(entry.snapshot.status).toBe('wrap-up');
    await handlers['agent.endWrapUp']?.(at, {});
    expect(entry.snapshot).toMatchObject({ status: 'idle', wanted: { status: 'idle' } });
    expect(commands).toHaveLength(1);
  });
});

describe('the phone', () => {
  it('makes the agent reachable there, in its canonical number, and back in the page', async () => {
    const { handlers, at, entry } = desk();
    const set = handlers['agent.setPhone'];
    await set?.(at, { mode: 'phone', number: '138 0013 8001' });
    expect(entry.snapshot).toMatchObject({ reach: 'phone', phone: { mode: 'phone', number: '+8613800138001' } });
    await set?.(at, { mode: 'mobile' });
    expect(entry.snapshot.phone).toEqual({ mode: 'mobile', number: '+8613800138000' });
    await set?.(at, { mode: 'page' });
    expect(entry.snapshot).toMatchObject({ reach: 'page', phone: { mode: 'page' } });
  });

  it('keeps the agent signed in without a page until the sign-in expires', async () => {
    const { handlers, at, entry, agents, clock } = desk();
    await handlers['agent.setPhone']?.(at, { mode: 'phone', number: '20001' });
    agents.close(at.seat);
    expect(entry.snapshot).toMatchObject({ reach: 'phone', leadPage: null, offlineAt: clock.now() + 8 * HOUR });
    clock.advance(8 * HOUR - 1);
    expect(entry.snapshot.status).toBe('idle');
    expect(standingOf(app, entry.snapshot, false).free).toBe(true);
    clock.advance(1);
    expect(entry.snapshot.status).toBe('offline');
    agents.open(at.seat, app, true);
    expect(entry.snapshot).toMatchObject({ reach: 'phone', status: 'idle' });
    expect(entry.snapshot).not.toHaveProperty('offlineAt');
  });

  it('is refused without a number, for no number, without the right, in a call', async () => {
    const { handlers, at, have } = desk([]);
    const set = (number?: string) =>
      outcome(() => handlers['agent.setPhone']?.(at, { mode: 'phone', ...(number === undefined ? {} : { number }) }));
    expect(await set()).toBe('invalidArgument');
    expect(await set('abc')).toBe('invalidArgument');
    expect(await set('13800138001')).toBe('forbidden');
    expect(await set('20001')).toBeNull();
    const peer = { id: 'c', role: 'customer', state: 'ringing' } as const;
    have(offeredCall({ id: 's1', engagementId: 'e', kind: 'phone', peer, at: 1 }));
    expect(await set('20001')).toBe('invalidState');
  });
});

describe('the mobile phone of an agent', () => {
  it('is the one they sit at, else the one the centre knows', () => {
    expect(mobileOf(app, 'alice', { mode: 'page' })).toBe('+8613800138000');
    expect(mobileOf(app, 'alice', { mode: 'phone', number: '20001' })).toBe('+8613800138000');
    expect(mobileOf(app, 'dora', { mode: 'mobile', number: '20003' })).toBe('20003');
    expect(mobileOf(app, 'dora', { mode: 'phone', number: '20003' })).toBeUndefined();
  });
});

describe('the caller number', () => {
  it("is the agent's choice: a number, a pool, or the centre's", async () => {
    const { handlers, at, entry } = desk();
    const set = handlers['agent.setCallerNumber'];
    await set?.(at, { number: '4001000102' });
    expect(entry.snapshot.callerNumber).toBe('+864001000102');
    await set?.(at, { pool: 'hotlines' });
    expect(entry.snapshot).toMatchObject({ callerPool: 'hotlines' });
    await set?.(at, { number: null });
    expect(entry.snapshot).not.toHaveProperty('callerPool');
    expect(await outcome(() => set?.(at, { number: '110' }))).toBe('forbidden');
  });

  it('of the app changes with the right alone', async () => {
    const plain = desk();
    const change = { number: '4001000101', owner: 'app' } as const;
    expect(await outcome(() => plain.handlers['agent.setCallerNumber']?.(plain.at, change))).toBe('forbidden');
    const boss = desk(['dial', 'manageNumbers']);
    await boss.handlers['agent.setCallerNumber']?.(boss.at, change);
    expect(boss.entry.snapshot).not.toHaveProperty('callerNumber');
    expect(boss.numbers.pick(app, {}, {})).toBe('+864001000101');
  });
});

describe('notes on a session', () => {
  it('go to its conversation, of those who have a part in it', async () => {
    const { handlers, at, commands, sees } = desk();
    const terms = { app: app.id } as Conversation['terms'];
    sees({ terms, sessions: { alice: wrapping('s1', null) } });
    await handlers['call.setContext']?.(at, { sessionId: 's1', remark: 'vip' });
    await handlers['session.annotate']?.(at, { sessionId: 's1', annotation: { tags: ['a'] } });
    expect(commands).toEqual([
      ['s1', { type: 'context', agent: 'alice', context: { remark: 'vip' } }],
      ['s1', { type: 'annotated', agent: 'alice', annotation: { tags: ['a'] } }],
    ]);
    const note = () => outcome(() => handlers['call.setContext']?.(at, { sessionId: 's1', remark: 'x' }));
    sees({ terms, sessions: {} });
    expect(await note()).toBe('notFound');
    sees({ terms: { ...terms, app: 'other' }, sessions: { alice: wrapping('s1', null) } });
    expect(await note()).toBe('notFound');
  });
});

describe('a break', () => {
  const wanting = (reason: string) => ({ status: 'break', reason }) as const;

  it('is for one of the reasons the app names; another is refused with those there are', async () => {
    const { handlers, at, entry } = desk();
    await handlers['agent.setStatus']?.(at, wanting('lunch'));
    expect(entry.snapshot).toMatchObject({ status: 'break', reason: 'lunch' });
    const refused = handlers['agent.setStatus']?.(at, wanting('Lunch'));
    const known = ['lunch', 'meeting', 'training'];
    await expect(refused).rejects.toMatchObject({ code: 'invalidArgument', data: { field: 'reason', known } });
    await expect(refused).rejects.toThrow('Known are lunch, meeting, training.');
    expect(entry.snapshot).toMatchObject({ reason: 'lunch' });
  });

  it('is for any reason where the app names none', async () => {
    for (const breakReasons of [undefined, []]) {
      const { handlers, at, entry } = desk();
      const { breakReasons: _named, ...bare } = app;
      const here = { ...at, app: breakReasons === undefined ? bare : { ...app, breakReasons } };
      await handlers['agent.setStatus']?.(here, wanting('the dentist'));
      expect(entry.snapshot).toMatchObject({ status: 'break', reason: 'the dentist' });
    }
  });
});

describe('the directory', () => {
  it('says where calls reach an agent: a page, a phone, or nowhere though they are idle', async () => {
    const { handlers, at, agents } = desk();
    const alice = async (): Promise<unknown> => (await handlers['directory.agents']?.(at, {}))?.[0];
    expect(await alice()).toMatchObject({ status: 'idle', reach: 'page' });
    await handlers['agent.setPhone']?.(at, { mode: 'phone', number: '20001' });
    expect(await alice()).toMatchObject({ status: 'idle', reach: 'phone' });
    await handlers['agent.setPhone']?.(at, { mode: 'page' });
    agents.close(at.seat);
    expect(await alice()).toMatchObject({ status: 'idle', reach: 'none' });
  });

  it('knows agents that never signed in, and filters', async () => {
    const { handlers, at } = desk();
    const names = async (filter: { status?: string; skillGroup?: string }) =>
      (await handlers['directory.agents']?.(at, filter))?.map(({ id, status }) => `${id} ${status}`);
    expect(await names({})).toEqual(['alice idle', 'dora offline']);
    expect(await names({ status: 'idle' })).toEqual(['alice idle']);
    expect(await names({ skillGroup: 'support' })).toEqual(['alice idle', 'dora offline']);
    expect(await names({ skillGroup: 'sales' })).toEqual([]);
  });

  it('has numbers, break reasons and IVR nodes', async () => {
    const { handlers, at } = desk();
    expect(await handlers['directory.numbers']?.(at, {})).toContainEqual({
      number: '+864001000101',
      pool: 'hotlines',
      poolName: 'Hotlines',
    });
    expect(await handlers['directory.dispositions']?.(at, {})).toContainEqual({ id: 'solved', name: 'Solved' });
    expect(await handlers['directory.dispositions']?.(at, { skillGroup: 'support' })).toHaveLength(4);
    expect(await handlers['directory.breakReasons']?.(at, {})).toContainEqual({
      id: 'lunch',
      name: 'Lunch',
      code: 101,
    });
    const nodes = [{ id: 'n1', name: 'Opening hours' }];
    expect(await handlers['directory.ivrs']?.(at, {})).toEqual([{ id: 'menu', name: expect.any(String), nodes }]);
    expect(await handlers['directory.ivr']?.(at, { id: 'menu' })).toEqual(nodes);
    expect(await outcome(() => handlers['directory.ivr']?.(at, { id: 'x' }))).toBe('notFound');
  });
});
