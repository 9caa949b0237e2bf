import type { Workstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';

import type { MediaHost } from '../media-host.ts';
import { createPageSound } from '../page-sound.ts';
import { browserMusic } from './browser-music.ts';

/** H5: sound in the page itself, by WebRTC. `brought`: a workstation made without a host, whose volume this one sets. */
export function browserHost(brought?: Workstation): MediaHost {
  const { audio, over, close } = createPageSound('In a browser', browserMusic(), brought);
  return {
    kind: 'browser',
    open: ({ url, token }, ports) => over(callcenter({ url, token, ports })),
    // The browser asks by itself when the microphone is opened.
    prepareMicrophone: async () => undefined,
    audio,
    close,
  };
}
