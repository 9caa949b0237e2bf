import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Centre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { until } from './harness/until.ts';
import { openWatchedPage, type WatchedPage } from './harness/watched-page.ts';

/** The same CRM, made three times with the elements. Where it stands is all that differs. */
const DESKS = [
  ['react', '/react/desk.html'],
  ['vue', '/vue/desk.html'],
  ['html', '/html/'],
] as const;
/** Above the hold music, which has nothing there. */
const HUM = 1800;

let stage: Stage;
let centre: Centre;
let browser: Browser;
beforeAll(async () => {
  stage = await openStage();
  ({ centre, browser } = stage);
});
afterAll(() => stage?.close());

describe.each(DESKS)('the %s desk', (_, path) => {
  let watched: WatchedPage;
  let page: Page;
  beforeEach(async () => {
    watched = await openWatchedPage(browser, HUM);
    ({ page } = watched);
  });
  afterEach(async () => {
    await clearCustomers(centre);
    await page.evaluate(async () => {
      const { agent } = document.querySelector('cs-workstation')?.workstation ?? {};
      if (agent?.actions().endWrapUp.allowed) await agent.endWrapUp();
    });
    await watched.close();
  });

  const open = async (agent: string): Promise<void> => {
    await page.goto(`${centre.url}${path}?agent=${agent}`);
    await page.getByRole('button', { name: 'Call Ada Martin' }).and(page.locator(':enabled')).waitFor();
  };
  const button = (name: string, where: Page | Locator = page.locator('main')): Locator =>
    where.getByRole('button', { name, exact: true });
  const bar = (name: string): Locator => button(name, page.locator('cs-workstation > cs-call-bar'));
  const snapshot = () =>
    page.evaluate(() => {
      const { sessions = [], agent } = document.querySelector('cs-workstation')?.workstation?.getSnapshot() ?? {};
      const call = sessions.at(-1);
      return { id: call?.id, phase: call?.phase ?? 'none', userData: call?.context.userData, status: agent?.status };
    });
  const untilPhase = (...wanted: string[]): Promise<void> =>
    until(`phase ${wanted.join()}`, async () => wanted.includes((await snapshot()).phase), snapshot);
  const row = (name: string): Locator => page.getByRole('row', { name });
  const record = (): Locator => page.getByRole('region', { name: 'Record' });
  const says = (text: string | RegExp): Promise<void> =>
    page.locator('[role="status"]:not(#polite)').filter({ hasText: text }).waitFor();

  it('calls from a row with the record’s id, keeps the session with the record, and goes on after a reload', async () => {
    await open('alice');
    await button('Call Ada Martin').click();
    await record().getByRole('heading', { name: 'C-1001 · Ada Martin' }).waitFor();
    await record().getByText('4711: change of address').waitFor();
    await untilPhase('active');
    const { id, userData } = await snapshot();
    expect(userData).toBe('C-1001');
    await until('1 kHz in the page', async () => (await page.evaluate(() => window.ear.max(1000, 3000))) > 0.05);
    const { id: leg } = await customer(centre);
    await untilHears(centre, leg, HUM);
    const kept = async (): Promise<unknown[]> => [
      await row('Ada Martin').getByRole('cell').nth(3).textContent(),
      await row('Ada Martin').getAttribute('data-session'),
    ];
    expect(await kept()).toEqual(['1', id]);
    await page.reload();
    await untilPhase('active');
    expect((await snapshot()).id).toBe(id);
    await untilHears(centre, leg, HUM);
    expect(await kept()).toEqual(['1', id]);
    await record().getByRole('heading', { name: 'C-1001 · Ada Martin' }).waitFor();
    await bar('Hang up').click();
    await untilPhase('ended', 'none');
  });

  it('is called: the record comes up by the number, one key answers, and of the buttons only some are there', async () => {
    await open('alice');
    await centre.post('/dev/customers', { from: '10003', scenario: '10001' });
    await record().getByRole('heading', { name: 'C-1003 · Chen Wei' }).waitFor();
    expect((await snapshot()).phase).toBe('offered');
    await page.getByRole('article', { name: /Incoming call/u }).waitFor();
    expect(await page.title()).toMatch(/^Incoming call from/u);
    await page.keyboard.press('F8');
    await untilPhase('active');
    expect(await page.title()).toMatch(/^Customers/u);
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    await bar('Mute').waitFor();
    await page.getByRole('checkbox', { name: 'Fewer buttons' }).check();
    await bar('Mute').waitFor({ state: 'detached' });
    await bar('Hold').click();
    await until('hold music at the customer', async () => {
      const { heard } = await customer(centre, id);
      return !heard.last.silent && (heard.last.tones[String(HUM)] ?? 0) < 0.005;
    });
    await bar('Resume').click();
    await untilHears(centre, id, HUM);
    await bar('Hang up').click();
    await untilPhase('ended', 'none');
  });

  it('has a bar and a status of its own, with the built-in ones hidden and the same verdicts', async () => {
    await open('alice');
    const built = ['cs-agent-status', 'cs-workstation > cs-call-bar', 'cs-float-button .float'];
    for (const one of built) expect(await page.locator(one).isVisible()).toBe(true);
    await page.getByRole('checkbox', { name: 'Our own buttons' }).check();
    for (const one of [...built, 'cs-incoming-call']) expect(await page.locator(one).isVisible()).toBe(false);
    await says(/^Ready$/u);
    await page.getByRole('checkbox', { name: 'Take calls' }).click();
    await says(/^Not ready$/u);
    await page.getByRole('checkbox', { name: 'Take calls' }).click();
    await says(/^Ready$/u);
    const own = page.getByRole('region', { name: 'Our own buttons' });
    expect(await button('Hold', own).isDisabled()).toBe(true);
    await button('Simulate a customer').click();
    await button('Answer', own).and(page.locator(':enabled')).waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    await button('Answer', own).click();
    await button('Hold', own).and(page.locator(':enabled')).click();
    await button('Resume', own).and(page.locator(':enabled')).click();
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    await own.getByText('In conversation').waitFor();
    await button('Hang up', own).click();
    await untilPhase('ended', 'none');
  });

  it('has the status in its header, says that a number is busy, and opens the workbench from the floating button', async () => {
    await open('alice');
    expect(await page.locator('cs-supervisor-board').isVisible()).toBe(false);
    const header = page.locator('cs-agent-status');
    await header.getByTitle('Change status: Ready').click();
    await header.getByRole('button', { name: 'Not ready', exact: true }).click();
    await header.getByTitle('Change status: Not ready').click();
    await header.getByRole('button', { name: 'Ready', exact: true }).click();
    await until('to be ready', async () => (await snapshot()).status === 'idle', snapshot);
    await button('Call Ben Okafor').click();
    await says('Ben Okafor: ');
    await page.locator('cs-float-button .float').click();
    await page.locator('cs-float-button cs-workbench cs-call-bar').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('cs-float-button cs-workbench').waitFor({ state: 'hidden' });
  });

  it('shows the board to a supervisor', async () => {
    await open('sam');
    await page.locator('cs-supervisor-board .agent').first().waitFor();
  });

  it('asks the page’s own route for a token of its agent, and says so when there is none', async () => {
    await page.route('**/dev/tokens', (route) => route.abort());
    await page.goto(`${centre.url}${path}?agent=carol`);
    await says('The connection to the centre is down.');
    expect(watched.problems.splice(0).every((text) => text.includes('ERR_FAILED'))).toBe(true);
    await page.unroute('**/dev/tokens');
    const asked = page.waitForRequest('**/dev/tokens');
    await open('carol');
    expect((await asked).postDataJSON()).toEqual({ agent: 'carol' });
    expect((await snapshot()).status).toBe('idle');
  });
});
