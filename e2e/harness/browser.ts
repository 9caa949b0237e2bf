import { type Browser, chromium, type WebSocket } from 'playwright-core';

import type { Network } from './network.ts';
import { rememberPrivate } from './run-log.ts';

/**
 * Starts the machine's Chromium without autoplay flags: sound must come out as it would for a person. What its pages and
 * servers say to each other tells which numbers and names are used.
 */
export async function startBrowser(network: Network): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: network.chromium,
    chromiumSandbox: false,
    args: [
      ...network.chromiumFlags,
      '--use-fake-device-for-media-stream',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    context.on('page', (page) => page.on('websocket', listen));
    return context;
  };
  return browser;
}

function listen(socket: WebSocket): void {
  socket.on('framesent', ({ payload }) => rememberPrivate(String(payload)));
  socket.on('framereceived', ({ payload }) => rememberPrivate(String(payload)));
}
