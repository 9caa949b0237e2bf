import { CallstationError } from '@callstation/core';

import type { HostAudio } from './media-host.ts';

/** A host's audio where nothing can be done to it but what is in `can`; `where` is who says so: `In a mini-program`. */
export function noAudio(where: string, can: Partial<HostAudio> = {}): HostAudio {
  const refuse = (what: string) => (): never => {
    throw new CallstationError('notSupported', `${where} ${what} cannot be done.`);
  };
  return {
    setCaptureVolume: refuse('changing the volume of the microphone'),
    getCaptureVolume: () => 100,
    setPlayoutVolume: refuse('changing the volume of the speaker'),
    getPlayoutVolume: () => 100,
    setRoute: refuse('choosing between speaker and earpiece'),
    async playMusic() {
      refuse('playing music')();
    },
    stopMusic: () => undefined,
    levels: false,
    ...can,
  };
}
