import { describe, expect, it } from 'vitest';

import { clockContract, mediaPortContract, randomContract, storageContract } from './contracts.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeStorage } from './fake-environment.ts';
import { createFakeMedia } from './fake-media.ts';
import { createFakeRandom } from './fake-ports.ts';

const runner = { describe, it, expect };

clockContract(runner, 'fake', () => {
  const clock = createFakeClock();
  return { clock, pass: (ms) => clock.advanceAsync(ms) };
});
randomContract(runner, 'fake', () => createFakeRandom(), { real: false });
storageContract(runner, 'fake', createFakeStorage);
mediaPortContract(runner, 'fake', {
  make: createFakeMedia,
  denied() {
    const media = createFakeMedia();
    media.microphone = 'denied';
    return media;
  },
});
