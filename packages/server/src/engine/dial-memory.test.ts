import { describe, expect, it } from 'vitest';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { demoApp, type AppConfig, type DiallingConfig } from './app-config.ts';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

const appWith = (dialling: DiallingConfig): AppConfig => ({ ...demoApp, dialling });

/** What it is refused for; null when it is dialled. */
async function dial(bench: Bench, seat: TestSeat, number: string): Promise<unknown> {
  const why: unknown = await seat.request('call.dial', { to: { number } }).then(
    () => null,
    (error: { data?: { reason?: unknown } }) => error.data?.reason ?? error,
  );
  await bench.rest();
  return why;
}
async function callFor(bench: Bench, seat: TestSeat, number: string, ms: number): Promise<void> {
  expect(await dial(bench, seat, number)).toBe(null);
  bench.phone.emit({ type: 'answered', leg: bench.phone.to({ number: `+86${number}` }).leg });
  await bench.pass(ms);
  await seat.request('call.hangup', { sessionId: seat.call().id });
  await bench.rest();
}

describe.each([
  ['is killed', true],
  ['stops', false],
])('outgoing calls when the server %s and comes back', (_, killed) => {
  async function open(app: AppConfig): Promise<{ bench: Bench; again(awayMs?: number): Promise<Bench> }> {
    const store: Store = await openStore({ kind: 'memory' }, () => undefined);
    const on = (now?: number): Promise<Bench> =>
      createBench({ apps: [app], memory: () => store, ...(now === undefined ? {} : { now }) });
    let bench = await on();
    const again = async (awayMs = 1000): Promise<Bench> => {
      if (!killed) await bench.centre.stop();
      await store.write(bench.store.writes);
      await store.write([{ type: 'alive', at: bench.clock.now() }]);
      if (killed) await store.recover();
      return (bench = await on(bench.clock.now() + awayMs));
    };
    return { bench, again };
  }

  it('stay stopped until they are let again, and stay let', async () => {
    const { bench, again } = await open(demoApp);
    bench.centre.stopDialling('demo', true);
    const second = await again();
    expect(second.centre.dialling().stopped).toEqual(['demo']);
    const alice = second.sit('alice');
    expect(await dial(second, alice, '13900001111')).toBe('callsStopped');
    second.centre.stopDialling('demo', false);
    const third = await again();
    expect(third.centre.dialling().stopped).toEqual([]);
    expect(await dial(third, third.sit('alice'), '13900001111')).toBe(null);
  });

  it('of one agent are as many as they were within the minute', async () => {
    const { bench, again } = await open(appWith({ perAgentPerMinute: 2 }));
    const alice = bench.sit('alice');
    await callFor(bench, alice, '13900001111', 20_000);
    await callFor(bench, alice, '13700002222', 20_000);
    const back = await again(100);
    const again2 = back.sit('alice');
    expect(await dial(back, again2, '13600003333')).toBe('tooManyCalls');
    expect(await dial(back, back.sit('bob'), '13600003333')).toBe(null);
    await back.pass(60_000);
    expect(await dial(back, again2, '13600003333')).toBe(null);
  });

  it('to one range are as many as they were, those of consultations too', async () => {
    const { bench, again } = await open(appWith({ perRangePerMinute: 2 }));
    const alice = bench.sit('alice');
    await callFor(bench, alice, '13900001111', 10_000);
    bench.phone.incoming('13800138000');
    await bench.rest();
    const sessionId = alice.call().id;
    await alice.request('call.answer', { sessionId });
    await bench.rest();
    await alice.request('call.consult', { sessionId, to: { number: '13900002222' } });
    await bench.pass(1000);
    const back = await again();
    const bob = back.sit('bob');
    expect(await dial(back, bob, '13900003333')).toBe('tooManyCalls');
    expect(await dial(back, bob, '13700003333')).toBe(null);
  });

  it('to a range that rests, rest on: and the alarm is still there', async () => {
    const { bench, again } = await open(appWith({ perAgentPerMinute: 100, perRangePerMinute: 100 }));
    const alice = bench.sit('alice');
    for (let n = 0; n < 20; n++) await callFor(bench, alice, `1390000${1000 + n}`, 3000);
    expect(await dial(bench, alice, '13900001999')).toBe('tooManyCalls');
    const back = await again(60_000);
    const seat = back.sit('alice');
    expect(back.centre.dialling().alarms).toMatchObject([{ app: 'demo', why: 'short' }]);
    expect(await dial(back, seat, '13900001999')).toBe('tooManyCalls');
    await back.pass(9 * 60_000);
    expect(await dial(back, seat, '13900001999')).toBe(null);
  });
});
