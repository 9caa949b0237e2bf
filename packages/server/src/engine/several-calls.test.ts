import { describe, expect, it } from 'vitest';
import type { ActiveCall, Id } from '@callstation/core/model';
import { createEars, type Ears } from './testing/ears.ts';

const SECOND = '+8613800138001';

async function two(): Promise<Ears & { first: Id; second: Id; call: (id: Id) => ActiveCall }> {
  const ears = await createEars();
  const { alice, bench } = ears;
  const first = await ears.serve(alice);
  await alice.request('call.hold', { sessionId: first });
  const { sessionId: second } = await alice.request('call.dial', { to: { number: SECOND } });
  await bench.rest();
  bench.phone.emit({ type: 'answered', leg: ears.far(SECOND).leg });
  await bench.rest();
  const call = (id: Id): ActiveCall => alice.state().sessions.find((one) => one.id === id) as ActiveCall;
  return { ...ears, first, second, call };
}

describe('two calls of one agent', () => {
  it('share one leg: the held one hears music', async () => {
    const { bench, all, call, first, second } = await two();
    expect(all('alice', 'customer', SECOND)).toEqual({ alice: SECOND, customer: 'music', [SECOND]: 'alice' });
    expect([call(first).hold, call(second).hold]).toEqual(['held', 'none']);
    expect(bench.phone.live().filter(({ to }) => 'page' in to)).toHaveLength(1);
  });

  it.each(['talking', 'waiting'])('are swapped from the %s one', async (from) => {
    const { alice, bench, all, call, first, second } = await two();
    await alice.request('call.swap', { sessionId: from === 'talking' ? second : first });
    expect([call(first).hold, call(second).hold]).toEqual(['none', 'held']);
    await bench.rest();
    expect(all('alice', 'customer', SECOND)).toEqual({ alice: 'customer', customer: 'alice', [SECOND]: 'music' });
  });

  it('keep mute apart: the muted one is silent again after two swaps', async () => {
    const { alice, bench, all, call, first, second } = await two();
    await alice.request('call.mute', { sessionId: second });
    expect(all(SECOND)).toEqual({ [SECOND]: 'nothing' });
    await alice.request('call.swap', { sessionId: second });
    await bench.rest();
    expect(all('customer')).toEqual({ customer: 'alice' });
    await alice.request('call.swap', { sessionId: first });
    await bench.rest();
    expect(all('alice', SECOND)).toEqual({ alice: SECOND, [SECOND]: 'nothing' });
    expect(call(second).mute).toBe('on');
  });

  it('end one by one: the held one waits until it is resumed', async () => {
    const { alice, bench, far, all, first } = await two();
    bench.phone.end(far(SECOND).leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect(all('customer')).toEqual({ customer: 'music' });
    await alice.request('call.resume', { sessionId: first });
    await bench.rest();
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
  });

  it('survive a reload, both with their hold', async () => {
    const { alice, bench, all, call, first, second } = await two();
    alice.close();
    await bench.rest();
    expect(all('customer', SECOND)).toEqual({ customer: 'music', [SECOND]: 'lost' });
    bench.sit('alice', { page: 'alice-2' });
    await bench.rest();
    expect(all('alice', 'customer', SECOND)).toEqual({ alice: SECOND, customer: 'music', [SECOND]: 'alice' });
    expect([call(first).hold, call(second).hold]).toEqual(['held', 'none']);
    expect([call(first).leg, call(second).leg]).toMatchObject([
      ...[
        { state: 'flowing', at: { page: 'alice-2' } },
        { state: 'flowing', at: { page: 'alice-2' } },
      ],
    ]);
  });

  it('go back to the queue, both, when nobody comes back in time', async () => {
    const { alice, bob, bench, all, first } = await two();
    alice.close();
    await bench.pass(30_000);
    expect(bob.call()).toMatchObject({ id: first, phase: 'offered', context: { requeued: { why: 'agentLost' } } });
    expect(all('customer')).toEqual({ customer: 'music' });
  });

  it('go to another page together', async () => {
    const { bench, all, call, first, second } = await two();
    const tab = bench.sit('alice', { page: 'alice-2' });
    await tab.request('call.takeMedia', { sessionId: second });
    await bench.rest();
    expect(all('alice', 'customer', SECOND)).toEqual({ alice: SECOND, customer: 'music', [SECOND]: 'alice' });
    expect([call(first).leg.at, call(second).leg.at]).toEqual([{ page: 'alice-2' }, { page: 'alice-2' }]);
    await tab.request('call.swap', { sessionId: second });
    await bench.rest();
    expect(all('alice', 'customer', SECOND)).toEqual({ alice: 'customer', customer: 'alice', [SECOND]: 'music' });
  });

  it('without the control connection the page ends the one it names; the other one is back at once', async () => {
    const { alice, bench, all, call, first, second } = await two();
    const byPage = { reason: 'localHangup', by: 'agent' } as const;
    await alice.request('call.hold', { sessionId: second });
    bench.phone.end(bench.phone.to({ page: 'alice-page' }).leg, byPage, first);
    await bench.rest();
    expect(alice.state().sessions.map(({ id }) => id)).toEqual([second]);
    expect(call(second)).toMatchObject({ hold: 'held', leg: { state: 'flowing' } });
    expect(all('customer', SECOND)).toEqual({ customer: 'no leg', [SECOND]: 'music' });
  });

  it('go on when the page of a held call alone is lost', async () => {
    const { alice, bench, serve, hears } = await createEars();
    const sessionId = await serve(alice);
    await alice.request('call.hold', { sessionId });
    alice.close();
    await bench.rest();
    expect(alice.call()).toMatchObject({ hold: 'held', leg: { state: 'lost' } });
    bench.sit('alice', { page: 'alice-2' });
    await bench.rest();
    expect(alice.call()).toMatchObject({ hold: 'held', leg: { state: 'flowing', at: { page: 'alice-2' } } });
    expect(hears('customer')).toBe('music');
  });
});
