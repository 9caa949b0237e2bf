import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';

import type { Centre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { openSeat, type Seat } from './harness/seat.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { until } from './harness/until.ts';

/** Begins to note what moves in the page without being asked to. */
const watchShifts = (seat: Seat): Promise<void> =>
  seat.page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry) shifts.push(Number(entry.value));
    }).observe({ type: 'layout-shift' });
  });
const shiftsOf = (seat: Seat): Promise<unknown> => seat.page.evaluate(() => Reflect.get(window, 'shifts') as unknown);

describe.each(inject('networks'))('distribution on %s', (name) => {
  let stage: Stage;
  let centre: Centre;
  let browser: Browser;
  const seats: Seat[] = [];
  const seat = async (agent: string, options?: Parameters<typeof openSeat>[3]): Promise<Seat> => {
    const opened = await openSeat(browser, centre.url, agent, options);
    seats.push(opened);
    return opened;
  };
  const callIn = async (skillGroup: string): Promise<string> => {
    const placed = await centre.post('/dev/customers', { scenario: '10001', skillGroup });
    expect(placed.status).toBe(201);
    return (await customer(centre)).id;
  };
  beforeAll(async () => {
    stage = await openStage(name);
    ({ centre, browser } = stage);
    await centre.ringFor('support', 5000);
  });
  afterAll(() => stage?.close());
  afterEach(async () => {
    await clearCustomers(centre);
    for (const opened of seats.splice(0)) await opened.close();
  });

  it('overflow: with nobody signed in the customer is told so, and the call ends', async () => {
    const id = await callIn('sales');
    await until('a voice at the customer', async () => (await customer(centre, id)).heard.last.rms > 0.01);
    await until('the end', async () => (await customer(centre, id)).state === 'ended');
    expect((await customer(centre, id)).ended).toMatchObject({ reason: 'localHangup' });
  });

  it('goes to who is idle longest, rings out, and goes to the next; the first is told why', async () => {
    const alice = await seat('alice');
    const bob = await seat('bob', { hz: 660 });
    const id = await callIn('support');
    await alice.untilPhase('offered');
    expect(await bob.phase()).toBe('none');
    await bob.page.locator('[data-phase="offered"]').waitFor();
    await alice.page.locator('.status-pill[data-status="not-ready"]').waitFor();
    await alice.page.getByText(/You did not answer in time\. It rang for 5 s\./u).waitFor();
    await bob.press('Answer');
    await bob.untilPhase('active');
    await untilHears(centre, id, 660);
    await bob.press('Hang up');
    // Who missed a call is offered nothing until they say so.
    await alice.page.getByLabel('Status').selectOption('idle');
    await alice.page.locator('.status-pill[data-status="idle"]').waitFor();
  });

  it('after the call the work counts down, can be put off, and is done with a disposition', async () => {
    const alice = await seat('alice');
    await watchShifts(alice);
    const id = await callIn('sales');
    await alice.untilPhase('offered');
    // Long enough for a frame with all of it.
    await alice.page.waitForTimeout(300);
    expect(await shiftsOf(alice)).toEqual([]);
    await alice.press('Answer');
    await alice.untilPhase('active');
    await untilHears(centre, id, 440);
    await alice.press('Hang up');
    const work = alice.page.getByRole('group', { name: 'After-call work' });
    const left = async (): Promise<number> => {
      const [minutes = 0, seconds = 0] = ((await work.locator('time').textContent()) ?? '').split(':').map(Number);
      return minutes * 60 + seconds;
    };
    await work.waitFor();
    const before = await left();
    expect(before).toBeGreaterThan(15);
    await until('the countdown', async () => (await left()) < before);
    await alice.press('30 s more');
    await until('30 s more', async () => (await left()) > before + 10);
    await alice.page.getByLabel('Disposition').selectOption({ label: 'Solved' });
    await alice.press('Save');
    await alice.page.getByText('Saved.').waitFor();
    await alice.press('End after-call work');
    await alice.page.locator('.status-pill[data-status="idle"]').waitFor();
    // From the centre's records: the page is another one after a reload.
    await alice.page.reload();
    const record = alice.page.locator('[data-record]').first();
    await record.getByText('Solved').waitFor();
    expect(await record.textContent()).toMatch(/\d:\d\d · You hung up/u);
  });

  it('auto-answer: the agent hears the zip tone, then both are in touch without a click', async () => {
    const alice = await seat('alice');
    const id = await callIn('hotline');
    await alice.untilPhase('active');
    await untilHears(centre, id, 440);
    expect(await alice.hears(1400, 10_000)).toBeGreaterThan(0.02);
    await until('1 kHz in the page', async () => (await alice.hears(1000, 5000)) > 0.05);
    await alice.press('Hang up');
  });
});
