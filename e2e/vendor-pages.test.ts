import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { pageAudio } from './harness/page-audio.ts';
import { until } from './harness/until.ts';

const HUM = 1800;

let network: Network;
let centre: Centre;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const problems: string[] = [];
beforeAll(async () => {
  network = await openNetwork('this machine');
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
  await context.close();
  if (problems.length > 0) throw new Error(`The page complained: ${problems.splice(0).join('\n')}`);
});

async function open(path: string): Promise<void> {
  context = await browser.newContext({ permissions: ['microphone'] });
  await context.addInitScript(pageAudio, HUM);
  page = await context.newPage();
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && problems.push(line.text()));
  await page.goto(`${centre.url}${path}`);
}
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const says = (text: string): Promise<void> => page.locator('#says').getByText(text, { exact: true }).waitFor();
const status = (text: string): Promise<void> => page.locator('#status').getByText(text, { exact: true }).waitFor();
const told = (): Promise<string[]> =>
  page.locator('#log [data-event]').evaluateAll((lines) => lines.map((line) => line.dataset['event'] ?? ''));
const hears = (hz: number): Promise<void> =>
  until(`${hz} Hz in the page`, async () => (await page.evaluate((tone) => window.ear.max(tone, 3000), hz)) > 0.05);

describe('a page written for UdeskCCPaasApiClass, its script and its token from this centre', () => {
  it('takes a call, holds it and hangs up, with sound at the far end', async () => {
    await open('/udesk/?agent=alice');
    await says('Ready');
    await status('idle');
    await centre.post('/dev/customers', { from: '+8613800138000', to: '4002', scenario: '10001' });
    await says('+8613800138000 calls');
    await press('Answer');
    await says('In the call');
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    await press('Hold');
    await says('On hold');
    await press('Resume');
    await says('In the call');
    await untilHears(centre, id, HUM);
    await press('Hang up');
    await says('Over');
    const calls = (await told()).filter((name) => !/State|Mode|Advanced|Ready/u.test(name));
    expect(calls).toEqual(['Delivered', 'Established', 'Held', 'Retrieved', 'ConnectionCleared']);
  });

  it('calls from a row', async () => {
    await open('/udesk/?agent=bob');
    await says('Ready');
    await press('Call Ada Martin');
    await says('In the call');
    await hears(1000);
    await untilHears(centre, (await customer(centre)).id, HUM);
    await press('Hang up');
    await says('Over');
  });
});

describe('a page written for cc-sdk, its script and its credential from this centre', () => {
  it('calls from a row, and takes a call by the panel, with sound at the far end', async () => {
    await open('/cc-sdk/?agent=carol');
    await status('idle');
    await press('Call Ada Martin');
    await says('In the call 10001');
    await hears(1000);
    await untilHears(centre, (await customer(centre)).id, HUM);
    await page.locator('#hang-up').click();
    await says('Over 10001');
    await status('idle');
    await centre.post('/dev/customers', { from: '+8613800138000', to: '4002', scenario: '10001' });
    await says('Ringing +8613800138000');
    await page
      .locator('cc-sdk')
      .getByRole('button', { name: /^Answer/u })
      .first()
      .click();
    await says('In the call +8613800138000');
    await untilHears(centre, (await customer(centre)).id, HUM);
    expect(await told()).toEqual(expect.arrayContaining(['onSeatStatus', 'onCall', 'onWebrtcStatus']));
  });
});
