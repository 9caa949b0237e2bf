import { CallstationError, type Backend, type Volume, type Workstation } from '@callstation/core';

import type { HostAudio } from './media-host.ts';
import { noAudio } from './no-audio.ts';

/** What can be done to the sound of a backend's page. */
export interface PageSound {
  /** Volumes in the vendor's percent, and music in the place of the ring tone. */
  readonly audio: HostAudio;
  /** The same backend, told what is set while it is connected, and what was set before. */
  over(backend: Backend): Backend;
  /** Stops the music; no backend is told any more. */
  close(): void;
}

/** Whose sound it is: a backend's, or that of a workstation which rings by itself. */
type Told = { readonly devices: Pick<Backend['devices'], 'setVolume'> & Partial<Pick<Backend['devices'], 'ring'>> };

const percent = (volume: number): number => Math.round(volume * 100);

/**
 * Makes it. What was set holds for every backend that comes. `where` is who says what cannot be done: `In a browser`;
 * `brought`: the workstation that is told until a backend comes.
 */
export function createPageSound(
  where: string,
  music: Pick<HostAudio, 'playMusic' | 'stopMusic'>,
  brought: Workstation | null = null,
): PageSound {
  let backend: Told | null = brought;
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
    audio: noAudio(where, {
      setCaptureVolume: (volume) => set('microphone', volume),
      getCaptureVolume: () => now('microphone'),
      setPlayoutVolume: (volume) => set('speaker', volume),
      getPlayoutVolume: () => now('speaker'),
      playMusic(path, loops) {
        // The vendor's apps ring by music; two tones at once are none.
        backend?.devices.ring?.(false);
        return music.playMusic(path, loops);
      },
      stopMusic: music.stopMusic,
      levels: true,
    }),
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
    close() {
      music.stopMusic();
      backend = null;
    },
  };
}
