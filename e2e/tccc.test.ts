import type { Tccc } from '@callstation/compat-tccc';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Centre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears, untilSilent } from './harness/customer.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { until } from './harness/until.ts';
import { openWatchedPage, type WatchedPage } from './harness/watched-page.ts';

declare global {
  var tccc: Tccc | undefined;
  /** Of the page: what its product's back end does. */
  var loginTCCC: () => Promise<{ SdkURL: string }>;
}

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

describe('a page written for tccc', () => {
  let watched: WatchedPage;
  let page: Page;
  beforeEach(async () => {
    watched = await openWatchedPage(browser, HUM);
    ({ page } = watched);
    await page.goto(`${centre.url}/tccc/?agent=alice`);
    await says('Ready');
    await status('free');
  });
  afterEach(async () => {
    await clearCustomers(centre);
    await watched.close();
  });

  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const says = (text: string): Promise<void> => page.locator('#says').getByText(text, { exact: true }).waitFor();
  const status = (text: string): Promise<void> => page.locator('#status').getByText(text, { exact: true }).waitFor();
  const told = async (): Promise<string[]> =>
    (
      await page.locator('#log [data-event]').evaluateAll((lines) => lines.map((line) => line.dataset['event'] ?? ''))
    ).filter((name) => name !== 'statusChanged');
  const heard = (name: string): Promise<void> => page.locator(`#log [data-event="${name}"]`).last().waitFor();

  it('takes a call: accepted, held, muted and hung up by the page, with sound at the far end', async () => {
    await centre.post('/dev/customers', { from: '+8613800138000', to: '4002', scenario: '10001' });
    await says('+8613800138000 calls');
    const payload = await page.locator('#log [data-event="callIn"]').textContent();
    expect(payload).toMatch(/"callerLocation":"[^"]+"/u);
    await press('Accept');
    await heard('userAccessed');
    await status('busy');
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    await press('Mute');
    await untilSilent(centre, id);
    await press('Unmute');
    await untilHears(centre, id, HUM);
    await press('Hold');
    await until('hold music at the customer', async () => {
      const { last } = (await customer(centre, id)).heard;
      return !last.silent && (last.tones[String(HUM)] ?? 0) < 0.005;
    });
    await press('Resume');
    await untilHears(centre, id, HUM);
    await press('Hang up');
    await says('Ended by seat');
    await status('arrange');
    await press('Complete');
    await heard('sessionCompleted');
    await status('free');
    expect(await told()).toEqual(['ready', 'callIn', 'userAccessed', 'sessionEnded', 'sessionCompleted']);
  });

  it('places a call from a row, and is told of its course', async () => {
    await press('Call Ada Martin');
    await heard('calloutAccepted');
    await until('1 kHz in the page', async () => (await page.evaluate(() => window.ear.max(1000, 3000))) > 0.05);
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    const sessions = await page.evaluate(() => document.querySelector('#rows tr')?.children[3]?.textContent);
    const payload = await page.locator('#log [data-event="callOuted"]').textContent();
    expect(payload).toContain(`"sessionId":"${sessions}"`);
    await press('Hang up');
    await says('Ended by seat');
    await status('free');
    expect(await told()).toEqual(['ready', 'callOuted', 'calloutAccepted', 'sessionEnded', 'sessionCompleted']);
  });

  it('shows and hides the elements, switches to another agent, and drops all by removing the root', async () => {
    const button = page.locator('#tcccSdkDomRoot cs-float-button .float');
    const sheet = page.getByRole('dialog');
    await button.waitFor();
    await press('Show the workbench');
    await sheet.waitFor();
    // The workbench lies over the page's own button.
    await page.evaluate(() => globalThis.tccc?.UI.hideWorkbench());
    await sheet.waitFor({ state: 'detached' });
    await press('Hide the float button');
    await button.waitFor({ state: 'hidden' });
    await page.evaluate(async () => {
      history.replaceState(null, '', '?agent=bob');
      const before = globalThis.tccc;
      const { SdkURL } = await globalThis.loginTCCC();
      const script = document.createElement('script');
      script.src = SdkURL;
      const ready = new Promise((resolve) => (script.onload = resolve));
      document.body.append(script);
      await ready;
      await new Promise<unknown>((resolve) => globalThis.tccc?.on('ready', resolve));
      if (before === globalThis.tccc || before?.Agent.getStatus() !== 'offline')
        throw new Error('alice is still there');
    });
    expect(await page.locator('t3c-sdk').count()).toBe(1);
    await button.waitFor();
    await status('free');
    await page.evaluate(() => document.querySelector('#tcccSdkDomRoot')?.remove());
    await status('offline');
  });

  it('is told by the script that its address was used up', async () => {
    const message = await page.evaluate(async () => {
      const { SdkURL } = await globalThis.loginTCCC();
      const load = (): Promise<unknown> => {
        const script = document.createElement('script');
        script.src = SdkURL;
        document.body.append(script);
        return new Promise((resolve) => (script.onload = resolve));
      };
      await load();
      globalThis.tccc?.destroy();
      await load();
      const payload = await new Promise<{ data: object }>((resolve) => globalThis.tccc?.on('tokenExpired', resolve));
      return 'message' in payload.data && typeof payload.data.message;
    });
    expect(message).toBe('string');
    const complaint = (): Promise<boolean> =>
      Promise.resolve(watched.problems.some((text) => text.startsWith('tccc: the seat could not be opened')));
    await until('the console says so, too', complaint);
    watched.problems.length = 0;
  });
});
