import { describe, expect, it } from 'vitest';
import { demoApp } from './app-config.ts';
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

  it('sends keys of the phone to whom they talk with, once, and to nobody while nobody does', async () => {
    const { alice, bench, far, pickUp } = await atPhone();
    const keys = (): unknown[] => bench.phone.orders.filter(([name]) => name === 'digits');
    const press = async (digit: string): Promise<void> => {
      bench.phone.press(bench.phone.to({ number: DESK }).leg, digit);
      await bench.rest();
    };
    bench.phone.incoming('13800138000');
    await bench.rest();
    await press('1');
    await pickUp();
    await press('2');
    const sessionId = alice.call().id;
    await alice.request('call.hold', { sessionId });
    await press('3');
    await alice.request('call.resume', { sessionId });
    await press('#');
    expect(keys()).toEqual([
      ['digits', far().leg, '2'],
      ['digits', far().leg, '#'],
    ]);
  });

  it('who holds a call there is busy to colleagues, for the receiver is up: nobody gets in unasked', async () => {
    const { alice, bob, bench, all, pickUp } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    await pickUp();
    await alice.request('call.hold', { sessionId: alice.call().id });
    bench.phone.incoming('13800138009');
    await bench.rest();
    const { id: sessionId } = bob.call();
    await bob.request('call.answer', { sessionId });
    for (const verb of ['consult', 'transfer', 'conference'] as const) {
      await bob.request(`call.${verb}`, { sessionId, to: { agent: 'alice' } });
      await bench.rest();
      expect(bob.call()).toMatchObject({ consult: { state: 'none', failed: { reason: 'busy' } } });
    }
    expect(alice.state().sessions).toHaveLength(1);
    expect(all('bob', DESK)).toEqual({ bob: '13800138009', [DESK]: 'nothing' });
  });

  it('who took the held call to their page can be rung at the phone again', async () => {
    const { alice, bob, bench, pickUp } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    await pickUp();
    const { id } = alice.call();
    await alice.request('call.takeMedia', { sessionId: id });
    await bench.rest();
    await alice.request('call.hold', { sessionId: id });
    bench.phone.incoming('13800138009');
    await bench.rest();
    const { id: sessionId } = bob.call();
    await bob.request('call.answer', { sessionId });
    await bob.request('call.consult', { sessionId, to: { agent: 'alice' } });
    await bench.rest();
    expect(alice.state().sessions.map(({ phase }) => phase)).toEqual(['active', 'offered']);
  });

  it('stops ringing when the page declines, and picked up too late it changes nothing', async () => {
    const { alice, bob, bench } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    const { leg } = bench.phone.to({ number: DESK });
    await alice.request('call.reject', { sessionId: alice.call().id });
    await bench.rest();
    bench.phone.emit({ type: 'answered', leg });
    await bench.rest();
    expect(bench.phone.live().map((one) => one.leg)).not.toContain(leg);
    expect([alice.state().sessions, bob.call().phase]).toEqual([[], 'offered']);
  });

  it('stops ringing when the customer is gone', async () => {
    const { alice, bench, far } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    bench.phone.end(far().leg, { reason: 'remoteCancel', by: 'peer' });
    await bench.rest();
    expect([alice.state().sessions, bench.phone.live()]).toEqual([[], []]);
  });

  it('talks on when the last page closes, and a page that opens shows the call', async () => {
    const { alice, bench, all, pickUp } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    await pickUp();
    alice.close();
    await bench.pass(60_000);
    expect(all(DESK, 'customer')).toEqual({ [DESK]: 'customer', customer: DESK });
    const back = bench.sit('alice', { page: 'alice-2' });
    await bench.rest();
    expect(back.call()).toMatchObject({ phase: 'active', leg: { state: 'flowing', at: { phone: DESK } } });
    await back.request('call.hangup', { sessionId: back.call().id });
    await bench.rest();
    expect(bench.phone.live()).toEqual([]);
  });

  it('whose phone does not take the call they dial ends it, and the number was never called', async () => {
    const { alice, bench, ends } = await atPhone();
    await alice.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    bench.phone.end(bench.phone.to({ number: DESK }).leg, { reason: 'busy', by: 'peer' });
    await bench.rest();
    expect([alice.state().sessions, await ends()]).toEqual([[], ['alice localCancel']]);
    expect(bench.phone.orders.filter(([name]) => name === 'dial')).toHaveLength(1);
  });

  it('who puts the receiver down with a call on hold gives that customer to the next agent', async () => {
    const { alice, bob, bench, pickUp } = await atPhone();
    bench.phone.incoming('13800138000');
    await bench.rest();
    await pickUp();
    const { id } = alice.call();
    await alice.request('call.hold', { sessionId: id });
    bench.phone.end(bench.phone.to({ number: DESK }).leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect(alice.state().sessions).toEqual([]);
    expect(bob.call()).toMatchObject({ id, phase: 'offered', context: { requeued: { why: 'agentLost' } } });
  });
});

