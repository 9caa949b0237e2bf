import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig, type SkillGroupConfig } from './app-config.ts';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

const CALLER = '13800138000';
const support = demoApp.skillGroups[0] as SkillGroupConfig;
const appWith = (over: Partial<SkillGroupConfig>, app: Partial<AppConfig> = {}): AppConfig[] => [
  { ...demoApp, ...app, skillGroups: [{ ...support, ...over }] },
];
const names = ['alice', 'bob', 'carol'];

/** Agents who sign in one after the other. */
async function staff(bench: Bench, ...who: string[]): Promise<TestSeat[]> {
  const seats: TestSeat[] = [];
  for (const name of who) {
    seats.push(bench.sit(name));
    await bench.pass(10);
  }
  return seats;
}
const phases = (seats: TestSeat[]): (string | undefined)[] =>
  seats.map((seat) => (seat.state().sessions.length === 0 ? undefined : seat.call().phase));
async function serve(bench: Bench, seat: TestSeat): Promise<void> {
  await seat.request('call.answer', { sessionId: seat.call().id });
  await bench.rest();
}
async function endCall(bench: Bench, seat: TestSeat): Promise<void> {
  await seat.request('call.hangup', { sessionId: seat.call().id });
  await bench.rest();
}

describe('ring-all', () => {
  it('rings at everybody; the first has it, the others learn who', async () => {
    const bench = await createBench({ apps: appWith({ strategy: 'ring-all' }) });
    const seats = await staff(bench, ...names);
    const [alice, bob] = seats as [TestSeat, TestSeat];
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    expect(phases(seats)).toEqual(['offered', 'offered', 'offered']);
    await serve(bench, bob);
    expect(phases(seats)).toEqual([undefined, 'active', undefined]);
    expect(alice.state().agent.status).toBe('idle');
    const ended = bench.updates.findLast(({ agent, update }) => agent === 'alice' && update.type === 'session');
    expect(ended?.update).toMatchObject({
      session: {
        phase: 'ended',
        end: { reason: 'takenElsewhere', by: 'peer', takenBy: { agent: 'bob', name: 'bob' } },
      },
    });
    expect(bench.phone.legs.get(customer)?.room).toBe(bench.phone.to({ page: 'bob-page' }).room);
    const ends = (await bench.store.records({ app: 'demo' })).map(({ agent, end }) => `${agent} ${end.reason}`);
    expect(ends.sort()).toEqual(['alice takenElsewhere', 'carol takenElsewhere']);
  });

  it('rings also at who becomes free meanwhile; who declined is not asked again', async () => {
    const bench = await createBench({ apps: appWith({ strategy: 'ring-all', autoAnswer: true }) });
    const [alice, bob] = (await staff(bench, 'alice', 'bob')) as [TestSeat, TestSeat];
    bench.phone.incoming(CALLER);
    await bench.rest();
    const [carol] = (await staff(bench, 'carol')) as [TestSeat];
    const seats = [alice, bob, carol];
    expect(phases(seats)).toEqual(['offered', 'offered', 'offered']);
    expect(new Set(seats.map((seat) => seat.call().id)).size).toBe(1);
    await bob.request('call.reject', { sessionId: bob.call().id });
    await bench.rest();
    await bob.request('agent.setStatus', { status: 'not-ready' });
    await bob.request('agent.setStatus', { status: 'idle' });
    await bench.rest();
    expect(phases(seats)).toEqual(['offered', undefined, 'offered']);
    await serve(bench, carol);
    expect(phases(seats)).toEqual([undefined, undefined, 'active']);
    const ended = bench.updates.findLast(({ agent, update }) => agent === 'alice' && update.type === 'session');
    expect(ended?.update).toMatchObject({ session: { end: { takenBy: { agent: 'carol' } } } });
    // It is taken: who comes now has nothing to do with it.
    await staff(bench, 'dave');
    expect(bench.updates.some(({ agent, update }) => agent === 'dave' && update.type === 'session')).toBe(false);
  });

  it('rings on at who came last when it has rung out at the others, then waits', async () => {
    const bench = await createBench({ apps: appWith({ strategy: 'ring-all', ringTimeoutMs: 10_000 }) });
    const [alice] = (await staff(bench, 'alice')) as [TestSeat];
    const customer = bench.phone.incoming(CALLER);
    await bench.pass(6000);
    const [bob] = (await staff(bench, 'bob')) as [TestSeat];
    expect(phases([alice, bob])).toEqual(['offered', 'offered']);
    await bench.pass(4000);
    expect(phases([alice, bob])).toEqual([undefined, 'offered']);
    await bench.pass(6000);
    expect(phases([alice, bob])).toEqual([undefined, undefined]);
    expect([...bench.phone.plays.values()]).toEqual([{ leg: customer }]);
  });

  it('serves who waits before it rings with others', async () => {
    const bench = await createBench({ apps: appWith({ strategy: 'ring-all' }) });
    const [alice] = (await staff(bench, 'alice')) as [TestSeat];
    bench.phone.incoming('13800138001');
    await bench.rest();
    bench.phone.incoming('13800138002');
    await bench.rest();
    const [bob, carol] = (await staff(bench, 'bob', 'carol')) as [TestSeat, TestSeat];
    expect([alice, bob].map((seat) => seat.call().peer.number)).toEqual(['+8613800138001', '+8613800138002']);
    // Both ring: the elder one first.
    expect(carol.call().peer.number).toBe('+8613800138001');
  });

  it('goes on ringing at the others when one declines, and waits when all did', async () => {
    const bench = await createBench({ apps: appWith({ strategy: 'ring-all' }) });
    const seats = await staff(bench, 'alice', 'bob');
    const [alice, bob] = seats as [TestSeat, TestSeat];
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    await alice.request('call.reject', { sessionId: alice.call().id });
    await bench.rest();
    expect(phases(seats)).toEqual([undefined, 'offered']);
    await bob.request('call.reject', { sessionId: bob.call().id });
    await bench.rest();
    expect(phases(seats)).toEqual([undefined, undefined]);
    expect([...bench.phone.plays.values()]).toEqual([{ leg: customer }]);
    await bench.pass(15_000);
    expect(phases(seats)).toEqual(['offered', 'offered']);
  });

  it('lets only one have it when two answer in the same moment', async () => {
    const bench = await createBench({ apps: appWith({ strategy: 'ring-all' }) });
    const seats = await staff(bench, 'alice', 'bob');
    bench.phone.incoming(CALLER);
    await bench.rest();
    const answers = await Promise.allSettled(
      seats.map((seat) => seat.request('call.answer', { sessionId: seat.call().id })),
    );
    await bench.rest();
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(phases(seats)).toEqual(['active', undefined]);
    expect(bench.phone.live().filter(({ to }) => 'page' in to)).toHaveLength(1);
  });
});

