import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { pageAudio } from './harness/page-audio.ts';
import { until } from './harness/until.ts';

/** Above the hold music, which has nothing there. */
const HUM = 1800;

let network: Network;
let centre: Centre;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];
beforeAll(async () => {
  network = await openNetwork(inject('networks')[0] ?? 'this machine');
  centre = await startCentre(network);
  browser = await startBrowser(network);
});
afterAll(async () => {
  await browser?.close();
  await centre?.stop();
  await network?.close();
});
beforeEach(async () => {
  problems = [];
  context = await browser.newContext({ permissions: ['microphone'] });
  await context.addInitScript(pageAudio, HUM);
  page = await context.newPage();
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
  await open('alice');
});
afterEach(async () => {
  await clearCustomers(centre);
  await page.evaluate(() =>
    document
      .querySelector('cs-workstation')
      ?.workstation?.agent.endWrapUp()
      .catch(() => null),
  );
  await context.close();
  if (problems.length > 0) throw new Error(`The page complained: ${problems.join('\n')}`);
});

const open = async (agent: string): Promise<void> => {
  await page.goto(`${centre.url}/html/?agent=${agent}`);
  await page.getByRole('button', { name: 'Call Ada Martin' }).and(page.locator(':enabled')).waitFor();
};
const press = (name: string): Promise<void> => page.locator('#bar').getByRole('button', { name, exact: true }).click();
const phase = (): Promise<string> =>
  page.evaluate(
    () => document.querySelector('cs-workstation')?.workstation?.getSnapshot().sessions.at(-1)?.phase ?? 'none',
  );
const untilPhase = (wanted: string): Promise<void> =>
  until(`phase ${wanted}`, async () => (await phase()) === wanted, phase);

const untilOver = (): Promise<void> =>
  until('the call is over', async () => ['ended', 'none'].includes(await phase()), phase);

describe('the demo in plain HTML', () => {
  it('calls from a row, brings the record up, keeps the session with it, and goes on after a reload', async () => {
    await page.getByRole('button', { name: 'Call Ada Martin' }).click();
    await page.getByRole('heading', { name: 'C-1001 · Ada Martin' }).waitFor();
    await untilPhase('active');
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    const row = page.getByRole('row', { name: /Ada Martin/u });
    expect(await row.getByRole('cell').nth(3).textContent()).toBe('1');
    const session = await row.getAttribute('data-session');
    await page.reload();
    await untilPhase('active');
    await untilHears(centre, id, HUM);
    expect(
      await page.evaluate(() => document.querySelector('cs-workstation')?.workstation?.getSnapshot().currentCallId),
    ).toBe(session);
    await press('Hang up');
    await untilOver();
  });

  it('is called: one key answers, the title says who, hold is music and resume a voice', async () => {
    await page.getByRole('button', { name: 'Simulate a customer' }).click();
    await untilPhase('offered');
    await until('the title says so', async () => (await page.title()).startsWith('Incoming call from'));
    await page.keyboard.press('F8');
    await untilPhase('active');
    expect(await page.title()).toMatch(/^Customers/u);
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    await press('Hold');
    await until('hold music at the customer', async () => {
      const { heard } = await customer(centre, id);
      return !heard.last.silent && (heard.last.tones[String(HUM)] ?? 0) < 0.005;
    });
    await press('Resume');
    await untilHears(centre, id, HUM);
    await press('Hang up');
  });

  it('has buttons of its own, with the built-in ones hidden and the same verdicts', async () => {
    await page.getByRole('checkbox', { name: 'Our own buttons' }).check();
    expect(await page.locator('#bar').isVisible()).toBe(false);
    const own = page.locator('#own-bar');
    const button = (name: string) => own.getByRole('button', { name, exact: true });
    expect(await button('Hold').isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Call Ada Martin' }).click();
    await untilPhase('active');
    await button('Hold').click();
    await button('Resume').and(page.locator(':enabled')).click();
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    await button('Hang up').click();
    await untilOver();
  });

  it('opens the workbench from the button that floats', async () => {
    await page.locator('cs-float-button .float').click();
    await page.locator('cs-float-button cs-workbench cs-call-bar').waitFor();
    await page.keyboard.press('Escape');
    await until('it is closed', async () => !(await page.locator('cs-float-button cs-workbench').isVisible()));
  });

  it('shows the board to a supervisor only', async () => {
    expect(await page.locator('#board').isVisible()).toBe(false);
    await open('sam');
    await page.locator('#board .agent').first().waitFor();
  });
});