describe('one phone', () => {
  it('is one agent’s: a colleague is refused while that one is signed in there', async () => {
    const { alice, bob, carol } = await atPhone();
    const sit = (): Promise<unknown> => bob.request('agent.setPhone', { mode: 'phone', number: DESK });
    await expect(sit()).rejects.toMatchObject({ code: 'invalidState', data: { reason: 'phoneTaken' } });
    expect(bob.state().agent.phone).toEqual({ mode: 'page' });
    await alice.request('agent.setPhone', { mode: 'phone', number: DESK });
    await carol.request('agent.setPhone', { mode: 'mobile', number: '+8613800000012' });
    await alice.request('agent.setStatus', { status: 'offline' });
    await sit();
    expect(bob.state().agent).toMatchObject({ reach: 'phone', phone: { number: DESK } });
    expect(alice.state().agent).toMatchObject({ reach: 'page', phone: { mode: 'page' } });
  });

  it('that two tenants ring carries two calls, and neither hears the other', async () => {
    const other = { ...demoApp, id: 'other', secret: 'o'.repeat(32), skillGroups: [], numberPools: [] };
    const group = { ...demoApp.skillGroups[0], id: 'desk', numbers: ['5000'] } as (typeof demoApp.skillGroups)[number];
    const { alice, bench, far } = await createEars({ apps: [demoApp, { ...other, skillGroups: [group] }] });
    const zoe = bench.sit('zoe', { app: 'other' });
    for (const one of [alice, zoe]) await one.request('agent.setPhone', { mode: 'mobile', number: DESK });
    bench.phone.incoming('13800138000');
    bench.phone.incoming('13800138001', '5000');
    await bench.rest();
    const rung = bench.phone.live().filter(({ to, incoming }) => !incoming && 'number' in to && to.number === DESK);
    expect(rung).toHaveLength(2);
    for (const { leg } of rung) {
      bench.phone.emit({ type: 'answered', leg });
      bench.phone.emit({ type: 'media', leg });
    }
    await bench.rest();
    expect([alice.call().phase, zoe.call().phase]).toEqual(['active', 'active']);
    const rooms = [...rung, far(), far('13800138001')].map(({ room }) => room);
    expect(new Set(rooms).size).toBe(2);
    expect(rooms).not.toContain(null);
  });

  it('that is the mobile of who is called and the desk of who calls is rung for each', async () => {
    const bobs = { id: 'bob', name: 'bob', role: 'agent' as const, mobile: DESK };
    const { alice, bench } = await createEars({ apps: [{ ...demoApp, agents: [bobs] }] });
    await alice.request('agent.setPhone', { mode: 'mobile', number: DESK });
    await alice.request('call.dial', { to: { agent: 'bob', useMobile: true } });
    await bench.rest();
    expect(bench.phone.live()).toHaveLength(2);
  });
});
