import type { ActiveCall, CallSnapshot } from '@callstation/core/model';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { fault, type Figures, RUNS } from './faults/fault.ts';
import { customer } from './harness/customer.ts';
import type { Desk } from './harness/desk.ts';
import { type Floor, openFloor } from './harness/floor.ts';
import { type Proxy, startProxy } from './harness/proxy.ts';
import { VOICES } from './harness/scene.ts';
import { until } from './harness/until.ts';

/** The demo's own, known to everybody. */
const DEMO_KEY = 'callstation-demo-secret-not-for-production';
/** Far beyond every lease; `npm test` has less time. */
const LONG_MS = RUNS > 1 ? 60_000 : 20_000;

let floor: Floor;
let proxy: Proxy;
beforeAll(async () => {
  floor = await openFloor();
  proxy = await startProxy(floor.centre.url);
});
afterAll(async () => {
  await proxy?.close();
  await floor?.close();
});
async function clear(): Promise<void> {
  proxy.heal();
  await floor.clear();
}

const isFlowing = (call: CallSnapshot): boolean => call.phase === 'active' && call.leg.state === 'flowing';
type Talk = Awaited<ReturnType<Floor['answered']>> & { answeredAt: number };
async function talking(desk: Desk): Promise<Talk> {
  const call = await floor.answered(desk);
  await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
  const { answeredAt } = (await desk.until('the call', isFlowing)) as ActiveCall;
  await floor.centre.post(`/dev/customers/${call.customer}/mark`, {});
  return { ...call, answeredAt };
}
/** Same call, same timer, the customer still there; both heard. */
async function unharmed(desk: Desk, call: Talk): Promise<void> {
  const now = await desk.until('the call', isFlowing);
  expect(now).toMatchObject({ id: call.id, answeredAt: call.answeredAt });
  expect(await customer(floor.centre, call.customer)).toMatchObject({ state: 'answered', ended: null });
  await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
}
const longestGap = async (call: Talk): Promise<number> =>
  (await customer(floor.centre, call.customer)).heard.sinceMark?.longest ?? Infinity;
const connection = async (desk: Desk): Promise<string> => (await desk.show()).page.connection.state;
const states = async (desk: Desk): Promise<string[]> =>
  (await desk.log()).flatMap(({ name, state }) => (name === 'connectionChanged' && state ? [state] : []));
/** Milliseconds until the page's connection is so. */
async function took(desk: Desk, state: string, ms = 20_000): Promise<number> {
  const since = Date.now();
  await until(
    `the connection to be ${state}`,
    async () => (await connection(desk)) === state,
    async () => states(desk),
    ms,
  );
  return Date.now() - since;
}

describe('the control socket', () => {
  /** Down for so long in a live call: sound goes on, one loss and one return, and the call obeys again. */
  async function down(ms: number): Promise<Figures> {
    const alice = await floor.open('alice', { url: proxy.url });
    const call = await talking(alice);
    proxy.block('/seat');
    await wait(ms);
    expect(await connection(alice)).toBe('reconnecting');
    expect(await customer(floor.centre, call.customer)).toMatchObject({ state: 'answered' });
    const gap = await longestGap(call);
    expect(gap).toBeLessThanOrEqual(100);
    proxy.heal();
    const back = await took(alice, 'ready');
    expect((await states(alice)).filter((state) => state === 'reconnecting' || state === 'ready')).toEqual([
      'ready',
      'reconnecting',
      'ready',
    ]);
    await unharmed(alice, call);
    await alice.call('hold', call.id);
    await floor.hear({ alice: [], [call.customer]: ['music'] });
    await alice.call('resume', call.id);
    await unharmed(alice, call);
    return { gap, back };
  }

  fault('F1', 'control socket closed 2 s in a live call', 10_000, () => down(2000), clear);
  fault('F2', 'control socket down 8 s', 20_000, () => down(8000), clear);

  async function f3(): Promise<Figures> {
    const alice = await floor.open('alice', { url: proxy.url });
    const call = await talking(alice);
    proxy.block('/seat');
    const refused = await alice.call('hold', call.id).then(
      () => 'done',
      (error: unknown) => String(error),
    );
    expect(refused).toMatch(/"code":"(network|timeout|invalidState|notReady)"/u);
    await wait(LONG_MS);
    const gap = await longestGap(call);
    expect(gap).toBeLessThanOrEqual(100);
    const silent = alice.call('mute', call.id).catch(() => undefined);
    await floor.hear({ [call.customer]: [] });
    proxy.heal();
    const back = await took(alice, 'ready', 40_000);
    await silent;
    const now = (await alice.until('the call', isFlowing)) as ActiveCall;
    expect(now).toMatchObject({ id: call.id, answeredAt: call.answeredAt });
    if (now.mute === 'on') await alice.call('unmute', call.id);
    await unharmed(alice, call);
    return { gap, back };
  }
  fault(
    'F3',
    `control socket down ${LONG_MS / 1000} s: sound goes on, mute works, a command fails typed`,
    80_000,
    f3,
    clear,
  );

  async function f4(): Promise<Figures> {
    const alice = await floor.open('alice', { url: proxy.url });
    const call = await talking(alice);
    // Idle pages are asked less often: the call is known to both sides by now.
    await wait(500);
    const sockets = proxy.opened('/seat');
    proxy.freeze('/seat');
    const since = Date.now();
    // It may be back within milliseconds: the log keeps what a look would miss.
    const lost = async () => (await alice.log()).find(({ state }) => state === 'reconnecting');
    await until('the loss to be noticed', async () => (await lost()) !== undefined);
    const noticed = ((await lost())?.at ?? Infinity) - since;
    expect(noticed).toBeLessThanOrEqual(8000);
    const back = await took(alice, 'ready');
    expect(proxy.opened('/seat')).toBeGreaterThan(sockets);
    await unharmed(alice, call);
    return { noticed, back, gap: await longestGap(call) };
  }
  fault('F4', 'control socket half open in a call', 20_000, f4, clear);
});

