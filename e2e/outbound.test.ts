import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears, untilSilent } from './harness/customer.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { openSeat, type Seat } from './harness/seat.ts';
import { until } from './harness/until.ts';
import { heardSpeech, listenForSpeech } from './speech.ts';

/** How long the voice of 10006 speaks. */
const ANNOUNCEMENT_MS = 3900;

describe.each(inject('networks'))('an outbound call on %s', (name) => {
  let network: Network;
  let centre: Centre;
  let browser: Browser;
  let seat: Seat;
  beforeAll(async () => {
    network = await openNetwork(name);
    centre = await startCentre(network);
    browser = await startBrowser(network);
  });
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
    await network?.close();
  });
  beforeEach(async () => {
    seat = await openSeat(browser, centre.url, 'alice');
  });
  afterEach(async () => {
    await clearCustomers(centre);
    await until('nobody in a call', async () => ['ended', 'none'].includes(await seat.phase()));
    await seat?.close();
  });

  it('to 10001 is heard in both directions', async () => {
    await seat.dial('10001');
    await seat.untilPhase('active');
    await until('1 kHz in the page', async () => (await seat.hears(1000, 3000)) > 0.05);
    const { id } = await customer(centre);
    await untilHears(centre, id, 440);
    await seat.press('Hang up');
    await until('the end', async () => ['ended', 'none'].includes(await seat.phase()), seat.phase);
    expect((await customer(centre, id)).state).toBe('ended');
    expect(seat.problems).toEqual([]);
  });

  it('is silent at the customer while muted, and heard again after', async () => {
    await seat.dial('10001');
    await seat.untilPhase('active');
    const { id } = await customer(centre);
    await untilHears(centre, id, 440);
    await seat.press('Mute');
    await untilSilent(centre, id);
    await seat.press('Unmute');
    await untilHears(centre, id, 440);
  });

  it('on hold plays music to the customer and not the page', async () => {
    // The hold music has nothing above 1.5 kHz, so what is found there is the page.
    await seat.hum(1800);
    await seat.dial('10001');
    await seat.untilPhase('active');
    const { id } = await customer(centre);
    await untilHears(centre, id, 1800);
    await seat.press('Hold');
    await until('held', async () => (await seat.card('data-hold')) === 'held');
    await until('music and not the page', async () => {
      const { last } = (await customer(centre, id)).heard;
      return !last.silent && (last.tones['1800'] ?? 0) < 0.002;
    });
    await seat.press('Resume');
    await untilHears(centre, id, 1800);
  });

  it('sends digits, each answered with its own tone', async () => {
    await seat.dial('10007');
    await seat.untilPhase('active');
    const { id } = await customer(centre);
    await seat.press('Keypad');
    for (const [digit, hz] of Object.entries({ '5': 880, '9': 1260 })) {
      await seat.press(digit);
      await until(`the tone of ${digit} in the page`, async () => (await seat.hears(hz, 1000)) > 0.05);
    }
    await until(
      'the digits',
      async () => (await customer(centre, id)).digits === '59',
      () => customer(centre, id),
    );
  });

  it.each([
    ['10002', 'busy'],
    ['10004', 'rejected'],
    ['10005', 'remoteHangup'],
  ])('to %s ends with %s', async (number, reason) => {
    // Earlier calls of hers are there, too.
    await seat.page.locator('.records[aria-busy="false"]').waitFor();
    const rows = seat.page.locator(`[data-end="${reason}"]`);
    const before = await rows.count();
    await seat.dial(number);
    await until('one more call that ended so', async () => (await rows.count()) === before + 1);
  });

  it('to 10003 rings unheard until the agent gives up', async () => {
    await seat.dial('10003');
    await seat.untilPhase('alerting');
    await until('ringback in the page', async () => (await seat.hears(425, 3000)) > 0.02);
    await seat.press('Hang up');
    await seat.page.locator('[data-end="localCancel"]').waitFor();
  });

  it('to 10003 ends with noAnswer when nobody gives up', async () => {
    const shorter = {
      steps: [
        { do: 'ring', ms: 1500 },
        { do: 'hangup', reason: 'noAnswer' },
      ],
    };
    await centre.put('/dev/numbers/10003', { scenario: shorter });
    await seat.dial('10003');
    await seat.page.locator('[data-end="noAnswer"]').waitFor({ timeout: 15_000 });
    await centre.put('/dev/numbers/10003', { scenario: null });
  });

  it('to 10006 lets the announcement be heard before it ends', async () => {
    await listenForSpeech(seat.page);
    await seat.dial('10006');
    await seat.page.locator('[data-end="invalidNumber"]').waitFor({ timeout: 20_000 });
    const { ms, peaks } = await heardSpeech(seat.page);
    expect(ms).toBeGreaterThan(ANNOUNCEMENT_MS * 0.8);
    // A tone, or a chord of a few, has its peak in the same places; a voice does not.
    expect(peaks.length).toBeGreaterThan(4);
  });

  it('to nonsense says what is wrong and makes no call', async () => {
    await seat.dial('not a number');
    await seat.page.getByRole('alert').waitFor();
    expect(await seat.phase()).toBe('none');
  });
});
