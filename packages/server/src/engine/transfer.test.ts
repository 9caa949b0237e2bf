import { describe, expect, it } from 'vitest';
import type { Id } from '@callstation/core/model';
import { demoApp } from './app-config.ts';
import { createEars, GUEST, type Ears } from './testing/ears.ts';

async function transferring(): Promise<Ears & { id: Id }> {
  const ears = await createEars();
  const id = await ears.serve(ears.alice);
  await ears.alice.request('call.transfer', { sessionId: id, to: { agent: 'bob' } });
  await ears.bench.rest();
  return { ...ears, id };
}

describe('blind transfer', () => {
  it('keeps the customer in music until the other agent has audio; then the first is out', async () => {
    const { alice, bob, bench, all, ends, id } = await transferring();
    expect(all('alice', 'customer')).toEqual({ alice: 'ringback', customer: 'music' });
    expect(bob.call()).toMatchObject({ phase: 'offered', role: 'handler', peer: { role: 'customer' } });
    await bob.request('call.answer', { sessionId: id });
    await bench.rest();
    expect(all('bob', 'customer')).toEqual({ bob: 'customer', customer: 'bob' });
    expect(alice.state().sessions).toEqual([]);
    expect(bob.call()).toMatchObject({ id, phase: 'active', role: 'handler', others: [] });
    expect(await ends()).toEqual(['alice transferred']);
  });

  it('is told with whom it went to: the session knows that until it ends', async () => {
    const { bob, bench, id } = await transferring();
    await bob.request('call.answer', { sessionId: id });
    await bench.rest();
    const sessions = bench.updates.flatMap(({ agent, update }) =>
      agent === 'alice' && update.type === 'session' ? [update] : [],
    );
    const at = sessions.findIndex(({ cause }) => cause === 'sessionTransferred');
    expect(sessions[at - 1]?.session).toMatchObject({ consult: { state: 'dialing', to: { agent: 'bob' } } });
    // No word of the agent's status comes in between.
    const mine = bench.updates.flatMap(({ agent, update }) =>
      agent === 'alice' && 'cause' in update ? update.cause : [],
    );
    expect(mine.slice(mine.indexOf('sessionTransferred')).slice(0, 2)).toEqual(['sessionTransferred', 'sessionEnded']);
  });

  it('is taken back while it rings', async () => {
    const { alice, bob, bench, all, id } = await transferring();
    await alice.request('call.takeBack', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(bob.state().sessions).toEqual([]);
    expect(alice.call()).toMatchObject({ hold: 'none', consult: { state: 'none' } });
  });

  it.each([
    ['refuses', 'rejected', (at: Ears & { id: Id }) => at.bob.request('call.reject', { sessionId: at.id })],
    ['is silent', 'noAnswer', (at: Ears) => at.bench.pass(20_000)],
    ['is unreachable', 'unreachable', (at: Ears) => at.bob.close()],
  ])('comes back by itself when the other agent %s', async (_how, reason, act) => {
    const at = await transferring();
    await act(at);
    await at.bench.rest();
    expect(at.all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(at.alice.call()).toMatchObject({ consult: { state: 'none', failed: { reason } } });
  });

  it('goes on when who asked hangs up meanwhile', async () => {
    const { alice, bob, bench, all, id } = await transferring();
    await alice.request('call.hangup', { sessionId: id });
    await bench.rest();
    expect(all('customer')).toEqual({ customer: 'music' });
    await bob.request('call.answer', { sessionId: id });
    await bench.rest();
    expect(all('bob', 'customer')).toEqual({ bob: 'customer', customer: 'bob' });
  });

  it('that fails after who asked hung up gives the customer to the queue, with a note', async () => {
    const { alice, bob, carol, bench, all, id } = await transferring();
    await alice.request('agent.setStatus', { status: 'not-ready' });
    await alice.request('call.hangup', { sessionId: id });
    await bob.request('call.reject', { sessionId: id });
    await bench.rest();
    expect(all('customer')).toEqual({ customer: 'music' });
    expect(carol.call()).toMatchObject({
      id,
      phase: 'offered',
      context: { requeued: { agent: 'alice', why: 'transferFailed' } },
    });
  });

  it('goes to a number, and back when that is busy', async () => {
    const { alice, bench, serve, far, all, guestAnswers } = await createEars();
    const id = await serve(alice);
    await alice.request('call.transfer', { sessionId: id, to: { number: GUEST } });
    bench.phone.end(far(GUEST).leg, { reason: 'busy', by: 'peer' });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(alice.call()).toMatchObject({ consult: { failed: { reason: 'busy' } } });
    await alice.request('call.transfer', { sessionId: id, to: { number: GUEST } });
    await guestAnswers();
    expect(all('guest', 'customer')).toEqual({ guest: 'customer', customer: 'guest' });
    expect(alice.state().sessions).toEqual([]);
  });

  it('goes to a skill group at once: the customer waits there, the agent is out', async () => {
    const { alice, bob, serve, bench, all, ends } = await createEars();
    const id = await serve(alice);
    await alice.request('call.transfer', { sessionId: id, to: { skillGroup: 'support' } });
    await bench.rest();
    expect(alice.state().sessions).toEqual([]);
    expect(all('customer')).toEqual({ customer: 'music' });
    expect(bob.call()).toMatchObject({ id, phase: 'offered', role: 'handler' });
    expect(await ends()).toEqual(['alice transferred']);
  });

  it('to a skill group where nobody is signed in is refused and changes nothing', async () => {
    const night = demoApp.skillGroups.map((group) => ({ ...group, id: 'night', members: ['dora'], numbers: [] }));
    const apps = [{ ...demoApp, skillGroups: [...demoApp.skillGroups, ...night] }];
    const { alice, serve, all } = await createEars({ apps });
    const id = await serve(alice);
    const asked = alice.request('call.transfer', { sessionId: id, to: { skillGroup: 'night' } });
    await expect(asked).rejects.toMatchObject({ code: 'policyBlocked' });
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(alice.call()).toMatchObject({ consult: { state: 'none' } });
  });

  it('of an internal call to a skill group fails: nobody is there to be queued', async () => {
    const { alice, bob, bench, all } = await createEars();
    const { sessionId } = await alice.request('call.dial', { to: { agent: 'bob' } });
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    await alice.request('call.transfer', { sessionId, to: { skillGroup: 'support' } });
    await bench.rest();
    expect(all('alice', 'bob')).toEqual({ alice: 'bob', bob: 'alice' });
    expect(alice.call()).toMatchObject({ consult: { state: 'none', failed: { reason: 'policyBlocked' } } });
  });

  it('ends for all when the customer hangs up', async () => {
    const { alice, bob, bench, far } = await transferring();
    bench.phone.end(far().leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect([...alice.state().sessions, ...bob.state().sessions]).toEqual([]);
  });
});
