import { describe, expect, it } from 'vitest';
import { createEars } from './testing/ears.ts';

describe('a switch that fails', () => {
  it('to join the agent: a fresh leg takes over, and late news of the first is no news', async () => {
    const { alice, bench, serve, all } = await createEars();
    bench.phone.fail('join');
    await serve(alice);
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    const { leg } = bench.phone.to({ page: 'alice-page' });
    bench.phone.emit({ type: 'mediaLost', leg });
    await bench.rest();
    expect(bench.phone.to({ page: 'alice-page' }).leg).not.toBe(leg);
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
  });

  it('to take a leg out of its room: the leg goes, nobody listens on', async () => {
    const { alice, bob, bench, serve, all } = await createEars();
    const sessionId = await serve(alice);
    await alice.request('call.conference', { sessionId, to: { agent: 'bob' } });
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    bench.phone.fail('leave');
    await alice.request('call.leave', { sessionId });
    await bench.rest();
    expect(all('alice', 'bob', 'customer')).toEqual({ alice: 'no leg', bob: 'customer', customer: 'bob' });
  });

  it('to hold: the call is as before', async () => {
    const { alice, bench, serve, all } = await createEars();
    const sessionId = await serve(alice);
    bench.phone.fail('hold');
    await expect(alice.request('call.hold', { sessionId })).rejects.toMatchObject({ code: 'internal' });
    await bench.rest();
    expect(alice.call()).toMatchObject({ hold: 'none' });
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
  });

  it('to hold who is only talked away from: it is asked once, and the call goes on', async () => {
    const { alice, bob, bench, serve } = await createEars();
    const sessionId = await serve(alice);
    await alice.request('call.consult', { sessionId, to: { agent: 'bob' } });
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    bench.phone.fail('hold', 1000);
    await alice.request('call.swap', { sessionId });
    await bench.rest();
    const { leg } = bench.phone.to({ page: 'bob-page' });
    expect(bench.phone.orders.filter(([name, held]) => name === 'hold' && held === leg)).toHaveLength(1);
    expect(alice.call()).toMatchObject({ hold: 'none', consult: { state: 'active' } });
  });

  it('to take off hold who nobody waits for: it is asked once more, and not for ever', async () => {
    const { alice, bob, bench, serve, far, all } = await createEars();
    const sessionId = await serve(alice);
    const consulted = async (): Promise<void> => {
      await alice.request('call.consult', { sessionId, to: { agent: 'bob' } });
      await bob.request('call.answer', { sessionId });
      await bench.rest();
      expect(all('customer')).toEqual({ customer: 'music' });
    };
    await consulted();
    // One for the leg that bob gives back, one for the customer.
    bench.phone.fail('unhold', 2);
    await alice.request('call.cancelConsult', { sessionId });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    await consulted();
    const asked = (): number =>
      bench.phone.orders.filter(([name, leg]) => name === 'unhold' && leg === far().leg).length;
    const before = asked();
    bench.phone.fail('unhold', 1000);
    await alice.request('call.cancelConsult', { sessionId });
    await bench.rest();
    expect(asked() - before).toBe(2);
  });
});
