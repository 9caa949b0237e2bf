import { callcenter } from '@callstation/core/callcenter';
import type { Backend } from '@callstation/core';

import type { MediaHost } from '../media-host.ts';
import { noAudio } from '../no-audio.ts';
import { createVolumes } from '../volumes.ts';
import { browserMusic } from './browser-music.ts';

/** H5: sound in the page itself, by WebRTC. */
export function browserHost(): MediaHost {
  const { playMusic, stopMusic } = browserMusic();
  const volumes = createVolumes();
  let backend: Backend | null = null;
  return {
    kind: 'browser',
    open: ({ url, token }, ports) => (backend = volumes.over(callcenter({ url, token, ports }))),
    // The browser asks by itself when the microphone is opened.
    prepareMicrophone: async () => undefined,
    audio: noAudio('In a browser', {
      playMusic(path, loops) {
        // The vendor's apps ring by music; two tones at once are none.
        backend?.devices.ring(false);
        return playMusic(path, loops);
      },
      stopMusic,
      levels: true,
      ...volumes.audio,
    }),
    close() {
      stopMusic();
      volumes.close();
      backend = null;
    },
  };
}
