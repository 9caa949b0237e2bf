import { createSocketHub } from '@callstation/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { createFakeUni } from '../testing/fake-uni.ts';
import { uniMusic } from './uni-music.ts';

afterEach(() => vi.unstubAllGlobals());

/** Music of a platform whose players load for as long as the test does. */
function slowMusic() {
  const uni = createFakeUni(createSocketHub());
  const made = () => ({ ...uni.createInnerAudioContext?.(), play: () => undefined });
  vi.stubGlobal('uni', { ...uni, createInnerAudioContext: made });
  return uniMusic();
}

describe('music that is not there yet', () => {
  it('answers when it is stopped', async () => {
    const music = slowMusic();
    const played = music.playMusic('/static/ring.mp3', 0);
    music.stopMusic();
    await expect(played).resolves.toBeUndefined();
  });

  it('answers when other music takes its place', async () => {
    const music = slowMusic();
    const first = music.playMusic('/static/ring.mp3', 0);
    const second = music.playMusic('/static/other.mp3', 0);
    await expect(first).resolves.toBeUndefined();
    music.stopMusic();
    await expect(second).resolves.toBeUndefined();
  });
});
