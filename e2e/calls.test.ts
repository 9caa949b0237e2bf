import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';

import type { Centre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { openSeat, type Seat } from './harness/seat.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { until } from './harness/until.ts';
import { heardSpeech, listenForSpeech } from './speech.ts';

/** How long the voice of 10006 speaks. */
const ANNOUNCEMENT_MS = 3900;

let stage: Stage;
let centre: Centre;
let browser: Browser;
const seats: Seat[] = [];
const seat = async (agent: string, options?: Parameters<typeof openSeat>[3]): Promise<Seat> => {
  const opened = await openSeat(browser, centre.url, agent, options);
  seats.push(opened);
  return opened;
};

describe.each(inject('networks'))('on %s', (name) => {
  beforeAll(async () => {
    stage = await openStage(name);
    ({ centre, browser } = stage);
  });
  afterAll(() => stage?.close());
  afterEach(async () => {
    await clearCustomers(centre);
    for (const opened of seats) await opened.rest();
    const problems = seats.flatMap((opened) => opened.problems);
    for (const opened of seats.splice(0)) await opened.close();
    if (problems.length > 0) throw new Error(`The page complained: ${problems.join('\n')}`);
  });

  it('a call to 10001 is heard in both directions', async () => {
    const alice = await seat('alice');
    await alice.dial('10001');
    await alice.untilPhase('active');
    await until('1 kHz in the page', async () => (await alice.hears(1000, 3000)) > 0.05);
    const { id } = await customer(centre);
    await untilHears(centre, id, 440);
    await alice.press('Hang up');
    await until('the customer ended', async () => (await customer(centre, id)).state === 'ended');
  });

  it('a customer rings, is answered, and both hear each other', async () => {
    const alice = await seat('alice');
    const placed = await centre.post('/dev/customers', { from: '+8613800138000', scenario: '10001' });
    expect(placed.status).toBe(201);
    await alice.untilPhase('offered');
    await alice.press('Answer');
    await alice.untilPhase('active');
    await until('1 kHz in the page', async () => (await alice.hears(1000, 3000)) > 0.05);
    const { id } = await customer(centre);
    await untilHears(centre, id, 440);
    await alice.press('Hang up');
    await until('the customer ended', async () => (await customer(centre, id)).state === 'ended');
  });

  // What follows is the same whatever the network.
  if (name !== 'this machine') return;

  it('digits are each answered with their own tone', async () => {
    const alice = await seat('alice');
    await alice.dial('10007');
    await alice.untilPhase('active');
    const { id } = await customer(centre);
    await alice.press('Keypad');
    for (const [digit, hz] of Object.entries({ '5': 880, '9': 1260 })) {
      await alice.press(digit);
      await until(`the tone of ${digit} in the page`, async () => (await alice.hears(hz, 1000)) > 0.05);
    }
    await until(
      'the digits',
      async () => (await customer(centre, id)).digits === '59',
      () => customer(centre, id),
    );
  });

  it('a call to 10003 rings, heard by the agent, who gives up', async () => {
    const alice = await seat('alice');
    await alice.dial('10003');
    await alice.untilPhase('alerting');
    await until('ringback in the page', async () => (await alice.hears(425, 3000)) > 0.02);
    await alice.press('Hang up');
    await alice.page.locator('[data-end="localCancel"]').waitFor();
  });

  it('a call to 10006 lets a spoken announcement be heard before it ends', async () => {
    const alice = await seat('alice');
    await listenForSpeech(alice.page);
    await alice.dial('10006');
    await alice.page.locator('[data-end="invalidNumber"]').waitFor({ timeout: 20_000 });
    const { ms, peaks } = await heardSpeech(alice.page);
    expect(ms).toBeGreaterThan(ANNOUNCEMENT_MS * 0.8);
    // A tone, or a chord of a few, has its peak in the same places; a voice does not.
    expect(peaks.length).toBeGreaterThan(4);
  });

  it('a call that is rejected is offered to the next agent', async () => {
    const [alice, bob] = [await seat('alice'), await seat('bob', { hz: 660 })];
    await centre.post('/dev/customers', { from: '+8613800138001' });
    await until('somebody rings', async () => (await alice.phase()) === 'offered' || (await bob.phase()) === 'offered');
    const [first, second] = (await alice.phase()) === 'offered' ? [alice, bob] : [bob, alice];
    await first.press('Reject');
    await second.untilPhase('offered');
    await second.press('Answer');
    await second.untilPhase('active');
    const { id } = await customer(centre);
    await untilHears(centre, id, second === bob ? 660 : 440);
    await second.press('Hang up');
  });

  it('a call stays answerable when the microphone is denied, and is answered once it is granted', async () => {
    const alice = await seat('alice');
    const context = alice.page.context();
    await context.clearPermissions();
    await centre.post('/dev/customers', { scenario: '10001' });
    await alice.untilPhase('offered');
    await alice.press('Answer');
    await alice.page.getByRole('alert').filter({ hasText: 'microphone' }).waitFor();
    expect(await alice.phase()).toBe('offered');
    await context.grantPermissions(['microphone']);
    await alice.press('Answer');
    await alice.untilPhase('active');
    const { id } = await customer(centre);
    await untilHears(centre, id, 440);
    await alice.press('Hang up');
  });

  it('a call between two agents carries both tones', async () => {
    const [alice, bob] = [await seat('alice', { hz: 440 }), await seat('bob', { hz: 660 })];
    await alice.press('Call Bob');
    await bob.untilPhase('offered');
    await bob.press('Answer');
    await bob.untilPhase('active');
    await alice.untilPhase('active');
    await until('660 Hz at alice', async () => (await alice.hears(660, 500)) > 0.05);
    await until('440 Hz at bob', async () => (await bob.hears(440, 500)) > 0.05);
    await bob.press('Hang up');
    await until('the end at alice', async () => ['ended', 'none'].includes(await alice.phase()));
  });
});