describe('the order of service', () => {
  it('round-robin gives every agent the next call', async () => {
    const bench = await createBench({ apps: appWith({ strategy: 'round-robin' }) });
    const seats = await staff(bench, ...names);
    const asked: string[] = [];
    for (let call = 0; call < 4; call++) {
      bench.phone.incoming(CALLER);
      await bench.rest();
      const seat = seats.find((one) => one.state().sessions.length > 0);
      if (seat === undefined) throw new Error('nobody was asked');
      asked.push(seat.seat.identity.agent);
      await serve(bench, seat);
      await endCall(bench, seat);
    }
    expect(asked).toEqual(['alice', 'bob', 'carol', 'alice']);
  });

  it('skill asks the best first', async () => {
    const members = ['alice', { agent: 'bob', level: 3 }, { agent: 'carol', level: 2 }];
    const bench = await createBench({ apps: appWith({ strategy: 'skill', members }) });
    const seats = await staff(bench, ...names);
    bench.phone.incoming('13800138001');
    bench.phone.incoming('13800138002');
    await bench.rest();
    expect(phases(seats)).toEqual([undefined, 'offered', 'offered']);
  });

  it('serves a caller of priority first', async () => {
    const callerPriorities = [{ number: '13800138009', priority: 5 }];
    const bench = await createBench({ apps: appWith({}, { callerPriorities }) });
    for (const last of [1, 2, 9]) bench.phone.incoming(`1380013800${last}`);
    await bench.rest();
    const [alice] = (await staff(bench, 'alice')) as [TestSeat];
    expect(alice.call().peer.number).toBe('+8613800138009');
  });

  it('serves the groups of an agent in their order', async () => {
    const member = (order: number): SkillGroupConfig['members'] => [{ agent: 'alice', order }];
    const groups = [
      { ...support, members: member(2) },
      { ...support, id: 'sales', name: 'Sales', numbers: ['5000'], members: member(1) },
    ];
    const bench = await createBench({ apps: [{ ...demoApp, skillGroups: groups }] });
    bench.phone.incoming('13800138001', '4000');
    bench.phone.incoming('13800138002', '5000');
    await bench.rest();
    const [alice] = (await staff(bench, 'alice')) as [TestSeat];
    expect(alice.call().context.skillGroup?.id).toBe('sales');
    await serve(bench, alice);
    await endCall(bench, alice);
    expect(alice.call().context.skillGroup?.id).toBe('support');
  });
});

