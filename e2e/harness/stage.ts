import type { Browser } from 'playwright-core';

import { startBrowser } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { type NetworkName, openNetwork } from './network.ts';

/** A centre, and a browser for its pages, on one network. */
export interface Stage {
  centre: Centre;
  browser: Browser;
  close(): Promise<void>;
}

/** Starts both at once; `flags` are the centre's. Of what failed to start nothing stays behind. */
export async function openStage(name: NetworkName = 'this machine', flags: readonly string[] = []): Promise<Stage> {
  const network = await openNetwork(name);
  const [centre, browser] = await Promise.allSettled([startCentre(network, flags), startBrowser(network)]);
  const close = async (): Promise<void> => {
    await Promise.all([
      centre.status === 'fulfilled' ? centre.value.stop() : null,
      browser.status === 'fulfilled' ? browser.value.close() : null,
    ]);
    await network.close();
  };
  if (centre.status === 'fulfilled' && browser.status === 'fulfilled')
    return { centre: centre.value, browser: browser.value, close };
  await close();
  throw centre.status === 'rejected' ? centre.reason : (browser as PromiseRejectedResult).reason;
}
