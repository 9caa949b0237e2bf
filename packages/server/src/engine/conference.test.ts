import { describe, expect, it } from 'vitest';
import type { Id } from '@callstation/core/model';
import { createEars, GUEST, type Ears } from './testing/ears.ts';

const THREE = ['alice', 'bob', 'customer'];
const TOGETHER = { alice: 'bob customer', bob: 'alice customer', customer: 'alice bob' };

async function three(): Promise<Ears & { id: Id }> {
  const ears = await createEars();
  const id = await ears.serve(ears.alice);
  await ears.alice.request('call.conference', { sessionId: id, to: { agent: 'bob' } });
  await ears.bench.rest();
  await ears.bob.request('call.answer', { sessionId: id });
  await ears.bench.rest();
  return { ...ears, id };
}

describe('three-way call', () => {
  it('is made while agent and customer go on talking', async () => {
    const { alice, bob, bench, serve, all } = await createEars();
    const id = await serve(alice);
    await alice.request('call.conference', { sessionId: id, to: { agent: 'bob' } });
    await bench.rest();
    expect(all(...THREE)).toEqual({ alice: 'customer', bob: 'no leg', customer: 'alice' });
    expect(alice.call()).toMatchObject({ hold: 'none', consult: { state: 'dialing', mode: 'conference' } });
    await bob.request('call.answer', { sessionId: id });
    await bench.rest();
    expect(all(...THREE)).toEqual(TOGETHER);
    expect(alice.call()).toMatchObject({ consult: { state: 'none' }, others: [{ agentId: 'bob' }] });
  });

  it.each([
    ['cancelled', (at: Ears, id: Id) => at.alice.request('call.cancelConsult', { sessionId: id }), undefined],
    ['refused', (at: Ears, id: Id) => at.bob.request('call.reject', { sessionId: id }), 'rejected'],
    ['not answered', (at: Ears) => at.bench.pass(20_000), 'noAnswer'],
  ])('%s: the two never notice', async (_how, act, reason) => {
    const at = await createEars();
    const id = await at.serve(at.alice);
    await at.alice.request('call.conference', { sessionId: id, to: { agent: 'bob' } });
    await at.bench.rest();
    await act(at, id);
    await at.bench.rest();
    expect(at.all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    const { consult } = at.alice.call() as { consult: { failed?: { reason: string } } };
    expect(consult.failed?.reason).toBe(reason);
  });

  it('is left by who made it: the others go on', async () => {
    const { alice, bob, bench, all, ends, id } = await three();
    await alice.request('call.leave', { sessionId: id });
    await bench.rest();
    expect(all('bob', 'customer')).toEqual({ bob: 'customer', customer: 'bob' });
    expect(bob.call()).toMatchObject({ role: 'handler', others: [] });
    expect(await ends()).toEqual(['alice localHangup']);
  });

  it('is completed: the others go on, the end says transferred', async () => {
    const { alice, bench, all, ends, id } = await three();
    await alice.request('call.completeTransfer', { sessionId: id });
    await bench.rest();
    expect(all('bob', 'customer')).toEqual({ bob: 'customer', customer: 'bob' });
    expect(await ends()).toEqual(['alice transferred']);
  });

  it('is taken back: who came last is out', async () => {
    const { alice, bob, bench, all, id } = await three();
    await alice.request('call.takeBack', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(bob.state().sessions).toEqual([]);
    expect(alice.call()).toMatchObject({ others: [] });
  });

  it('loses the one who is sent out', async () => {
    const { alice, bench, all, guestAnswers, id } = await three();
    await alice.request('call.conference', { sessionId: id, to: { number: GUEST } });
    await guestAnswers();
    expect(all('guest')).toEqual({ guest: 'alice bob customer' });
    const { others } = alice.call() as { others: { id: Id; number?: string }[] };
    const guest = others.find(({ number }) => number === GUEST);
    await alice.request('call.removeParticipant', { sessionId: id, participant: guest?.id ?? '' });
    await bench.rest();
    expect(all(...THREE, 'guest')).toEqual({ ...TOGETHER, guest: 'no leg' });
  });

  it('goes on for who was brought in when one hangs up who was brought in too', async () => {
    const { bob, bench, all, id } = await three();
    await bob.request('call.hangup', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
  });

  it('ends for all when who has the call hangs up', async () => {
    const { alice, bob, bench, id } = await three();
    await alice.request('call.hangup', { sessionId: id });
    await bench.rest();
    expect([...alice.state().sessions, ...bob.state().sessions]).toEqual([]);
  });

  it('goes on while one of the agents holds, mutes, or loses the page', async () => {
    const { alice, bench, all, id } = await three();
    await alice.request('call.hold', { sessionId: id });
    await bench.rest();
    expect(all(...THREE)).toEqual({ alice: 'nothing', bob: 'customer', customer: 'bob' });
    await alice.request('call.resume', { sessionId: id });
    await alice.request('call.mute', { sessionId: id });
    await bench.rest();
    expect(all(...THREE)).toEqual({ alice: 'bob customer', bob: 'customer', customer: 'bob' });
    alice.close();
    await bench.rest();
    expect(all('bob', 'customer')).toEqual({ bob: 'customer', customer: 'bob' });
    bench.sit('alice', { page: 'alice-2' });
    await bench.rest();
    expect(all(...THREE)).toEqual({ alice: 'bob customer', bob: 'customer', customer: 'bob' });
    expect(alice.call()).toMatchObject({ mute: 'on' });
  });

  it('is asked in an internal call, too', async () => {
    const { alice, bob, carol, bench, all } = await createEars();
    const { sessionId } = await alice.request('call.dial', { to: { agent: 'bob' } });
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    await alice.request('call.conference', { sessionId, to: { agent: 'carol' } });
    await carol.request('call.answer', { sessionId });
    await bench.rest();
    expect(all('alice', 'bob', 'carol')).toEqual({ alice: 'bob carol', bob: 'alice carol', carol: 'alice bob' });
  });
});