describe('the last agent', () => {
  const prefer = appWith({ preferLastAgent: { withinMs: 60_000, waitMs: 5000 } });
  /** Alice is asked first, and talks to the caller; then bob has been idle for longer. */
  async function afterTalk(): Promise<{ bench: Bench; alice: TestSeat; bob: TestSeat }> {
    const bench = await createBench({ apps: prefer });
    const [alice, bob] = (await staff(bench, 'alice', 'bob')) as [TestSeat, TestSeat];
    bench.phone.incoming(CALLER);
    await bench.rest();
    await serve(bench, alice);
    await endCall(bench, alice);
    return { bench, alice, bob };
  }

  it('is asked first, other callers go to who is idle longest', async () => {
    const { bench, alice, bob } = await afterTalk();
    bench.phone.incoming(CALLER);
    bench.phone.incoming('13800138001');
    await bench.rest();
    expect(alice.call().peer.number).toBe('+8613800138000');
    expect(bob.call().peer.number).toBe('+8613800138001');
  });

  it('is waited for a while when they are in a call, then anybody is asked', async () => {
    const { bench, alice, bob } = await afterTalk();
    await alice.request('call.dial', { to: { number: '10001' } });
    bench.phone.incoming(CALLER);
    await bench.pass(4999);
    expect(bob.state().sessions).toEqual([]);
    await bench.pass(1);
    expect(bob.call().phase).toBe('offered');
  });

  it('is nobody to wait for after a while, on a break, or signed out', async () => {
    const { bench, alice, bob } = await afterTalk();
    await alice.request('agent.setStatus', { status: 'break', reason: 'lunch' });
    bench.phone.incoming(CALLER);
    await bench.rest();
    expect(bob.call().phase).toBe('offered');
    const late = await afterTalk();
    await late.bench.pass(60_001);
    late.bench.phone.incoming(CALLER);
    await late.bench.rest();
    expect(late.bob.call().phase).toBe('offered');
  });
});

describe('an agent who is gone', () => {
  it('F27: gone while a queued call rings: taken back at once, and the caller keeps their place', async () => {
    const bench = await createBench();
    const first = bench.phone.incoming('13800138001');
    const second = bench.phone.incoming('13800138002');
    await bench.rest();
    const [alice] = (await staff(bench, 'alice')) as [TestSeat];
    expect(alice.call()).toMatchObject({ phase: 'offered', peer: { number: '+8613800138001' } });
    alice.close();
    await bench.rest();
    expect([...bench.phone.plays.values()]).toEqual(expect.arrayContaining([{ leg: first }, { leg: second }]));
    expect(alice.state().sessions).toEqual([]);
    const [bob] = (await staff(bench, 'bob')) as [TestSeat];
    expect(bob.call().peer.number).toBe('+8613800138001');
  });

  it('F27: silent while a queued call rings: taken back when it rang out, and the caller keeps their place', async () => {
    const bench = await createBench();
    bench.phone.incoming('13800138001');
    bench.phone.incoming('13800138002');
    await bench.rest();
    const [alice] = (await staff(bench, 'alice')) as [TestSeat];
    await bench.pass(support.ringTimeoutMs);
    expect(alice.state().sessions).toEqual([]);
    const [bob] = (await staff(bench, 'bob')) as [TestSeat];
    expect(bob.call().peer.number).toBe('+8613800138001');
  });
});
