import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { openSeat, type Seat } from './harness/seat.ts';
import { until } from './harness/until.ts';

describe.each(inject('networks'))('an inbound call on %s', (name) => {
  let network: Network;
  let centre: Centre;
  let browser: Browser;
  const seats: Seat[] = [];
  const seat = async (agent: string, options?: Parameters<typeof openSeat>[3]): Promise<Seat> => {
    const opened = await openSeat(browser, centre.url, agent, options);
    seats.push(opened);
    return opened;
  };
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
  afterEach(async () => {
    await clearCustomers(centre);
    for (const opened of seats)
      await until('nobody in a call', async () => ['ended', 'none'].includes(await opened.phase()));
    for (const opened of seats.splice(0)) await opened.close();
  });

  it('rings, is answered, and both hear each other', async () => {
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

  it('rejected, is offered to the next agent', async () => {
    const alice = await seat('alice');
    const bob = await seat('bob', { hz: 660 });
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

  it('stays answerable when the microphone is denied, and is answered once it is granted', async () => {
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
    await until('1 kHz in the page', async () => (await alice.hears(1000, 5000)) > 0.05);
    await alice.press('Hang up');
  });

  it('between two agents carries both tones', async () => {
    const alice = await seat('alice', { hz: 440 });
    const bob = await seat('bob', { hz: 660 });
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
