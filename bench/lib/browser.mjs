import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { toneWav } from './tone-wav.mjs';

/** Starts Chromium with a microphone that hums 440 Hz. */
export async function startBrowser() {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`No Chromium at ${executablePath}. Set CHROMIUM_PATH.`);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const microphone = join(folder, 'microphone.wav');
  writeFileSync(microphone, toneWav(440, 2));
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
      '--autoplay-policy=no-user-gesture-required',
      '--js-flags=--expose-gc',
      '--enable-precise-memory-info',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true }));
  return browser;
}

/** A page at `origin` that runs `script` alone; rejects with the page's own error, if it has one. */
export async function openPage(browser, { origin, script, init }) {
  const context = await browser.newContext({ permissions: ['microphone'] });
  const html =
    '<!doctype html><meta charset="utf-8"><title>bench</title><div id="root"></div><script type="module" src="/__bench/page.js"></script>';
  await context.route(`${origin}/__bench/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: html }),
  );
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${origin}/__bench/page.html`);
  await page
    .waitForFunction(() => globalThis.bench !== undefined, undefined, { timeout: 10_000 })
    .catch(() => {
      throw new Error(`The bench page did not start. ${errors.join('\n')}`);
    });
  return { page, errors, close: () => context.close() };
}
