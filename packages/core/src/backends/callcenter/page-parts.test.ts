import { createFakeMedia, createFakePageSip, settle, type FakeMedia } from '@callstation/testkit';
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

it('what the media of a later sign-in says is heard, though the former parts are still closing', async () => {
  const made: FakeMedia[] = [];
  const media = (): FakeMedia => {
    const one = createFakeMedia();
    made.push(one);
    return one;
  };
  let closed = (): void => undefined;
  const slow = { ...createFakePageSip(), close: () => new Promise<void>((resolve) => (closed = resolve)) };
  const facts: object[] = [];
  const onFacts = (one: object): void => void facts.push(one);
  const parts = createPageParts({ ...noSound, media, sip: () => slow, given: false }, { ...joint, onFacts });
  parts.sip();
  const closing = parts.close();
  parts.media();
  closed();
  await closing;
  made[0]?.tell({ microphone: 'ok' });
  made[1]?.tell({ microphone: 'denied' });
  expect(facts).toEqual([{ microphone: 'denied' }]);
});
