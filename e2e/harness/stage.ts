import type { Browser } from 'playwright-core';

import { startBrowser } from './browser.ts';
import { type Centre, startCentre } from './centre.ts';
import { type NetworkName, openNetwork } from './network.ts';

/** A centre, and a browser for its pages, on one network. */
export interface Stage {
  centre: Centre;
  browser: Browser;
  /** Another centre at the address of the one that was killed; it knows nothing of before but what it keeps in a store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts both at once; `flags` are the centre's. Of what failed to start nothing stays behind. */
export async function openStage(name: NetworkName = 'this machine', flags: readonly string[] = []): Promise<Stage> {
  const network = await openNetwork(name);
  const [centre, browser] = await Promise.allSettled([startCentre(network, flags), startBrowser(network)]);
  let stage: Stage | null = null;
  const close = async (): Promise<void> => {
    await Promise.all([
      centre.status === 'fulfilled' ? (stage?.centre ?? centre.value).stop() : null,
      browser.status === 'fulfilled' ? browser.value.close() : null,
    ]);
    await network.close();
  };
  if (centre.status === 'fulfilled' && browser.status === 'fulfilled') {
    const made: Stage = {
      ...{ centre: centre.value, browser: browser.value, close },
      async restart() {
        made.centre = await startCentre(network, [...flags, '--port', new URL(made.centre.url).port]);
      },
    };
    stage = made;
    return made;
  }
  await close();
  throw centre.status === 'rejected' ? centre.reason : (browser as PromiseRejectedResult).reason;
}
