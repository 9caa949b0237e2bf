import { describe, expect, it } from 'vitest';
import type { Id } from '@callstation/core/model';
import { createEars, GUEST, type Ears } from './testing/ears.ts';

async function consulting(answered = true): Promise<Ears & { id: Id }> {
  const ears = await createEars();
  const id = await ears.serve(ears.alice);
  await ears.alice.request('call.consult', { sessionId: id, to: { agent: 'bob' } });
  if (answered) await ears.bob.request('call.answer', { sessionId: id });
  await ears.bench.rest();
  return { ...ears, id };
}

describe('consult', () => {
  it('plays ringback to who asks and music to the customer, then connects the two aside', async () => {
    const { alice, bob, bench, all, id } = await consulting(false);
    expect(all('alice', 'customer', 'bob')).toEqual({ alice: 'ringback', customer: 'music', bob: 'no leg' });
    expect(bob.call()).toMatchObject({ phase: 'offered', role: 'consulted', peer: { agentId: 'alice' } });
    expect(alice.call()).toMatchObject({ hold: 'held', consult: { state: 'dialing', party: { agentId: 'bob' } } });
    await bob.request('call.answer', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'bob', 'customer')).toEqual({ alice: 'bob', bob: 'alice', customer: 'music' });
    expect(alice.call()).toMatchObject({ consult: { state: 'active', mode: 'consult' } });
  });

  it('is swapped: the agent talks to the customer while the asked one hears music, and back', async () => {
    const { alice, bench, all, id } = await consulting();
    await alice.request('call.swap', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'bob', 'customer')).toEqual({ alice: 'customer', bob: 'music', customer: 'alice' });
    expect(alice.call()).toMatchObject({ hold: 'none', consult: { state: 'active' } });
    await alice.request('call.swap', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'bob', 'customer')).toEqual({ alice: 'bob', bob: 'alice', customer: 'music' });
  });

  it('is cancelled: the asked one is out, the customer is back', async () => {
    const { alice, bob, bench, all, ends, id } = await consulting();
    await alice.request('call.cancelConsult', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(alice.call()).toMatchObject({ hold: 'none', consult: { state: 'none' } });
    expect(bob.state().sessions).toEqual([]);
    expect(await ends()).toEqual(['bob remoteCancel']);
  });

  it('is completed: the asked one has the customer, who asked is out', async () => {
    const { alice, bob, bench, all, ends, id } = await consulting();
    await alice.request('call.completeTransfer', { sessionId: id });
    await bench.rest();
    expect(all('bob', 'customer')).toEqual({ bob: 'customer', customer: 'bob' });
    expect(bob.call()).toMatchObject({ role: 'handler', peer: { role: 'customer' }, others: [] });
    expect(alice.state().sessions).toEqual([]);
    expect(await ends()).toEqual(['alice transferred']);
  });

  it('is completed before anybody answered: a blind transfer, which can be taken back', async () => {
    const { alice, bob, bench, all, id } = await consulting(false);
    await alice.request('call.completeTransfer', { sessionId: id });
    await bench.rest();
    expect(alice.call()).toMatchObject({ consult: { state: 'dialing', mode: 'transfer' } });
    await alice.request('call.takeBack', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(bob.state().sessions).toEqual([]);
  });

  it('is merged: all three hear each other', async () => {
    const { alice, bob, bench, all, id } = await consulting();
    await alice.request('call.merge', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'bob', 'customer')).toEqual({
      ...{ alice: 'bob customer', bob: 'alice customer', customer: 'alice bob' },
    });
    expect(alice.call()).toMatchObject({ hold: 'none', others: [{ agentId: 'bob' }] });
    expect(bob.call()).toMatchObject({ peer: { role: 'customer' }, others: [{ agentId: 'alice' }] });
  });

  it.each([
    ['refuses', 'rejected', (at: Ears, id: Id) => at.bob.request('call.reject', { sessionId: id })],
    ['is silent', 'noAnswer', (at: Ears) => at.bench.pass(20_000)],
    ['leaves early', 'remoteHangup', (at: Ears, id: Id) => leaveEarly(at, id)],
    ['closes the page', 'unreachable', (at: Ears) => at.bob.close()],
  ])('gives the customer back when the asked one %s', async (_how, reason, act) => {
    const at = await consulting(false);
    await act(at, at.id);
    await at.bench.rest();
    expect(at.all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(at.alice.call()).toMatchObject({ hold: 'none', consult: { state: 'none', failed: { reason } } });
  });

  it('with a busy agent fails at once and changes nothing', async () => {
    const { alice, bob, carol, bench, serve, all } = await createEars();
    const id = await serve(alice);
    const other = await serve(bob, '13800138001');
    expect(other).not.toBe(id);
    await alice.request('call.consult', { sessionId: id, to: { agent: 'bob' } });
    await bench.rest();
    expect(alice.call()).toMatchObject({ hold: 'none', consult: { state: 'none', failed: { reason: 'busy' } } });
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(carol.state().sessions).toEqual([]);
  });

  it('with a number lets its early media through, and sends keys to whom the agent faces', async () => {
    const { alice, bench, serve, far, all, guestAnswers } = await createEars();
    const id = await serve(alice);
    await alice.request('call.consult', { sessionId: id, to: { number: GUEST } });
    bench.phone.emit({ type: 'ringing', leg: far(GUEST).leg });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'ringback', customer: 'music' });
    bench.phone.emit({ type: 'media', leg: far(GUEST).leg });
    await bench.rest();
    expect([...bench.phone.plays.values()]).toEqual([]);
    expect(far(GUEST).room).toBe(bench.phone.to({ page: 'alice-page' }).room);
    await guestAnswers();
    expect(all('alice', 'guest', 'customer')).toEqual({ alice: 'guest', guest: 'alice', customer: 'music' });
    await alice.request('call.sendDigits', { sessionId: id, digits: '1' });
    expect(bench.phone.orders.at(-1)).toEqual(['digits', far(GUEST).leg, '1']);
    await alice.request('call.completeTransfer', { sessionId: id });
    await bench.rest();
    expect(all('guest', 'customer')).toEqual({ guest: 'customer', customer: 'guest' });
    expect(alice.state().sessions).toEqual([]);
  });

  it('outlives the customer: the two agents may finish what they say', async () => {
    const { alice, bob, bench, far, all } = await consulting();
    bench.phone.end(far().leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect(all('alice', 'bob')).toEqual({ alice: 'bob', bob: 'alice' });
    expect(alice.call()).toMatchObject({ phase: 'active', hold: 'none', peer: { agentId: 'bob' } });
    expect(bob.call()).toMatchObject({ phase: 'active' });
  });

  it('ends for a customer who hangs up while it still rings', async () => {
    const { alice, bob, bench, far } = await consulting(false);
    bench.phone.end(far().leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect([...alice.state().sessions, ...bob.state().sessions]).toEqual([]);
  });

  it('from hold goes back to hold', async () => {
    const { alice, bob, bench, serve, all } = await createEars();
    const id = await serve(alice);
    await alice.request('call.hold', { sessionId: id });
    await alice.request('call.consult', { sessionId: id, to: { agent: 'bob' } });
    await bob.request('call.answer', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'bob', 'customer')).toEqual({ alice: 'bob', bob: 'alice', customer: 'music' });
    await bob.request('call.hangup', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'nothing', customer: 'music' });
    expect(alice.call()).toMatchObject({
      hold: 'held',
      consult: { state: 'none', failed: { reason: 'remoteHangup' } },
    });
  });

  it('keeps the asked one waiting with a tone while the page of who asked is lost, and goes on after', async () => {
    const { alice, bench, all } = await consulting();
    alice.close();
    await bench.rest();
    expect(all('bob', 'customer')).toEqual({ bob: 'lost', customer: 'music' });
    bench.sit('alice', { page: 'alice-2' });
    await bench.rest();
    expect(all('alice', 'bob', 'customer')).toEqual({ alice: 'bob', bob: 'alice', customer: 'music' });
  });

  it('keeps who asked waiting while the page of the asked one is lost; given up, the customer is back', async () => {
    const { alice, bob, bench, all } = await consulting();
    bob.close();
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'lost', customer: 'music' });
    await bench.pass(30_000);
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(alice.call()).toMatchObject({ consult: { state: 'none', failed: { reason: 'networkLost' } } });
  });
});

async function leaveEarly({ bob, bench }: Ears, sessionId: Id): Promise<unknown> {
  await bob.request('call.answer', { sessionId });
  await bench.rest();
  return bob.request('call.hangup', { sessionId });
}
