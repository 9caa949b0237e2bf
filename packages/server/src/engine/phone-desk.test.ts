import { describe, expect, it } from 'vitest';
import { createEars, type Ears } from './testing/ears.ts';

const DESK = '+8613800000011';

async function atPhone(): Promise<Ears & { pickUp(): Promise<void> }> {
  const ears = await createEars();
  await ears.alice.request('agent.setPhone', { mode: 'mobile', number: DESK });
  return {
    ...ears,
    async pickUp() {
      const { leg } = ears.bench.phone.to({ number: DESK });
      ears.bench.phone.emit({ type: 'answered', leg });
      ears.bench.phone.emit({ type: 'media', leg });
      await ears.bench.rest();
    },
  };
}

describe('an agent at a phone', () => {
  it('is rung there and answers by picking up', async () => {
    const { alice, bench, all, pickUp } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    expect(alice.call().phase).toBe('offered');
    await pickUp();
    expect(alice.call()).toMatchObject({ phase: 'active', leg: { state: 'flowing', at: { phone: DESK } } });
    expect(all(DESK, 'customer')).toEqual({ [DESK]: 'customer', customer: DESK });
  });

  it('dials: their phone first, then the number', async () => {
    const { alice, bench, far, all, pickUp } = await atPhone();
    const { sessionId } = await alice.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    expect(bench.phone.live().map(({ to }) => 'number' in to && to.number)).toEqual([DESK]);
    await alice.request('call.sendDigits', { sessionId, digits: '1' });
    await pickUp();
    bench.phone.emit({ type: 'ringing', leg: far('10001').leg });
    await bench.rest();
    expect(all(DESK)).toEqual({ [DESK]: 'ringback' });
    bench.phone.emit({ type: 'answered', leg: far('10001').leg });
    await bench.rest();
    expect(all(DESK, '10001')).toEqual({ [DESK]: '10001', '10001': DESK });
  });

  it('calls a colleague, who hears ringback when they are quicker', async () => {
    const { alice, bob, bench, all, pickUp } = await atPhone();
    const { sessionId } = await alice.request('call.dial', { to: { agent: 'bob' } });
    await bench.rest();
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    expect(all('bob')).toEqual({ bob: 'ringback' });
    await pickUp();
    expect(all('bob', DESK)).toEqual({ bob: DESK, [DESK]: 'bob' });
  });

  it('hangs up by putting it down', async () => {
    const { alice, bench, ends, pickUp } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    await pickUp();
    bench.phone.end(bench.phone.to({ number: DESK }).leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect(alice.state().sessions).toEqual([]);
    expect(await ends()).toEqual(['alice localHangup']);
    expect(bench.phone.live()).toEqual([]);
  });

  it('who does not pick up is missed, and the next one is asked', async () => {
    const { alice, bob, bench } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.pass(20_000);
    expect(alice.state().sessions).toEqual([]);
    expect(bob.call().phase).toBe('offered');
    expect(bench.phone.live().filter(({ to }) => 'number' in to && to.number === DESK)).toEqual([]);
  });

  it('is consulted there', async () => {
    const { alice, bob, carol, bench, all, pickUp } = await atPhone();
    await carol.request('agent.setStatus', { status: 'not-ready' });
    await alice.request('agent.setStatus', { status: 'not-ready' });
    bench.phone.incoming('13800138000');
    await bench.rest();
    const { id: sessionId } = bob.call();
    await bob.request('call.answer', { sessionId });
    await bob.request('call.consult', { sessionId, to: { agent: 'alice' } });
    await bench.rest();
    expect(all('bob', 'customer')).toEqual({ bob: 'ringback', customer: 'music' });
    await pickUp();
    expect(all('bob', DESK, 'customer')).toEqual({ bob: DESK, [DESK]: 'bob', customer: 'music' });
  });

  it('takes the call to a page', async () => {
    const { alice, bench, all, pickUp } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    await pickUp();
    await alice.request('call.takeMedia', { sessionId: alice.call().id });
    await bench.rest();
    expect(all('alice', 'customer', DESK)).toEqual({ alice: 'customer', customer: 'alice', [DESK]: 'no leg' });
    expect(alice.call()).toMatchObject({ leg: { at: { page: 'alice-page' } } });
  });

  it('takes the dialled call to a page before the phone was picked up', async () => {
    const { alice, bench, far, all } = await atPhone();
    const { sessionId } = await alice.request('call.dial', { to: { number: '10001' } });
    await alice.request('call.takeMedia', { sessionId });
    await bench.rest();
    bench.phone.emit({ type: 'answered', leg: far('10001').leg });
    await bench.rest();
    expect(all('alice', '10001')).toEqual({ alice: '10001', '10001': 'alice' });
  });

  it('cannot dial while it rings for a customer: one receiver is not for both', async () => {
    const { alice, bench } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    const dialled = alice.request('call.dial', { to: { number: '10001' } });
    await expect(dialled).rejects.toMatchObject({ code: 'invalidState', data: { reason: 'agentBusy' } });
  });
});
