import { createFakeLogger } from '@callstation/testkit';
import { clockContract, randomContract, storageContract } from '@callstation/testkit/contracts';
import { describe, expect, it, vi } from 'vitest';

import { browserNetwork } from './browser-network.ts';
import { createBrowserStorage } from './browser-storage.ts';
import { browserVisibility } from './browser-visibility.ts';
import { consoleLogger } from './console-logger.ts';
import { cryptoRandom } from './crypto-random.ts';
import { systemClock } from './system-clock.ts';

const runner = { describe, it, expect };

clockContract(runner, 'system', () => ({
  clock: systemClock,
  pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}));
randomContract(runner, 'crypto', () => cryptoRandom);
storageContract(runner, 'browser, without a browser', () => createBrowserStorage());

describe('the system clock', () => {
  it('goes on from the time of day where the engine does not say when it began', async () => {
    vi.resetModules();
    let passed = 5;
    vi.stubGlobal('performance', { now: () => passed });
    const { systemClock: old } = await import('./system-clock.ts');
    const first = old.now();
    expect(Math.abs(first - Date.now())).toBeLessThan(1000);
    passed = 1005;
    expect(old.now() - first).toBeCloseTo(1000);
    vi.unstubAllGlobals();
  });
});

describe('browser defaults in bare Node', () => {
  it('say visible and online, and take listeners', () => {
    expect([browserVisibility.visible(), browserNetwork.online()]).toEqual([true, true]);
    browserVisibility.subscribe(() => undefined)();
    browserNetwork.subscribe(() => undefined)();
  });
});

describe('the console logger', () => {
  it('writes warnings and errors only', () => {
    const [warn, error, info] = (['warn', 'error', 'info'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => undefined),
    );
    const fake = createFakeLogger();
    for (const logger of [consoleLogger, fake]) {
      logger.info('step');
      logger.warn('odd', { code: 1 });
      logger.error('bad');
    }
    expect(warn?.mock.calls).toEqual([['[callstation] odd', { code: 1 }]]);
    expect(error?.mock.calls).toEqual([['[callstation] bad']]);
    expect(info?.mock.calls).toEqual([]);
    expect(fake.lines.map(({ level }) => level)).toEqual(['info', 'warn', 'error']);
    vi.restoreAllMocks();
  });
});
