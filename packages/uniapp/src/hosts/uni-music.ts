import { CallstationError } from '@callstation/core';

import { uniApi, type UniAudio } from '../uni.ts';
import type { HostAudio } from './media-host.ts';

type Music = Pick<HostAudio, 'playMusic' | 'stopMusic'>;

/** Music by `uni.createInnerAudioContext`: in mini-programs and the logic layer of an App. */
export function uniMusic(): Music {
  let player: UniAudio | null = null;
  /** Whoever waits for it to play waits no longer, as it is stopped. */
  let begun: () => void = () => undefined;
  const stopMusic = (): void => {
    player?.stop();
    player?.destroy();
    player = null;
    begun();
  };
  return {
    stopMusic,
    playMusic(path, loops) {
      stopMusic();
      const own = uniApi()?.createInnerAudioContext?.();
      if (!own) return Promise.reject(new CallstationError('notSupported', 'Music cannot be played here.'));
      player = own;
      own.src = path;
      own.loop = loops === 0;
      let left = loops;
      own.onEnded(() => {
        left -= 1;
        if (own !== player) return;
        if (left > 0) own.play();
        else if (loops > 0) stopMusic();
      });
      return new Promise((resolve, reject) => {
        begun = resolve;
        own.onPlay(resolve);
        own.onError(({ errMsg }) => {
          reject(new CallstationError('mediaFailed', `The music cannot be played: ${errMsg ?? path}`));
          if (own === player) stopMusic();
        });
        own.play();
      });
    },
  };
}
