import { CallstationError } from '@callstation/core';

import type { HostAudio } from '../media-host.ts';

/** Music by an audio element. */
export function browserMusic(): Pick<HostAudio, 'playMusic' | 'stopMusic'> {
  let player: HTMLAudioElement | null = null;
  const stopMusic = (): void => {
    player?.pause();
    player = null;
  };
  return {
    stopMusic,
    async playMusic(path, loops) {
      stopMusic();
      const own = new Audio(path);
      player = own;
      own.loop = loops === 0;
      let left = loops;
      own.addEventListener('ended', () => {
        left -= 1;
        if (own === player && left > 0) void own.play().catch(() => undefined);
      });
      try {
        await own.play();
      } catch (cause) {
        // Another piece took its place, or it was stopped, before it began.
        if (own !== player) return;
        player = null;
        const blocked = cause instanceof Error && cause.name === 'NotAllowedError';
        const why = blocked ? 'press something in the page first' : 'the file cannot be played';
        throw new CallstationError('mediaFailed', `The music cannot be played: ${why}.`, { cause });
      }
    },
  };
}
