import { describe, expect, it } from 'vitest';
import { createBench } from './testing/bench.ts';

/** Alice talks to a customer and has them on hold; bob is free. */
async function holding() {
  const bench = await createBench();
  const [alice, bob] = [bench.sit('alice'), bench.sit('bob')];
  const { sessionId } = await alice.request('call.dial', { to: { number: '10001' } });
  await bench.rest();
  const customer = bench.phone.to({ number: '10001' });
  bench.phone.emit({ type: 'answered', leg: customer.leg });
  await bench.rest();
  await alice.request('call.hold', { sessionId });
  return { bench, alice, bob, sessionId, customer };
}

describe('a second party for an agent who has the customer on hold', () => {
  it('lets them talk aside, and leaves the customer on hold when it is over', async () => {
    const { bench, alice, bob, sessionId, customer } = await holding();
    await alice.request('call.consult', { sessionId, to: { agent: 'bob' } });
    await bench.rest();
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    const [a, b] = ['alice', 'bob'].map((who) => bench.phone.to({ page: `${who}-page` }));
    expect(a?.room).toBe(b?.room);
    expect(a?.room).not.toBe(customer.room);
    expect([a?.room === null, customer.held, b?.held]).toEqual([false, true, false]);
    await alice.request('call.cancelConsult', { sessionId });
    await bench.rest();
    expect(alice.call()).toMatchObject({ hold: 'held', consult: { state: 'none' } });
    expect(customer.held).toBe(true);
    await alice.request('call.resume', { sessionId });
    expect([customer.held, customer.room === bench.phone.to({ page: 'alice-page' }).room]).toEqual([false, true]);
  });

  it('merges all three', async () => {
    const { bench, alice, bob, sessionId, customer } = await holding();
    await alice.request('call.consult', { sessionId, to: { agent: 'bob' } });
    await bench.rest();
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    await alice.request('call.merge', { sessionId });
    await bench.rest();
    const rooms = ['alice', 'bob'].map((who) => bench.phone.to({ page: `${who}-page` }).room);
    expect(rooms).toEqual([customer.room, customer.room]);
    expect(alice.call()).toMatchObject({ hold: 'none', others: [{ agentId: 'bob' }] });
    expect(bob.call()).toMatchObject({ peer: { id: alice.call().peer.id }, others: [{ agentId: 'alice' }] });
  });

  it('refuses an eleventh party, and all goes on as it was', async () => {
    const { bench, alice, sessionId } = await holding();
    await alice.request('call.resume', { sessionId });
    for (let n = 1; n <= 9; n++) {
      await alice.request('call.conference', { sessionId, to: { number: `${20_000 + n}` } });
      await bench.rest();
      if (n === 9) break;
      bench.phone.emit({ type: 'answered', leg: bench.phone.to({ number: `${20_000 + n}` }).leg });
      await bench.rest();
    }
    expect(alice.call()).toMatchObject({ consult: { state: 'none', failed: { reason: 'policyBlocked' } } });
    expect(alice.call()).toHaveProperty('others.length', 8);
  });
});
