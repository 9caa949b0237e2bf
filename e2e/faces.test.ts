import { SCENARIOS } from '@callstation/testkit';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { play } from './harness/play.ts';
import { type Face, openSeat, type Seat } from './harness/seat.ts';
import { until } from './harness/until.ts';

/** Above the hold music, which has nothing there. */
const HUM = { alice: 1800, bob: 2200, sam: 2400 } as const;
const FACES: readonly Face[] = ['react', 'vue'];

describe.each(FACES)('the %s demo', (face) => {
  let network: Network;
  let centre: Centre;
  let browser: Browser;
  const seats: Seat[] = [];
  const seat = async (agent: keyof typeof HUM): Promise<Seat> => {
    const opened = await openSeat(browser, centre.url, agent, { hz: HUM[agent], face });
    await opened.page.locator('.records[aria-busy="false"]').waitFor();
    seats.push(opened);
    return opened;
  };
  beforeAll(async () => {
    network = await openNetwork('this machine');
    centre = await startCentre(network);
    browser = await startBrowser(network);
    const soon = {
      steps: [
        { do: 'ring', ms: 1500 },
        { do: 'hangup', reason: 'noAnswer' },
      ],
    };
    await centre.put('/dev/numbers/10003', { scenario: soon });
  });
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
    await network?.close();
  });
  afterEach(async () => {
    await clearCustomers(centre);
    for (const opened of seats) {
      await until('nobody in a call', async () => ['ended', 'none'].includes(await opened.phase()));
      await opened.page
        .getByRole('button', { name: 'End after-call work' })
        .click({ timeout: 300 })
        .catch(() => null);
    }
    const problems = seats.flatMap((opened) => opened.problems);
    for (const opened of seats.splice(0)) await opened.close();
    if (problems.length > 0) throw new Error(`The page complained: ${problems.join('\n')}`);
  });

  it.each(SCENARIOS.map((scenario) => [scenario.title, scenario] as const))('%s', async (_, scenario) => {
    const needsBob = JSON.stringify(scenario.steps).includes('"bob"');
    const alice = await seat('alice');
    const bob = needsBob ? { bob: await seat('bob') } : {};
    await play(scenario, { centre, alice, seats: bob, hz: HUM.alice });
  });

  it('a reload in a call gives the same call back, and sound both ways', async () => {
    const alice = await seat('alice');
    await alice.dial('10001');
    await alice.untilPhase('active');
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM.alice);
    const session = await alice.card('data-session-id');
    await alice.page.reload();
    await alice.untilPhase('active');
    expect(await alice.card('data-session-id')).toBe(session);
    await untilHears(centre, id, HUM.alice);
    await alice.press('Hang up');
  });

  it('a click on a contact brings their record up, and the call is kept with it', async () => {
    const alice = await seat('alice');
    await alice.press('Call Ada Martin');
    await alice.untilPhase('active');
    const record = alice.page.getByRole('region', { name: 'Record' });
    await record.getByText('C-1001 · Northwind Trading').waitFor();
    await record.getByText('4711: change of address').waitFor();
    const session = await alice.card('data-session-id');
    await alice.press('Hang up');
    const kept = (): Promise<string> => alice.page.evaluate(() => localStorage.getItem('callstation-demo-crm') ?? '');
    await until('the call to be kept', async () => (await kept()).includes(`"C-1001":["${session}"]`), kept);
  });

  it('what is noted after a call is among the calls', async () => {
    const alice = await seat('alice');
    await centre.post('/dev/customers', { from: '+8613800138000', scenario: '10001', skillGroup: 'sales' });
    await alice.untilPhase('offered');
    await alice.press('Answer');
    await alice.untilPhase('active');
    await alice.press('Notes');
    await alice.page.getByRole('textbox', { name: 'Note', exact: true }).fill('Wants the blue one.');
    await alice.press('Save');
    await alice.page.getByText('Saved.').waitFor();
    await alice.press('Hang up');
    await alice.page.locator('.record-note', { hasText: 'Wants the blue one.' }).waitFor();
  });

  it('a supervisor listens to a colleague from the board, and leaves', async () => {
    const [alice, sam] = [await seat('alice'), await seat('sam')];
    await alice.dial('10001');
    await alice.untilPhase('active');
    const row = sam.page.getByRole('listitem', { name: 'Alice' });
    await row.getByRole('button', { name: 'Listen' }).click();
    await until('sam hears alice', async () => (await sam.hears(HUM.alice, 500)) > 0.02);
    expect(await row.getAttribute('data-supervised')).toBe('listen');
    await row.getByRole('button', { name: 'Stop' }).click();
    await until('sam to be out of it', async () => ['none', 'ended'].includes(await sam.phase()));
    await alice.press('Hang up');
  });
});
