import type { Browser, Page } from 'playwright-core';

import { newerBuiltins, takeAway } from '../old-engine.ts';
import { until } from '../until.ts';
import { openWatchedPage, type WatchedPage } from '../watched-page.ts';
import type { EmulatorFolder } from './emulator-folder.ts';
import { serveSystemViews } from './system-views.ts';

/** What a sign-in or a call came to. */
export interface Outcome {
  code: number;
  message: string;
}

/** A phone with the plugin alone in its logic layer. */
export interface PluginPhone extends WatchedPage {
  host(): Page;
  /** Signs an agent in, with the hidden page at that address. */
  login(options: { hostUrl: string; url: string; userId: string; token: string }): Promise<Outcome>;
  call(number: string): Promise<Outcome>;
  untilAccepted(): Promise<void>;
  logout(): Promise<Outcome>;
}

interface Plugin {
  webviewHost(options: { hostUrl: string }): object;
  TcccWorkstation: new (settings: object) => Workstation;
}
interface Workstation {
  accepted?: boolean;
  on(name: 'onAccepted', fn: () => void): void;
  login(params: object): Promise<Outcome>;
  logout(): Promise<Outcome>;
  call(number: string): Promise<Outcome>;
}

declare global {
  var plugin: Plugin;
  var workstation: Workstation;
}

/** Starts it. */
export async function startPlugin(
  browser: Browser,
  centre: string,
  { app }: EmulatorFolder,
  hum: number,
): Promise<PluginPhone> {
  const watched = await openWatchedPage(browser, hum, { bypassCSP: true });
  const { page } = watched;
  await page.context().addInitScript(takeAway, newerBuiltins());
  const views = await serveSystemViews(page, app, watched.watch);
  await page.goto(`${centre}/phone/plain.html`);
  return {
    ...watched,
    host: () => views.view('callstation-host'),
    login: (options) =>
      page.evaluate(async ({ hostUrl, url, userId, token }) => {
        const { webviewHost, TcccWorkstation } = globalThis.plugin;
        const made = new TcccWorkstation({ url, host: webviewHost({ hostUrl }) });
        globalThis.workstation = made;
        made.on('onAccepted', () => (made.accepted = true));
        return made.login({ userId, token }).catch(({ code, message }: Outcome) => ({ code, message }));
      }, options),
    call: (number) => page.evaluate((to) => globalThis.workstation.call(to), number),
    untilAccepted: () =>
      until('the call to be accepted', () => page.evaluate(() => globalThis.workstation.accepted === true)),
    logout: () => page.evaluate(() => globalThis.workstation.logout()),
  };
}
