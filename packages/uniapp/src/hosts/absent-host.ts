import { CallstationError } from '@callstation/core';

import type { HostKind, MediaHost } from './media-host.ts';
import { noAudio } from './no-audio.ts';

/** A host that signs nobody in, and says so in these words. */
export function absentHost(kind: HostKind, message: string): MediaHost {
  const refuse = (): CallstationError => new CallstationError('notSupported', message);
  return {
    kind,
    open() {
      throw refuse();
    },
    prepareMicrophone: async () => undefined,
    audio: noAudio('Without a host'),
    close: () => undefined,
  };
}
