import { createFakeMedia, settle, type FakeMedia } from '@callstation/testkit';
import { expect, it } from 'vitest';

import { noSound } from './no-sound.ts';
import { createPageParts } from './page-parts.ts';

const joint = { account: () => Promise.reject(new Error('none')), mayListen: () => false, onFacts: () => undefined };

it('the media of a later sign-in is as loud as that of the one before', async () => {
  const made: FakeMedia[] = [];
  const media = (): FakeMedia => {
    const one = createFakeMedia();
    made.push(one);
    return one;
  };
  const parts = createPageParts({ ...noSound, media, given: false }, joint);
  expect(parts.volume()).toBeNull();
  await parts.media().setVolume({ microphone: 0.5 });
  await parts.close();
  parts.media();
  await settle();
  expect(made.map(({ volume, closed }) => [volume.microphone, closed])).toEqual([
    [0.5, true],
    [0.5, false],
  ]);
  expect(parts.volume()).toEqual({ microphone: 0.5, speaker: 1 });
});
