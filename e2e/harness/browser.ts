import { type Browser, chromium } from 'playwright-core';

import type { Network } from './network.ts';

/** Starts the machine's Chromium without autoplay flags: sound must come out as it would for a person. */
export function startBrowser(network: Network): Promise<Browser> {
  return chromium.launch({
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
}
