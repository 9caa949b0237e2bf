import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '@callstation/core/ports';
import { createSoundFolder, type SoundFolder } from './sound-folder.ts';

/** The folder of uploaded sounds, from the start of the server to its end. */
export interface Sounds {
  folder: SoundFolder;
  /** Rejects when the folder cannot be made. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes it; null where no folder is set. What is uploaded to the demo goes with it. */
export function createSounds({ demo, sounds }: { demo: boolean; sounds?: string }, random: Random): Sounds | null {
  const root = sounds ?? (demo ? join(tmpdir(), `callstation-sounds-${random.id()}`) : null);
  if (root === null) return null;
  const folder = createSoundFolder(root);
  return {
    folder,
    start: () => folder.prepare(),
    async stop() {
      if (sounds === undefined) await rm(root, { recursive: true, force: true });
    },
  };
}
