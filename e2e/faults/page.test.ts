import { afterAll, describe, expect } from 'vitest';

import { fault, type Figures, LONG, type Places } from '../../faults/fault.ts';
import type { Desk } from '../harness/desk.ts';
import { VOICES } from '../harness/scene.ts';
import { until } from '../harness/until.ts';
import { createStages, isFlowing, longestGap, type Stage, states, type Talk, talking, unharmed } from './stage.ts';

/** The demo's own, known to everybody. */
const DEMO_KEY = 'callstation-demo-secret-not-for-production';
/** `npm run faults` asks for more. */
const RELOADS = Number(process.env['RELOADS'] ?? 5);

const stages = createStages();
afterAll(() => stages.close());

/** Reloads; milliseconds until the customer is heard in the page again. */
async function reload(desk: Desk): Promise<number> {
  const since = Date.now();
  await desk.reload();
  await until('the customer in the page', async () => (await desk.hears(VOICES.customer, 2000)) > 0.02);
  const heard = (await desk.page.evaluate((hz) => window.ear.first(hz), VOICES.customer)) ?? Infinity;
  return heard - since;
}

describe('the page', () => {
  async function f9(stage: Stage): Promise<Figures> {
    const alice = await stage.floor.open('alice');
    const call = await talking(stage, alice);
    const sound = await reload(alice);
    await unharmed(stage, alice, call);
    expect(sound).toBeLessThanOrEqual(5000);
    return { 'reload to sound': sound };
  }
  fault('F9', 'reload in an answered call', { ms: 20_000 }, stages, f9);

  async function f10({ floor }: Stage): Promise<Figures> {
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
  fault('F10', 'reload while it rings', { ms: 20_000 }, stages, f10);

  async function f12(stage: Stage): Promise<Figures> {
    const { floor } = stage;
    const alice = await floor.open('alice');
    const call = await talking(stage, alice);
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
    await unharmed(stage, second, call);
    return { takeover };
  }
  fault('F12', 'second tab: one media owner, takes over when the owner closes', { ms: 20_000 }, stages, f12);

  async function f17(stage: Stage): Promise<Figures> {
    const life = 6;
    const alice = await stage.floor.open('alice', { life, key: DEMO_KEY });
    const over = Date.now() + (life + 2) * 1000;
    const call = await talking(stage, alice);
    // Refreshed ahead of its end; then the first one's time goes by.
    await until('a second token', () => alice.page.evaluate(() => window.desk.tokens > 1));
    await until('the end of the first', async () => Date.now() > over);
    expect((await states(alice)).filter((state) => state === 'refused' || state === 'closed')).toEqual([]);
    await unharmed(stage, alice, call);
    return { gap: await longestGap(stage, call) };
  }
  fault('F17', 'token runs out in a call', { ms: 30_000, together: 4 }, stages, f17);
});

describe('one call', () => {
  /** The call that all reloads are of; another one after a failure. */
  let live: { alice: Desk; call: Talk } | null = null;
  const kept: Places<Stage> = {
    at: (n) => stages.at(n),
    clear: async () => undefined,
    async renew(n) {
      live = null;
      await stages.renew(n);
    },
  };
  async function again(stage: Stage): Promise<Figures> {
    if (live === null) {
      const alice = await stage.floor.open('alice');
      live = { alice, call: await talking(stage, alice) };
    }
    const { alice, call } = live;
    const sound = await reload(alice);
    await unharmed(stage, alice, call);
    expect((await alice.show()).sessions).toHaveLength(1);
    expect(alice.problems).toEqual([]);
    return { 'reload to sound': sound };
  }
  fault('F9', `one call reloaded ${RELOADS} times in a row`, { ms: LONG ? 15_000 : 6000, runs: RELOADS }, kept, again);
});
