import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { toneWav } from './tone-wav.mjs';

/** Starts Chromium with a microphone that hums 440 Hz. */
export async function startBrowser() {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`No Chromium at ${executablePath}. Set CHROMIUM_PATH.`);
  const folder = mkdtempSync(join(tmpdir(), 'callstation-microphone-'));
  const microphone = join(folder, 'microphone.wav');
  writeFileSync(microphone, toneWav(440, 2000, { rate: 48_000 }));
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
