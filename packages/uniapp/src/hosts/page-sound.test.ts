import { newPage } from '@callstation/core/model';
import { createFakeBackend, settle } from '@callstation/testkit';
import { expect, it } from 'vitest';

import { createPageSound } from './page-sound.ts';

const page = newPage('p', 0);
const nowhere = (): void => undefined;
const music = { playMusic: async () => undefined, stopMusic: () => undefined };

it('tells a backend between its connect and its close, and the next one what was set in between', async () => {
  const { audio, over } = createPageSound('Here', music);
  const [first, second] = [createFakeBackend(), createFakeBackend()];
  const seat = over(first);
  audio.setCaptureVolume(50);
  await settle();
  expect(first.media.volume).toEqual({ microphone: 1, speaker: 1 });
  await seat.connect(nowhere, page);
  expect(first.media.volume).toEqual({ microphone: 0.5, speaker: 1 });
  await seat.close();
  audio.setPlayoutVolume(20);
  await settle();
  expect(first.media.volume.speaker).toBe(1);
  const next = over(second);
  await next.connect(nowhere, page);
  await seat.close();
  audio.setPlayoutVolume(30);
  await settle();
  expect(second.media.volume).toEqual({ microphone: 0.5, speaker: 0.3 });
});
