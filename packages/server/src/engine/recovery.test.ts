import { describe, expect, it } from 'vitest';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

async function answered(
  autoPages = true,
): Promise<{ bench: Bench; alice: TestSeat; customer: string; sessionId: string }> {
  const bench = await createBench({ autoPages });
  const alice = bench.sit('alice');
  const customer = bench.phone.incoming('13800138000');
  await bench.rest();
  const sessionId = alice.call().id;
  await alice.request('call.answer', { sessionId });
  await bench.rest();
  return { bench, alice, customer, sessionId };
}
const gone = { reason: 'networkLost', by: 'system' } as const;

describe('a page that is lost', () => {
  it('is reached again when only its media went, while the customer hears the lost tone', async () => {
    const { bench, alice, customer } = await answered();
    const before = bench.phone.to({ page: 'alice-page' });
    const release = bench.phone.block('dial');
    bench.phone.emit({ type: 'mediaLost', leg: before.leg });
    await bench.rest();
    expect(before.ended).toBe(true);
    expect(alice.call()).toMatchObject({ phase: 'active', leg: { state: 'reconnecting', at: { page: 'alice-page' } } });
    expect([...bench.phone.plays.values()]).toEqual([{ leg: customer }]);
    release();
    await bench.rest();
    expect(alice.call()).toMatchObject({ leg: { state: 'flowing' } });
    expect(bench.phone.plays.size).toBe(0);
    expect(bench.phone.to({ page: 'alice-page' }).room).toBe(bench.phone.legs.get(customer)?.room);
    expect(alice.call()).not.toHaveProperty('leg.deadline');
  });

  it('stays muted on the new leg before a word gets out', async () => {
    const { bench, alice, sessionId } = await answered();
    await alice.request('call.mute', { sessionId });
    bench.phone.end(bench.phone.to({ page: 'alice-page' }).leg, gone);
    await bench.rest();
    const page = bench.phone.to({ page: 'alice-page' });
    expect(page.gated).toBe(true);
    const mine = bench.phone.orders.filter(
      (o) => (o[0] === 'gate' && o[1] === page.leg) || (o[0] === 'join' && o[2] === page.leg),
    );
    expect(mine.map((o) => o[0])).toEqual(['gate', 'join']);
    expect(alice.call()).toMatchObject({ mute: 'on', leg: { state: 'flowing' } });
  });

  it('hands the call to another page of the agent that is open', async () => {
    const { bench, alice, sessionId } = await answered();
    bench.sit('alice', { page: 'second', visible: false });
    alice.close();
    await bench.rest();
    expect(alice.call()).toMatchObject({
      id: sessionId,
      phase: 'active',
      leg: { state: 'flowing', at: { page: 'second' } },
    });
  });

  it('hands it to a page that opens in time', async () => {
    const { bench, alice, sessionId, customer } = await answered();
    const at = bench.clock.now();
    alice.close();
    await bench.rest();
    expect(alice.call()).toMatchObject({ leg: { state: 'lost', deadline: at + 30_000 } });
    expect(bench.phone.plays.size).toBe(1);
    await bench.pass(29_000);
    const reopened = bench.sit('alice', { page: 'reloaded' });
    expect(reopened.call()).toMatchObject({ id: sessionId, phase: 'active' });
    await bench.rest();
    expect(reopened.call()).toMatchObject({ leg: { state: 'flowing', at: { page: 'reloaded' } } });
    await bench.pass(60_000);
    expect(reopened.call().phase).toBe('active');
    expect(bench.phone.legs.get(customer)?.ended).toBe(false);
  });

  it('gives the customer to the next agent, in front of all others, when nobody comes back', async () => {
    const { bench, alice, customer, sessionId } = await answered();
    const second = bench.phone.incoming('13800138002');
    await bench.rest();
    alice.close();
    await bench.pass(30_000);
    expect((await bench.store.records({ app: 'demo', agent: 'alice' }))[0]?.end).toEqual({
      reason: 'requeued',
      by: 'timer',
    });
    expect([...bench.phone.plays.values()]).toEqual([{ leg: second }, { leg: customer }]);
    const bob = bench.sit('bob');
    await bench.rest();
    expect(bob.call()).toMatchObject({ id: sessionId, phase: 'offered' });
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    expect(bob.call().phase).toBe('active');
    expect(bench.phone.to({ page: 'bob-page' }).room).toBe(bench.phone.legs.get(customer)?.room);
  });

  it('gives the customer of an outbound call to the queue of its group, with a note, when nobody comes back', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    await alice.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    bench.phone.emit({ type: 'answered', leg: bench.phone.to({ number: '10001' }).leg });
    await bench.rest();
    alice.close();
    await bench.pass(30_000);
    expect((await bench.store.records({ app: 'demo' }))[0]?.end.reason).toBe('requeued');
    const { leg } = bench.phone.to({ number: '10001' });
    const bob = bench.sit('bob');
    await bench.rest();
    expect(bob.call()).toMatchObject({ phase: 'offered', context: { requeued: { agent: 'alice', why: 'agentLost' } } });
    await bob.request('call.answer', { sessionId: bob.call().id });
    await bench.rest();
    expect(bench.phone.legs.get(leg)).toMatchObject({ room: bench.phone.to({ page: 'bob-page' }).room, held: false });
  });

  it('withdraws an offer that nobody can see any more', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    bench.phone.incoming('13800138000');
    await bench.rest();
    const { id } = alice.call();
    alice.close();
    await bench.rest();
    expect(alice.state().sessions).toEqual([]);
    const bob = bench.sit('bob');
    await bench.rest();
    expect(bob.call().id).toBe(id);
  });

  it('goes back to the queue at once when the accepted page gets no audio at all', async () => {
    const { bench, alice, customer } = await answered(false);
    for (const _try of [1, 2]) {
      bench.phone.end(bench.phone.to({ page: 'alice-page' }).leg, gone);
      await bench.rest();
    }
    expect(alice.state().sessions).toEqual([]);
    expect(bench.phone.legs.get(customer)?.ended).toBe(false);
    expect([...bench.phone.plays.values()]).toEqual([{ leg: customer }]);
  });

  it('takes a BYE with the intent to hang up for the hang-up it is', async () => {
    const { bench, alice, customer } = await answered();
    bench.phone.end(bench.phone.to({ page: 'alice-page' }).leg, { reason: 'localHangup', by: 'agent' });
    await bench.rest();
    expect(alice.state().sessions).toEqual([]);
    expect(bench.phone.legs.get(customer)?.ended).toBe(true);
    expect((await bench.store.records({ app: 'demo' }))[0]?.end).toEqual({ reason: 'localHangup', by: 'agent' });
  });

  it('signs the agent out after five minutes, and in again when a page opens', async () => {
    const bench = await createBench();
    bench.sit('alice').close();
    await bench.pass(299_999);
    bench.phone.incoming('13800138000');
    await bench.pass(1);
    const alice = bench.sit('alice');
    await bench.rest();
    expect(bench.updates.some((u) => u.update.type === 'agent' && u.update.agent.status === 'offline')).toBe(true);
    expect(alice.call().phase).toBe('offered');
  });

  it('that froze is offered nothing, and its agent is told on return since when', async () => {
    const bench = await createBench();
    const from = bench.clock.now();
    bench.sit('alice').close();
    bench.phone.incoming('13800138000');
    await bench.pass(6 * 60_000);
    expect(bench.updates.filter(({ update }) => update.type === 'session')).toEqual([]);
    const alice = bench.sit('alice');
    expect(alice.state().agent.unreachable).toEqual({ from, to: bench.clock.now() });
    await bench.rest();
    expect(alice.call().phase).toBe('offered');
  });

  it('rings in the page that is seen, and moves with the eyes', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const second = bench.sit('alice', { page: 'second' });
    expect(second.state().agent.leadPage).toBe('second');
    bench.centre.report(second.seat, { visible: false });
    expect(alice.state().agent.leadPage).toBe('alice-page');
    bench.centre.report(second.seat, { visible: true });
    expect(alice.state().agent.leadPage).toBe('second');
    second.close();
    expect(alice.state().agent.leadPage).toBe('alice-page');
  });
});
