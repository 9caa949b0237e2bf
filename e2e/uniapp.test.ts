import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { axeFindings } from './harness/axe.ts';
import { clearCustomers, customer, untilHears, untilSilent } from './harness/customer.ts';
import { type Proxy, startProxy } from './harness/proxy.ts';
import { belongsToSolo, writeSoloConfig } from './harness/solo-app.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { uniClass } from './harness/uni-class.ts';
import { uniappSeat, type UniappSeat } from './harness/uniapp-seat.ts';
import { until } from './harness/until.ts';
import { openWatchedPage, type WatchedPage } from './harness/watched-page.ts';

const HUM = 1800;
const solo = writeSoloConfig();

/** What every demo does is in the list of all faces; here is what a phone book in a browser has of its own. */
describe('the phone book of uni-app in a browser', () => {
  let stage: Stage;
  let proxy: Proxy;
  let watched: WatchedPage;
  let page: Page;
  let seat: UniappSeat;
  /** What was asked of anybody but the centre. */
  const outside: string[] = [];
  beforeAll(async () => {
    stage = await openStage('this machine', solo.flags);
    proxy = await startProxy(stage.centre.url);
    watched = await openWatchedPage(stage.browser, HUM, { viewport: { width: 390, height: 844 } });
    ({ page } = watched);
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(proxy.url) && !/^(?:data|blob):/u.test(url)) outside.push(url);
    });
    await page.goto(`${proxy.url}/uniapp/`);
    seat = uniappSeat(() => page);
    await seat.signIn(proxy.url, 'alice');
  });
  afterAll(async () => {
    await stage?.close();
    await proxy?.close();
    solo.remove();
  });
  afterEach(async () => {
    await clearCustomers(stage.centre);
    await seat.untilState('list');
    if (watched.problems.length > 0) throw new Error(`The page complained: ${watched.problems.join('\n')}`);
  });
  const heard = (): Promise<number> => page.evaluate(() => window.ear.rms(1000));
  const untilHeard = (): Promise<void> => until('the customer to be heard', async () => (await heard()) > 0.02, heard);
  const soundBothWays = async (): Promise<string> => {
    const { id } = await customer(stage.centre);
    await untilHears(stage.centre, id, HUM);
    await untilHeard();
    return id;
  };
  const untilRings = (): Promise<void> => page.locator('.incoming').waitFor();
  const comesIn = async (): Promise<void> => {
    await stage.centre.post('/dev/customers', { from: '10001', scenario: '10001' });
    await untilRings();
  };

  it('rings on from page to page, and over a reload; one in the call leaves its agent muted', async () => {
    await comesIn();
    // The page before listens no more and the next one does: who rings is still there.
    await seat.leaveAndReturn();
    await untilRings();
    await page.reload();
    await untilRings();
    await seat.tap('incoming-answer');
    await seat.untilState('inProgress');
    const id = await soundBothWays();
    await seat.tap('calling-mute');
    await untilSilent(stage.centre, id);
    await page.reload();
    await seat.untilState('inProgress');
    await untilHeard();
    await page.getByText('You are muted').waitFor();
    await untilSilent(stage.centre, id);
    await seat.tap('calling-mute');
    await untilHears(stage.centre, id, HUM);
    // A browser chooses where sound goes, so there is no button for it.
    expect(await page.locator('.calling-why').textContent()).toBe('This device chooses the speaker by itself.');
    expect(await page.locator('.calling-speaker').count()).toBe(0);
    await stage.centre.remove(`/dev/customers/${id}`);
    await seat.untilSaid('The other side hung up');
  });

  it('says that the centre is away, and that it is back; the call goes on', async () => {
    await seat.dial('10001');
    await seat.untilState('inProgress');
    const id = await soundBothWays();
    proxy.block('/seat');
    await seat.untilSaid('Connection to the centre lost');
    expect(await seat.state()).toBe('inProgress');
    await untilHears(stage.centre, id, HUM);
    proxy.heal();
    await seat.untilSaid('Connected again');
    // The browser says so of every attempt.
    const attempts = watched.problems.splice(0).filter((problem) => !problem.startsWith('WebSocket connection to'));
    expect(attempts).toEqual([]);
    expect(await seat.state()).toBe('inProgress');
    await soundBothWays();
    await seat.tap('calling-end');
    await seat.untilSaid('You hung up');
  });

  it('declines a call, and is told when one who rings gives up', async () => {
    await comesIn();
    const { id } = await customer(stage.centre);
    await stage.centre.remove(`/dev/customers/${id}`);
    await seat.untilSaid('The caller gave up');
    await comesIn();
    await seat.tap('incoming-reject');
    await page.locator('.incoming').waitFor({ state: 'detached' });
  });

  it('has nothing that axe finds wrong: the list, the form, its question, the settings, light and dark', async () => {
    const { page } = watched;
    const look = async (where: string): Promise<void> => {
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([where, colorScheme, await axeFindings(page)]).toEqual([where, colorScheme, []]);
      }
    };
    // Not by the mouse: what is pressed is paler for half a second.
    const open = (what: string): Promise<void> => page.locator(what).first().dispatchEvent('click');
    await look('list');
    await open('.contact-who');
    await page.locator('.form-remove').waitFor();
    await look('form');
    await open('.form-remove');
    await look('question');
    // Back by the keyboard: to the form, and to the list.
    for (const title of ['Edit contact', '']) {
      await page.keyboard.press('Escape');
      await until(
        'the sheet before',
        async () => (await page.locator('.sheet-title').allTextContents()).join() === title,
      );
    }
    await page.locator('.open-settings').click();
    await page.locator('.settings-card').waitFor();
    await look('settings');
    await page.locator('.settings-back').click();
  });

  it('is as loud at the customer as the device manager says', async () => {
    const { centre } = stage;
    const { page } = watched;
    await page.evaluate(await uniClass());
    await page.evaluate(async (url) => {
      const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"agent":"bob"}' };
      const { token } = (await (await fetch('/dev/tokens', asked)).json()) as { token: string };
      window.uniSeat = new window.UniSeat();
      await window.uniSeat.login({ userId: 'bob', token, url });
      await window.uniSeat.call({ to: '10001' });
    }, centre.url);
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    const level = async (): Promise<number> => (await customer(centre, id)).heard.last.tones[String(HUM)] ?? 0;
    const reaches = (wanted: number): Promise<void> =>
      until(`${wanted} at the customer`, async () => Math.abs((await level()) - wanted) < wanted * 0.15, level);
    const set = (volume: number): Promise<number> =>
      page.evaluate((now) => window.uniSeat.getDeviceManager().setAudioCaptureVolume(now), volume);
    let plain = 0;
    // Several windows of 100 ms: asked twice within one, it would tell the same of a tone that still rises.
    const steady = async (): Promise<boolean> => {
      const levels = (await customer(centre, id)).heard.windows.slice(-4).map(({ tones }) => tones[String(HUM)] ?? 0);
      plain = Math.max(...levels);
      return levels.length === 4 && plain - Math.min(...levels) < plain * 0.02;
    };
    await until('a steady tone at the customer', steady, level);

    expect(await set(50)).toBe(0);
    await reaches(plain / 2);
    expect(await set(150)).toBe(0);
    await reaches(plain * 1.5);
    expect(await set(0)).toBe(0);
    await untilSilent(centre, id);
    expect(await set(100)).toBe(0);
    await reaches(plain);
    await page.evaluate(async () => {
      await window.uniSeat.terminate();
      await window.uniSeat.logout();
    });
  });

  it('asked nobody but the centre for anything', () => {
    expect(outside).toEqual([]);
  });

  it('signs out who signs in somewhere else where once is all there is, and says so', async () => {
    const { centre, browser } = stage;
    const { page: first, close } = await openWatchedPage(browser, HUM);
    await belongsToSolo(first.context(), centre.url);
    await first.goto(`${centre.url}/uniapp/`);
    const before = uniappSeat(() => first);
    await before.signIn(centre.url, 'zoe');
    const second = await first.context().newPage();
    // Signed in when the app was last open: so it is at once.
    await second.goto(`${centre.url}/uniapp/`);
    await before.untilSaid('You were signed out: this agent signed in somewhere else.');
    await before.untilState('login');
    expect(await uniappSeat(() => second).state()).toBe('list');
    await close();
  });
});
