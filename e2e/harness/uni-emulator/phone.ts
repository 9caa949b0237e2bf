import type { Browser, Frame, Page } from 'playwright-core';

import { newerBuiltins, takeAway } from '../old-engine.ts';
import { until } from '../until.ts';
import { openWatchedPage, type WatchedPage } from '../watched-page.ts';
import type { EmulatorFolder } from './emulator-folder.ts';
import type { Played } from './page/player.ts';
import type { Phone } from './page/plus.ts';
import { serveSystemViews } from './system-views.ts';

/** A phone, as old as may be, in which the built App runs: its logic in a page, each of its pages in a frame. */
export interface RunningApp extends WatchedPage {
  /** The page that covers the others. */
  front(): Frame;
  /** The hidden page that has the sound. */
  host(): Page;
  /** The system ends it. */
  killHost(): Promise<void>;
  /** The app makes it anew. */
  untilHostIsNew(): Promise<void>;
  /** What it played so far, oldest first. */
  played(): Promise<Played[]>;
  /** What the owner says to the question for the microphone from now on. */
  allow(microphone: Phone['microphone']): Promise<void>;
  /** Goes to a page of the app and closes every other, as its own code would. */
  reLaunch(page: string): Promise<void>;
}

/** Starts it; `hum` is in hertz. */
export async function startApp(
  browser: Browser,
  centre: string,
  { app }: EmulatorFolder,
  hum: number,
): Promise<RunningApp> {
  // A view of a phone knows no content security policy, and is told what to do by scripts.
  const watched = await openWatchedPage(browser, hum, { bypassCSP: true, viewport: { width: 390, height: 844 } });
  const { page } = watched;
  let front = '';
  await page.exposeFunction('frontIs', (id: string) => void (front = id));
  await page.context().addInitScript(takeAway, newerBuiltins());
  const views = await serveSystemViews(page, app, watched.watch);
  await page.goto(`${centre}/phone/`);
  const named = (name: string): Frame => frameOf(page, name);
  await until(
    'the first page of the app',
    async () => front !== '',
    async () => watched.problems,
  );
  return {
    ...watched,
    front: () => named(`webview-${front}`),
    host: () => views.view('callstation-host'),
    killHost: () => views.kill('callstation-host'),
    untilHostIsNew: () =>
      until('a new hidden page', async () => !views.isKilled('callstation-host'), undefined, 15_000),
    played: () => page.evaluate(() => globalThis.phone.played),
    allow: (microphone) => page.evaluate((answer) => void (globalThis.phone.microphone = answer), microphone),
    async reLaunch(url) {
      const before = front;
      await page.evaluate((to) => globalThis.uni.reLaunch({ url: to }), url);
      await until('another page in front', async () => front !== before && front !== '');
      await until('the pages before to be closed', async () => page.frame({ name: `webview-${before}` }) === null);
    },
  };
}

function frameOf(page: Page, name: string): Frame {
  const frame = page.frame({ name });
  if (!frame) throw new Error(`There is no ${name}.`);
  return frame;
}
