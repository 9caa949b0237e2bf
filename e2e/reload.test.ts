import type { ActiveCall, CallSnapshot } from '@callstation/core/model';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { customer } from './harness/customer.ts';
import type { Desk } from './harness/desk.ts';
import { type Floor, openFloor } from './harness/floor.ts';
import { until } from './harness/until.ts';

const ORPHAN_AFTER_S = 5;
/** Beside the two notes of the tone for whoever waits for a lost agent. */
const LOST_NOTES = [250, 300];

let floor: Floor;
let alice: Desk;
beforeAll(async () => {
  floor = await openFloor(['--orphan-after', String(ORPHAN_AFTER_S)]);
});
afterAll(() => floor?.close());
beforeEach(async () => {
  alice = await floor.open('alice');
});
afterEach(() => floor.clear());

const isFlowing = (call: CallSnapshot): boolean => call.phase === 'active' && call.leg.state === 'flowing';
const isAt = (call: CallSnapshot, page: string): boolean =>
  'leg' in call && call.leg.at !== null && 'page' in call.leg.at && call.leg.at.page === page;
async function talking() {
  const call = await floor.answered(alice);
  await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
  const { answeredAt } = (await alice.until('the call', isFlowing)) as ActiveCall;
  return { ...call, answeredAt };
}
/** What must not have changed, whatever happened to the page. */
async function sameCall(desk: Desk, { id, customer: caller, answeredAt }: Awaited<ReturnType<typeof talking>>) {
  const call = await desk.until('the call back', isFlowing);
  expect(call).toMatchObject({ id, answeredAt });
  expect(await customer(floor.centre, caller)).toMatchObject({ state: 'answered', ended: null });
  return call as ActiveCall;
}
const hasHeardLost = async (id: string): Promise<boolean> =>
  (await customer(floor.centre, id)).heard.windows.some(({ tone }) => tone !== null && LOST_NOTES.includes(tone));
const untilLost = (id: string) =>
  until(
    'the soft tone at the customer',
    () => hasHeardLost(id),
    async () => (await customer(floor.centre, id)).heard.windows.slice(-20).map(({ tone, rms }) => [tone, rms]),
  );

describe('a reload in a live call', () => {
  it('leaves the agent muted', async () => {
    const call = await talking();
    await alice.call('mute', call.id);
    await floor.hear({ alice: ['customer'], [call.customer]: [] });
    await alice.reload();
    expect(await sameCall(alice, call)).toMatchObject({ mute: 'on', hold: 'none' });
    await floor.hear({ alice: ['customer'], [call.customer]: [] });
    await alice.call('unmute', call.id);
    await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
  });

  it('leaves the customer on hold', async () => {
    const call = await talking();
    await alice.call('hold', call.id);
    await floor.hear({ alice: [], [call.customer]: ['music'] });
    await alice.page.reload();
    await alice.ready();
    const held = await alice.until('the call', ({ phase }) => phase === 'active');
    expect(held).toMatchObject({ id: call.id, hold: 'held', answeredAt: call.answeredAt });
    await floor.hear({ alice: [], [call.customer]: ['music'] });
    await alice.call('resume', call.id);
    await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
  });
});

describe('an agent without a page', () => {
  it('in a new browser has the call again; meanwhile the customer hears the soft tone', async () => {
    const call = await talking();
    await alice.context.close();
    await untilLost(call.customer);
    const again = await floor.open('alice');
    await sameCall(again, call);
    await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
  });

  it('on a second machine has it, when the first one dies', async () => {
    const call = await talking();
    const second = await floor.open('alice');
    await second.until('the call here too', ({ id }) => id === call.id);
    await alice.context.close();
    const here = (await second.show()).page.pageId;
    await second.until('the sound here', (now) => isFlowing(now) && isAt(now, here));
    await sameCall(second, call);
    await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
  });

  it('for too long loses the customer to the next one, with a note', async () => {
    const call = await talking();
    const bob = await floor.open('bob');
    await alice.context.close();
    const offer = await bob.until('the offer', ({ phase }) => phase === 'offered', (ORPHAN_AFTER_S + 10) * 1000);
    expect(offer).toMatchObject({ id: call.id, context: { requeued: { agent: 'alice', why: 'agentLost' } } });
    expect(await hasHeardLost(call.customer)).toBe(true);
    await bob.call('answer', call.id);
    await floor.hear({ bob: ['customer'], [call.customer]: ['bob'] });
  });
});

const carrying = async ({ page }: Desk) =>
  (await page.evaluate(() => window.ear.times())).findLast(({ connected }) => connected !== null);

describe('three tabs', () => {
  async function tabs(): Promise<[Desk, Desk, Desk]> {
    return [alice, await floor.open('alice', { beside: alice }), await floor.open('alice', { beside: alice })];
  }

  it.each([0, 1, 2])('ring once, and tab %i answers', async (which) => {
    const all = await tabs();
    const { id, customer: caller } = await floor.ring();
    for (const tab of all) await tab.until('the offer', (call) => call.id === id && call.phase === 'offered');
    const leads = await Promise.all(
      all.map(async (tab) => (await tab.log()).filter(({ name, lead }) => name === 'sessionOffered' && lead).length),
    );
    expect(leads.toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
    const tab = all[which] ?? alice;
    await tab.call('answer', id);
    await floor.hearAt(tab, ['customer']);
    await floor.hear({ [caller]: ['alice'] });
    for (const each of all)
      expect(await each.until('the call', isFlowing)).toMatchObject({
        leg: { at: { page: (await tab.show()).page.pageId } },
      });
    await tab.call('hangup', id);
  });

  it('move the call: the new leg flows before the old one ends, and the customer misses nothing', async () => {
    const call = await talking();
    const [first, second] = await tabs();
    const heard = async () => (await customer(floor.centre, call.customer)).heard.sinceMark;
    const untilHeard = async (ms: number): Promise<void> => {
      const from = (await heard())?.ms ?? 0;
      await until(`${ms} ms of sound`, async () => ((await heard())?.ms ?? 0) >= from + ms, heard);
    };
    const dips = async (work: () => Promise<void>): Promise<number> => {
      await floor.centre.post(`/dev/customers/${call.customer}/mark`, {});
      await untilHeard(200);
      await work();
      await untilHeard(300);
      return (await heard())?.longest ?? Infinity;
    };
    const move = async (from: Desk, to: Desk): Promise<void> => {
      const here = (await to.show()).page.pageId;
      await to.call('takeMedia', call.id);
      await to.until('the sound here', (now) => isFlowing(now) && isAt(now, here));
      const [old, fresh] = [await carrying(from), await carrying(to)];
      expect(old?.closed ?? Infinity).toBeGreaterThan(fresh?.connected ?? Infinity);
    };
    const moves = [() => move(first, second), () => move(second, first), () => move(first, second)];
    for (const each of moves) expect(await dips(each)).toBeLessThanOrEqual(20);
    await floor.hearAt(second, ['customer']);
    await floor.hearAt(first, []);
    await sameCall(second, call);
  });
});
