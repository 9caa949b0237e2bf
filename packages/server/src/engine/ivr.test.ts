import { describe, expect, it } from 'vitest';
import type { IvrNode } from '../routing/ivr.ts';
import { demoApp } from './app-config.ts';
import { createEars, GUEST } from './testing/ears.ts';
import { answer, apps, NODES, sent, type At } from './testing/ivr-desk.ts';

const BUSY = { reason: 'busy', by: 'peer' } as const;
const GONE = { reason: 'remoteHangup', by: 'peer' } as const;
const idle = ({ alice }: At): unknown[] => alice.state().sessions;

describe('a transfer to an IVR that is hung up on', () => {
  it('leaves the customer alone with the menu, and offers them to the next agent with the path', async () => {
    const at = await sent('hangup');
    const { bob, carol, press, all, ends, bench } = at;
    expect(idle(at)).toEqual([]);
    expect(await ends()).toEqual(['alice transferred']);
    expect(all('alice', 'customer')).toEqual({ alice: 'nothing', customer: 'menu' });
    await press('1');
    expect(all('customer')).toEqual({ customer: 'music' });
    expect(bob.call()).toMatchObject({
      phase: 'offered',
      role: 'handler',
      context: { ivrPath: [{ key: '1', label: 'Support' }], skillGroup: { id: 'support' } },
    });
    await answer(bob, at);
    expect(all('bob', 'customer')).toEqual({ bob: 'customer', customer: 'bob' });
    expect(carol.state().sessions).toEqual([]);
    await bob.request('call.hangup', { sessionId: at.id });
    await bench.rest();
    const records = await bench.store.records({ app: 'demo' });
    expect(records.find(({ agent }) => agent === 'bob')?.context.ivrPath).toEqual([{ key: '1', label: 'Support' }]);
  });

  it('says the prompt again when nobody presses, and goes on after the last time', async () => {
    const { playOut, all, bench } = await sent('hangup');
    await playOut();
    expect(all('customer')).toEqual({ customer: 'nothing' });
    await bench.pass(3999);
    expect(all('customer')).toEqual({ customer: 'nothing' });
    await bench.pass(1);
    expect(all('customer')).toEqual({ customer: 'menu' });
    await playOut();
    await bench.pass(4000);
    expect(all('customer')).toEqual({ customer: 'bye' });
    await playOut();
    expect(all('customer')).toEqual({ customer: 'no leg' });
  });

  it('says that a key is wrong, then the prompt; a good key still counts', async () => {
    const { press, playOut, all, bob } = await sent('hangup');
    await press('7');
    expect(all('customer')).toEqual({ customer: 'wrong' });
    await playOut();
    expect(all('customer')).toEqual({ customer: 'menu' });
    await press('1');
    expect(bob.call()).toMatchObject({ phase: 'offered' });
  });

  it('goes on after too many wrong keys', async () => {
    const { press, all } = await sent('hangup');
    await press('7');
    await press('8');
    expect(all('customer')).toEqual({ customer: 'bye' });
  });

  it('begins at the node that was asked for, and names the keys in order', async () => {
    const { press, playOut, bob, all } = await sent('hangup', 'menu');
    await press('9');
    await playOut();
    await press('9');
    await press('4');
    expect(all('customer')).toEqual({ customer: 'music' });
    expect(bob.call().context.ivrPath?.map(({ key }) => key)).toEqual(['9', '9', '4']);
  });

  it('goes by the hours', async () => {
    const closed = NODES.map((node): IvrNode =>
      node.kind === 'hours' ? { ...node, hours: { timeZone: 'UTC', weekly: [] } } : node,
    );
    const night = [{ ...demoApp, ivrs: [{ id: 'main', name: 'Main', entry: 'menu', nodes: closed }] }];
    const ears = await createEars({ apps: night });
    const id = await ears.serve(ears.alice);
    await ears.alice.request('call.transfer', { sessionId: id, to: { ivr: 'main', node: 'hours' } });
    await ears.bench.rest();
    expect(ears.hears('customer')).toBe('bye');
  });

  it('ends at a `back` that has nobody to go back to', async () => {
    const { press, playOut, all } = await sent('hangup');
    await press('3');
    expect(all('customer')).toEqual({ customer: 'news' });
    await playOut();
    expect(all('customer')).toEqual({ customer: 'bye' });
  });

  it('calls a number for the customer, who hears it ring and then them', async () => {
    const { press, all, guestAnswers, bench, far } = await sent('hangup');
    await press('2');
    expect(all('customer')).toEqual({ customer: 'ringback' });
    await guestAnswers();
    expect(all('guest', 'customer')).toEqual({ guest: 'customer', customer: 'guest' });
    bench.phone.end(far(GUEST).leg, GONE);
    await bench.rest();
    expect(all('customer')).toEqual({ customer: 'no leg' });
  });

  it('goes on elsewhere when the number is busy', async () => {
    const { press, all, far, bench } = await sent('hangup');
    await press('2');
    bench.phone.end(far(GUEST).leg, BUSY);
    await bench.rest();
    expect(all('customer')).toEqual({ customer: 'news' });
  });

  it('is over when the customer hangs up', async () => {
    const { press, bench, far } = await sent('hangup');
    await press('2');
    bench.phone.end(far().leg, GONE);
    await bench.rest();
    expect(bench.phone.live().filter(({ to }) => 'number' in to)).toEqual([]);
    expect([...bench.phone.plays.keys()]).toEqual([]);
  });

  it('goes on without a prompt that cannot be played', async () => {
    const ears = await createEars({ apps });
    const id = await ears.serve(ears.alice);
    ears.bench.phone.fail('play', 9);
    await ears.alice.request('call.transfer', { sessionId: id, to: { ivr: 'main', node: 'news' } });
    await ears.bench.rest();
    expect(ears.hears('customer')).toBe('no leg');
  });

  it('does not wait for ever for a sound that never ends', async () => {
    const { bench, all } = await sent('hangup', 'news');
    await bench.pass(11 * 60_000);
    expect(all('customer')).toEqual({ customer: 'bye' });
  });

  it('lets go of who goes round and round', async () => {
    const { press, all } = await sent('hangup');
    for (let n = 0; n < 100; n++) await press('9');
    expect(all('customer')).toEqual({ customer: 'no leg' });
  });
});

describe('a transfer to an IVR', () => {
  it.each([
    [{ ivr: 'other' }, 'notFound'],
    [{ ivr: 'main', node: 'nowhere' }, 'notFound'],
  ])('of %j is refused and changes nothing', async (to, code) => {
    const { alice, serve, all } = await createEars({ apps });
    const sessionId = await serve(alice);
    await expect(alice.request('call.transfer', { sessionId, to })).rejects.toMatchObject({ code });
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
  });

  it('is no consult', async () => {
    const { alice, serve } = await createEars({ apps });
    const sessionId = await serve(alice);
    const asked = alice.request('call.consult', { sessionId, to: { ivr: 'main' } });
    await expect(asked).rejects.toMatchObject({ code: 'invalidArgument' });
  });

  it('of two agents who talk fails: nobody is there to choose', async () => {
    const { alice, bob, bench, all } = await createEars({ apps });
    const { sessionId } = await alice.request('call.dial', { to: { agent: 'bob' } });
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    await alice.request('call.transfer', { sessionId, to: { ivr: 'main' } });
    await bench.rest();
    expect(all('alice', 'bob')).toEqual({ alice: 'bob', bob: 'alice' });
    expect(alice.call()).toMatchObject({ consult: { state: 'none', failed: { reason: 'policyBlocked' } } });
  });
});