describe('the page', () => {
  async function f9(): Promise<Figures> {
    const alice = await floor.open('alice');
    const call = await talking(alice);
    const since = Date.now();
    await alice.reload();
    await until('the customer in the page', async () => (await alice.hears(VOICES.customer, 2000)) > 0.02);
    const heard = (await alice.page.evaluate((hz) => window.ear.first(hz), VOICES.customer)) ?? Infinity;
    await unharmed(alice, call);
    expect(heard - since).toBeLessThanOrEqual(5000);
    return { 'reload to sound': heard - since };
  }
  fault('F9', 'reload in an answered call', 20_000, f9, clear);

  async function f10(): Promise<Figures> {
    const alice = await floor.open('alice');
    const { id, customer: caller } = await floor.ring();
    await alice.reload();
    const since = Date.now();
    await alice.until('the offer', (call) => call.id === id && call.phase === 'offered', 4000);
    const again = Date.now() - since;
    expect(again).toBeLessThanOrEqual(2000);
    await alice.call('answer', id);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
    return { again };
  }
  fault('F10', 'reload while it rings', 20_000, f10, clear);

  async function f12(): Promise<Figures> {
    const alice = await floor.open('alice');
    const call = await talking(alice);
    const second = await floor.open('alice', { beside: alice });
    const mirrored = await second.until('the call mirrored', isFlowing);
    expect(mirrored).toMatchObject({ leg: { at: { page: (await alice.show()).page.pageId } } });
    await floor.hearAt(second, []);
    const since = Date.now();
    // As by the cross of the tab: its scripts are told.
    await alice.page.close({ runBeforeUnload: true });
    await floor.hearAt(second, ['customer']);
    const takeover = ((await second.page.evaluate((hz) => window.ear.first(hz), VOICES.customer)) ?? Infinity) - since;
    expect(takeover).toBeLessThanOrEqual(2000);
    await unharmed(second, call);
    return { takeover };
  }
  fault('F12', 'second tab: one media owner, takes over when the owner closes', 20_000, f12, clear);

  async function f17(): Promise<Figures> {
    // Refreshed ahead of its end; the old one is 8 s old when the call is looked at.
    const alice = await floor.open('alice', { life: 6, key: DEMO_KEY });
    const call = await talking(alice);
    const tokens = await alice.page.evaluate(() => window.desk.tokens);
    await wait(8000);
    expect(await alice.page.evaluate(() => window.desk.tokens)).toBeGreaterThan(tokens);
    expect((await states(alice)).filter((state) => state === 'refused' || state === 'closed')).toEqual([]);
    await unharmed(alice, call);
    return { gap: await longestGap(call) };
  }
  fault('F17', 'token runs out in a call', 30_000, f17, clear);
});
