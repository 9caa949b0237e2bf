import { describe, expect, it } from 'vitest';
import { createEars, GUEST } from './testing/ears.ts';
import { answer, apps, sent, type At } from './testing/ivr-desk.ts';

const BUSY = { reason: 'busy', by: 'peer' } as const;
const GONE = { reason: 'remoteHangup', by: 'peer' } as const;
const idle = ({ alice }: At): unknown[] => alice.state().sessions;
const isBack = { hold: 'none', consult: { state: 'none' } };

describe('a transfer to an IVR that the agent waits for', () => {
  it('gives the agent music, and lets them go when another one has audio', async () => {
    const at = await sent('wait');
    const { alice, bob, bench, press, all, ends } = at;
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'menu' });
    expect(alice.call()).toMatchObject({
      phase: 'active',
      hold: 'held',
      consult: { state: 'dialing', mode: 'transfer', to: { ivr: 'main', agentLeg: 'wait' } },
    });
    await press('1');
    expect(alice.call().context.ivrPath).toEqual([{ key: '1', label: 'Support' }]);
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'music' });
    expect(await ends()).toEqual([]);
    await answer(bob, at);
    expect(all('bob', 'customer')).toEqual({ bob: 'customer', customer: 'bob' });
    expect(idle(at)).toEqual([]);
    expect(await ends()).toEqual(['alice transferred']);
    // Her leg is kept for the next call, in silence.
    expect([...bench.phone.plays.keys()]).toEqual([]);
    expect(bob.call()).toMatchObject({ phase: 'active', others: [], peer: { role: 'customer' } });
  });

  it.each<[string, (at: At) => Promise<void>]>([
    ['in the menu', async () => {}],
    ['in the queue', (at) => at.press('1')],
    ['while a number is called', (at) => at.press('2')],
  ])('is taken back %s', async (_where, act) => {
    const at = await sent('wait');
    const { alice, bob, bench, all, far, id } = at;
    await act(at);
    await alice.request('call.takeBack', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(alice.call()).toMatchObject(isBack);
    expect(bob.state().sessions).toEqual([]);
    expect(bench.phone.live().filter(({ to }) => 'number' in to)).toEqual([far()]);
    expect([...bench.phone.plays.keys()]).toEqual([]);
    // And from then on it is a call like any other.
    await alice.request('call.hold', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'nothing', customer: 'music' });
    await alice.request('call.resume', { sessionId: id });
    await bench.rest();
    await alice.request('call.transfer', { sessionId: id, to: { ivr: 'main', agentLeg: 'wait' } });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'menu' });
  });

  it('gives the customer back by itself at a `back`', async () => {
    const { alice, press, playOut, all } = await sent('wait');
    await press('3');
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'news' });
    await playOut();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(alice.call()).toMatchObject(isBack);
  });

  it('takes a customer along who was on hold', async () => {
    const ears = await createEars({ apps });
    const { alice, bench, all } = ears;
    const id = await ears.serve(alice);
    await alice.request('call.hold', { sessionId: id });
    await alice.request('call.transfer', { sessionId: id, to: { ivr: 'main', agentLeg: 'wait' } });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'menu' });
    await alice.request('call.takeBack', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
    expect(alice.call()).toMatchObject(isBack);
  });

  it('asks the next agent when one refuses, while the first waits on', async () => {
    const at = await sent('wait');
    const { bob, carol, press, bench, all, id } = at;
    await press('1');
    await bob.request('call.reject', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'music' });
    await answer(carol, at);
    expect(all('carol', 'customer')).toEqual({ carol: 'customer', customer: 'carol' });
  });

  it('asks the next agent when the audio of one who took the call does not come', async () => {
    const at = await sent('wait');
    const { bob, press, bench, all, id } = at;
    await press('1');
    const release = bench.phone.block('dial');
    await bob.request('call.answer', { sessionId: id });
    bob.close();
    release();
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'music' });
    await answer(at.carol, at);
    expect(all('carol', 'customer')).toEqual({ carol: 'customer', customer: 'carol' });
  });

  it('hands over to a number that answers, and goes on when it does not', async () => {
    const { press, all, bench, far, guestAnswers, alice, ends } = await sent('wait');
    await press('2');
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'ringback' });
    bench.phone.end(far(GUEST).leg, BUSY);
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'news' });
    await bench.rest();
    bench.phone.playedOut();
    await bench.rest();
    const { id } = alice.call();
    await alice.request('call.transfer', { sessionId: id, to: { ivr: 'main', node: 'number', agentLeg: 'wait' } });
    await bench.rest();
    await guestAnswers();
    expect(all('guest', 'customer')).toEqual({ guest: 'customer', customer: 'guest' });
    expect(await ends()).toEqual(['alice transferred']);
  });

  it('ends for all when the customer hangs up', async () => {
    const at = await sent('wait');
    at.bench.phone.end(at.far().leg, GONE);
    await at.bench.rest();
    expect(idle(at)).toEqual([]);
    expect(await at.ends()).toEqual(['alice remoteHangup']);
    expect([...at.bench.phone.plays.keys()]).toEqual([]);
  });

  it('ends as transferred when the menu hangs up', async () => {
    const at = await sent('wait');
    await at.press('5');
    await at.playOut();
    expect(at.hears('customer')).toBe('no leg');
    expect(await at.ends()).toEqual(['alice transferred']);
  });

  it('leaves the customer in the menu when the agent hangs up meanwhile', async () => {
    const at = await sent('wait');
    await at.alice.request('call.hangup', { sessionId: at.id });
    await at.bench.rest();
    expect(at.hears('customer')).toBe('menu');
    await at.press('1');
    await answer(at.bob, at);
    expect(at.all('bob', 'customer')).toEqual({ bob: 'customer', customer: 'bob' });
    expect(await at.ends()).toEqual(['alice transferred']);
  });

  it.each([
    ['in the menu', '', 'menu'],
    ['in the queue', '1', 'music'],
  ])('leaves the customer %s when the agent is lost meanwhile', async (_where, key, sound) => {
    const at = await sent('wait');
    if (key !== '') await at.press(key);
    at.alice.close();
    await at.bench.pass(30_000);
    expect(at.hears('customer')).toBe(sound);
    expect(await at.ends()).toContain('alice networkLost');
    // Whoever was offered the customer meanwhile may have let it ring out.
    if (key === '') await at.press('1');
    const taker = [at.bob, at.carol].find((seat) => seat.state().sessions.length > 0);
    if (taker === undefined) throw new Error('nobody is offered the customer');
    await answer(taker, at);
    expect(at.hears('customer')).toMatch(/bob|carol/u);
  });

  it('goes to the page the agent comes back with', async () => {
    const { alice, bench, all, id } = await sent('wait');
    alice.close();
    const again = bench.sit('alice', { page: 'alice-again' });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'music', customer: 'menu' });
    await again.request('call.takeBack', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
  });

  it('keeps the agent’s mute, and sends no keys into the menu', async () => {
    const { alice, bench, all, id } = await sent('wait');
    await alice.request('call.mute', { sessionId: id });
    await expect(alice.request('call.sendDigits', { sessionId: id, digits: '1' })).rejects.toMatchObject({
      data: { reason: 'held' },
    });
    await alice.request('call.takeBack', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'nothing' });
  });
});
