import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id, Millis } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import { readWav } from './wav.ts';

/** What a sound may be called, with `.wav` at its end. */
export const SOUND_NAME = /^[A-Za-z0-9][\w-]{0,63}\.wav$/u;
/** The longest file that is taken: ten minutes as 16-bit PCM, mono, 16 kHz. Bytes. */
export const MOST_SOUND_BYTES = 10 * 60 * 32_000;
/** Files that one app may have. */
export const MOST_SOUNDS = 200;

const RATE = 16_000;

/** A sound that was uploaded. */
export interface StoredSound {
  /** With `.wav` at its end. */
  name: string;
  path: string;
  bytes: number;
  /** When it was uploaded. */
  at: Millis;
}

/** Uploaded prompts and music, by app and name. No name leads out of the folder. */
export interface SoundFolder {
  /** Makes the folder. Rejects when it cannot be written to. */
  prepare(): Promise<void>;
  /** By name. */
  list(app: Id): Promise<StoredSound[]>;
  /**
   * Keeps a WAV file, in place of one of that name; `ms` is its length. Rejects `invalidArgument` for another name or no WAV
   * that can be played, `tooLarge` beyond {@link MOST_SOUND_BYTES} or {@link MOST_SOUNDS}.
   */
  put(app: Id, name: string, file: Buffer): Promise<StoredSound & { ms: number }>;
  /** Whether there was one. */
  remove(app: Id, name: string): Promise<boolean>;
}

/** Makes the {@link SoundFolder} at that path. */
export function createSoundFolder(root: string): SoundFolder {
  // An app's id may have any letters, a folder's name may not.
  const folderOf = (app: Id): string => join(root, Buffer.from(app, 'utf8').toString('hex'));
  return {
    async prepare() {
      await mkdir(root, { recursive: true, mode: 0o700 });
    },
    async list(app) {
      const folder = folderOf(app);
      const found = await Promise.all((await namesIn(folder)).map((name) => storedOf(folder, name)));
      return found.filter((one) => one !== null).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    async put(app, name, file) {
      const samples = checked(name, file);
      const folder = folderOf(app);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const known = await namesIn(folder);
      if (known.length >= MOST_SOUNDS && !known.includes(name))
        throw new CallstationError('tooLarge', `There are ${MOST_SOUNDS} sounds already. Delete one first.`);
      const path = join(folder, name);
      // Whole or not at all, also when the process ends meanwhile.
      await writeFile(`${path}.part`, file, { mode: 0o600 });
      await rename(`${path}.part`, path);
      const { mtimeMs } = await stat(path);
      const ms = Math.round((samples * 1000) / RATE);
      return { name, path, bytes: file.length, at: Math.round(mtimeMs), ms };
    },
    async remove(app, name) {
      const folder = folderOf(app);
      if (!(await namesIn(folder)).includes(name)) return false;
      await rm(join(folder, name), { force: true });
      return true;
    },
  };
}

/** How many samples it has, at 16 kHz. */
function checked(name: string, file: Buffer): number {
  if (!SOUND_NAME.test(name))
    throw new CallstationError('invalidArgument', 'A sound is called by letters, digits, - and _, and ends in .wav.');
  if (file.length > MOST_SOUND_BYTES)
    throw new CallstationError('tooLarge', `A sound has ${MOST_SOUND_BYTES} bytes at most: ten minutes at 16 kHz.`);
  const { length } = readWav(file);
  if (length === 0) throw new CallstationError('invalidArgument', 'There is nothing to hear in this file.');
  return length;
}

async function namesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder).catch(() => []);
  return found.filter((name) => SOUND_NAME.test(name));
}

async function storedOf(folder: string, name: string): Promise<StoredSound | null> {
  const path = join(folder, name);
  const about = await stat(path).catch(() => null);
  return about === null ? null : { name, path, bytes: about.size, at: Math.round(about.mtimeMs) };
}
