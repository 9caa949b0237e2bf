import { clockContract, randomContract, storageContract } from '@callstation/testkit/contracts';
import { describe, expect, it } from 'vitest';

import { browserNetwork } from './browser-network.ts';
import { createBrowserStorage } from './browser-storage.ts';
import { browserVisibility } from './browser-visibility.ts';
import { cryptoRandom } from './crypto-random.ts';
import { systemClock } from './system-clock.ts';

const runner = { describe, it, expect };

clockContract(runner, 'system, in Chromium', () => ({
  clock: systemClock,
  pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}));
randomContract(runner, 'crypto, in Chromium', () => cryptoRandom);
storageContract(runner, 'session storage', () => createBrowserStorage('contract:'));

describe('browser defaults', () => {
  it('keep what is stored for another of its kind, as a reload would find it', () => {
    createBrowserStorage('reload:').set('epoch', 'e1');
    expect(createBrowserStorage('reload:').get('epoch')).toBe('e1');
    expect(sessionStorage.getItem('reload:epoch')).toBe('e1');
  });

  it('tell of network and visibility, until they are let go', () => {
    let told = 0;
    const stops = [browserNetwork, browserVisibility].map((port) => port.subscribe(() => told++));
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    for (const stop of stops) stop();
    window.dispatchEvent(new Event('offline'));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(told).toBe(2);
    expect([browserNetwork.online(), typeof browserVisibility.visible()]).toEqual([navigator.onLine, 'boolean']);
  });

  it('tell that the page goes for good, not that it is put aside', () => {
    let left = 0;
    const stop = browserVisibility.onLeave?.(() => left++);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(left).toBe(0);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
    stop?.();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
    expect(left).toBe(1);
  });
});
