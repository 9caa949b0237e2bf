import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig } from './app-config.ts';
import { createBench } from './testing/bench.ts';

const CALLER = '13800138000';
const withGroup = (over: Partial<AppConfig['skillGroups'][number]>): AppConfig[] => [
  { ...demoApp, skillGroups: demoApp.skillGroups.map((group) => ({ ...group, ...over })) },
];

describe('inbound call', () => {
  it('rings at the agent, is answered, and ends with the customer', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    expect(bench.phone.orders).toEqual([['ring', customer]]);
    const offered = alice.call();
    expect(offered).toMatchObject({
      phase: 'offered',
      direction: 'in',
      deadline: bench.clock.now() + 20_000,
      peer: { number: '+8613800138000', state: 'ringing' },
      context: { flow: 'in', skillGroup: { id: 'support', name: 'Support' } },
    });
    const { id: sessionId } = offered;
    await alice.request('call.answer', { sessionId });
    expect(['connecting', 'active']).toContain(alice.call().phase);
    await bench.rest();
    const page = bench.phone.to({ page: 'alice-page' });
    expect(page.headers['X-Callstation-Leg']).toBe(page.leg);
    expect(alice.call()).toMatchObject({ phase: 'active', leg: { state: 'flowing', at: { page: 'alice-page' } } });
    expect(bench.phone.legs.get(customer)).toMatchObject({ answered: true, room: page.room });
    expect(alice.causes().filter((c) => c.startsWith('session'))).toEqual([
      'sessionOffered',
      'sessionAccepted',
      'sessionActive',
    ]);
    bench.phone.end(customer, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect(alice.state()).toMatchObject({ sessions: [], agent: { status: 'idle' } });
    await bench.pass(30_000);
    expect(bench.phone.live()).toEqual([]);
    expect(bench.clock.pending).toBe(0);
  });

  it('answers the customer only when the page is there', async () => {
    const bench = await createBench({ autoPages: false });
    const alice = bench.sit('alice');
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    await alice.request('call.answer', { sessionId: alice.call().id });
    expect(alice.call()).toMatchObject({ phase: 'connecting', leg: { state: 'connecting' } });
    expect(bench.phone.legs.get(customer)?.answered).toBe(false);
    const page = bench.phone.to({ page: 'alice-page' });
    bench.phone.emit({ type: 'answered', leg: page.leg });
    await bench.rest();
    expect(bench.phone.legs.get(customer)).toMatchObject({ answered: true, room: page.room });
    expect(alice.call().phase).toBe('connecting');
    bench.phone.emit({ type: 'media', leg: page.leg });
    await bench.rest();
    expect(alice.call().phase).toBe('active');
  });

  it('goes to the longest idle, and to the next one when it rings out', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    await bench.pass(1000);
    const bob = bench.sit('bob');
    await bench.pass(1000);
    bench.phone.incoming(CALLER);
    await bench.rest();
    expect(alice.call().phase).toBe('offered');
    expect(bob.state().sessions).toEqual([]);
    await bench.pass(20_000);
    expect(alice.state()).toMatchObject({ sessions: [], agent: { status: 'not-ready', why: 'noAnswer' } });
    expect(bob.call().phase).toBe('offered');
    const [record] = await bench.store.records({ app: 'demo' });
    expect(record).toMatchObject({ agent: 'alice', end: { reason: 'requeued', by: 'timer' } });
    expect(record?.missed).toEqual({ why: 'tooSlow', rangMs: 20_000, limitMs: 20_000 });
    expect(record?.sessionId).toBe(bob.call().id);
    expect(record?.engagementId).not.toBe(bob.call().engagementId);
    await alice.request('agent.setStatus', { status: 'idle' });
    expect(alice.state().agent.status).toBe('idle');
  });

  it('plays music to who has to wait, and serves them in order', async () => {
    const bench = await createBench();
    const first = bench.phone.incoming('13800138001');
    const second = bench.phone.incoming('13800138002');
    await bench.rest();
    expect([...bench.phone.plays.values()]).toEqual([{ leg: first }, { leg: second }]);
    expect(bench.phone.legs.get(first)?.answered).toBe(true);
    const alice = bench.sit('alice');
    await bench.rest();
    expect(alice.call().peer.number).toBe('+8613800138001');
    await alice.request('call.answer', { sessionId: alice.call().id });
    await bench.rest();
    expect([...bench.phone.plays.values()]).toEqual([{ leg: second }]);
    bench.phone.end(first, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect(alice.call()).toMatchObject({ phase: 'offered', peer: { number: '+8613800138002' } });
  });

  it('goes on to the next agent when rejected, and comes back after a while when there is no other', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    await alice.request('call.reject', { sessionId: alice.call().id });
    await bench.rest();
    expect(alice.state()).toMatchObject({ sessions: [], agent: { status: 'idle' } });
    expect([...bench.phone.plays.values()]).toEqual([{ leg: customer }]);
    await bench.pass(14_999);
    expect(alice.state().sessions).toEqual([]);
    await bench.pass(1);
    expect(alice.call().phase).toBe('offered');
    await alice.request('call.reject', { sessionId: alice.call().id });
    await bench.rest();
    const bob = bench.sit('bob');
    await bench.rest();
    expect(bob.call().phase).toBe('offered');
  });

  it('ends as remoteCancel when the customer gives up ringing', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    bench.phone.end(customer, { reason: 'remoteCancel', by: 'peer' });
    await bench.rest();
    const [record] = await bench.store.records({ app: 'demo' });
    expect(record).toMatchObject({ agent: 'alice', end: { reason: 'remoteCancel', by: 'peer' }, answeredAt: null });
    expect(alice.state()).toMatchObject({ sessions: [], agent: { status: 'idle' } });
  });

  it('leaves a record of a customer nobody was found for', async () => {
    const bench = await createBench();
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    bench.phone.end(customer, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect((await bench.store.records({ app: 'demo' }))[0]).toMatchObject({
      agent: null,
      end: { reason: 'remoteCancel', by: 'peer' },
    });
    expect(bench.phone.plays.size).toBe(0);
    expect(bench.clock.pending).toBe(0);
  });

  it('passes by agents who are on a break, in another group, or in a call', async () => {
    const apps = withGroup({ members: ['alice', 'bob', 'carol'] });
    const bench = await createBench({ apps });
    const [alice, bob, carol, dave] = ['alice', 'bob', 'carol', 'dave'].map((name) => bench.sit(name));
    await alice?.request('agent.setStatus', { status: 'break', reason: 'lunch' });
    await bob?.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    bench.phone.incoming(CALLER);
    await bench.rest();
    expect(alice?.state().agent).toMatchObject({ status: 'break', reason: 'lunch' });
    expect([alice, dave].map((agent) => agent?.state().sessions.length)).toEqual([0, 0]);
    expect(bob?.state().sessions.length).toBe(1);
    expect(carol?.call().phase).toBe('offered');
  });

  it('offers one customer to one agent, even when many come at once', async () => {
    const bench = await createBench();
    const seats = ['alice', 'bob'].map((name) => bench.sit(name));
    for (let i = 0; i < 5; i++) bench.phone.incoming(`1380013800${i}`);
    await bench.rest();
    expect(seats.map((seat) => seat.state().sessions.length)).toEqual([1, 1]);
    expect(seats[0]?.call().id).not.toBe(seats[1]?.call().id);
  });

  it('runs after-call work until its time is over, or until it is completed', async () => {
    const bench = await createBench({ apps: withGroup({ wrapUpMs: 10_000 }) });
    const alice = bench.sit('alice');
    const talk = async (): Promise<string> => {
      const customer = bench.phone.incoming(CALLER);
      await bench.rest();
      const { id } = alice.call();
      await alice.request('call.answer', { sessionId: id });
      await bench.rest();
      bench.phone.end(customer, { reason: 'remoteHangup', by: 'peer' });
      await bench.rest();
      return id;
    };
    const deadline = bench.clock.now() + 10_000;
    await talk();
    expect(alice.call()).toMatchObject({ phase: 'ended', wrapUp: { deadline } });
    expect(alice.state().agent).toMatchObject({ status: 'wrap-up', deadline });
    await bench.pass(10_000);
    expect(alice.state()).toMatchObject({ sessions: [], agent: { status: 'idle' } });
    const sessionId = await talk();
    await alice.request('call.complete', { sessionId });
    expect(alice.state()).toMatchObject({ sessions: [], agent: { status: 'idle' } });
    await talk();
    await alice.request('agent.setStatus', { status: 'break', reason: 'lunch' });
    await bench.rest();
    expect(alice.state()).toMatchObject({ sessions: [], agent: { status: 'break' } });
  });

  it('refuses a number of nobody', async () => {
    const bench = await createBench({ apps: [{ ...demoApp, id: 'other' }] });
    const customer = bench.phone.incoming(CALLER, '4000', { 'X-Skill-Group': 'nowhere' });
    await bench.rest();
    expect(bench.phone.orders).toEqual([['hangup', customer, { reason: 'invalidNumber', by: 'system' }]]);
  });

  it('follows the group that the trunk names', async () => {
    const [sales] = withGroup({ id: 'sales', numbers: ['5000'], members: ['bob'] })[0]?.skillGroups ?? [];
    const bench = await createBench({
      apps: [{ ...demoApp, skillGroups: [...demoApp.skillGroups, ...(sales ? [sales] : [])] }],
    });
    const alice = bench.sit('alice');
    const bob = bench.sit('bob');
    bench.phone.incoming('13800138001', '4000', { 'X-Skill-Group': 'sales' });
    await bench.rest();
    expect(bob.call().context.skillGroup?.id).toBe('sales');
    await bob.request('call.reject', { sessionId: bob.call().id });
    bench.phone.incoming('13800138002', '5000');
    await bench.rest();
    expect(bob.call().peer.number).toBe('+8613800138002');
    expect(alice.state().sessions).toEqual([]);
  });

  it('ends every call and tells the agents when the centre stops', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    bench.phone.incoming(CALLER);
    await bench.rest();
    await alice.request('call.answer', { sessionId: alice.call().id });
    await bench.rest();
    await bench.centre.stop();
    expect(alice.state().sessions).toEqual([]);
    expect((await bench.store.records({ app: 'demo' }))[0]?.end).toEqual({ reason: 'systemError', by: 'system' });
    expect(bench.phone.live()).toEqual([]);
  });
});
