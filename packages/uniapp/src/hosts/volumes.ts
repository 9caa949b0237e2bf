import { CallstationError, type Backend, type Volume } from '@callstation/core';

import type { HostAudio } from './media-host.ts';

/** The volumes of a backend's page in the vendor's percent. */
export interface Volumes {
  readonly audio: Pick<HostAudio, 'setCaptureVolume' | 'getCaptureVolume' | 'setPlayoutVolume' | 'getPlayoutVolume'>;
  /** The same backend, told what is set while it is connected, and what was set before. */
  over(backend: Backend): Backend;
  close(): void;
}

const percent = (volume: number): number => Math.round(volume * 100);

/** Makes them. What was set holds for every backend that comes. */
export function createVolumes(): Volumes {
  let backend: Backend | null = null;
  let told: Volume = { microphone: 1, speaker: 1 };
  let wanted: Partial<Volume> = {};

  const set = (what: keyof Volume, volume: number): void => {
    wanted[what] = volume / 100;
    void pass();
  };
  const pass = async (): Promise<void> => {
    try {
      await backend?.devices.setVolume({ ...wanted });
    } catch (error) {
      // What could not be told, for there was no page yet, is told at the next connection.
      if (CallstationError.from(error).code === 'notSupported') wanted = {};
    }
  };
  const now = (what: keyof Volume): number => percent(wanted[what] ?? told[what]);
  return {
    audio: {
      setCaptureVolume: (volume) => set('microphone', volume),
      getCaptureVolume: () => now('microphone'),
      setPlayoutVolume: (volume) => set('speaker', volume),
      getPlayoutVolume: () => now('speaker'),
    },
    over(opened) {
      const own: Pick<Backend, 'connect' | 'close'> = {
        async connect(sink, page) {
          backend = opened;
          await opened.connect((update) => {
            // A page that was there before this program has its own.
            if (update.type === 'page' && update.page.volume) told = update.page.volume;
            sink(update);
          }, page);
          if (Object.keys(wanted).length > 0) await pass();
        },
        close() {
          if (backend === opened) backend = null;
          return opened.close();
        },
      };
      return { ...opened, ...own };
    },
    close: () => void (backend = null),
  };
}
