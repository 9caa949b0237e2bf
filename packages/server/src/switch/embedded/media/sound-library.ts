import { readFile, stat } from 'node:fs/promises';
import { CallstationError } from '@callstation/core/protocol';
import { readWav } from '../../../sound/wav.ts';
import { createClip, type Clip } from './clip.ts';
import { holdMusic, lostTone, ringback, zipTone } from './synth.ts';

/** What can be played, as the switch's port names it. */
export type SoundSource = { file: string } | { music: string } | { tone: 'ringback' | 'lost' | 'zip' };

/** Files longer than ten minutes are somebody's mistake. */
const MAX_FILE_BYTES = 10 * 60 * 32_000;

const TONES = { ringback, lost: lostTone, zip: zipTone };

type Samples = () => Int16Array | Promise<Int16Array>;

/** The built-in sounds are the same for every switch of the process. */
const builtIn = new Map<string, Promise<Clip>>();

/** Makes every sound at most once. Any music id is the one built-in piece until an installation brings its own. */
export class SoundLibrary {
  readonly #files = new Map<string, { mtimeMs: number; clip: Promise<Clip> }>();

  /** @throws CallstationError `notFound` for a missing file, `invalidArgument` for one that cannot be played. */
  clip(source: SoundSource): Promise<Clip> {
    if ('music' in source) return once(builtIn, 'music', holdMusic);
    if ('file' in source) return this.#file(source.file);
    return once(builtIn, source.tone, TONES[source.tone]);
  }

  /** A file may be replaced while the centre runs: whoever is told of it next hears the new one. */
  async #file(path: string): Promise<Clip> {
    const { mtimeMs } = await stat(path).catch(missing);
    const known = this.#files.get(path);
    if (known?.mtimeMs === mtimeMs) return known.clip;
    const clip = load(path).then(createClip);
    this.#files.set(path, { mtimeMs, clip });
    clip.catch(() => this.#files.delete(path));
    return clip;
  }

  /** Encodes what every call may need, so that the first hold does not wait. */
  async prepare(): Promise<void> {
    await Promise.all([this.clip({ tone: 'ringback' }), this.clip({ tone: 'lost' }), this.clip({ music: 'default' })]);
  }
}

function once(clips: Map<string, Promise<Clip>>, key: string, samples: Samples): Promise<Clip> {
  const known = clips.get(key);
  if (known) return known;
  const made = Promise.resolve().then(samples).then(createClip);
  clips.set(key, made);
  made.catch(() => clips.delete(key));
  return made;
}

async function load(file: string): Promise<Int16Array> {
  const data = await readFile(file).catch(missing);
  if (data.length > MAX_FILE_BYTES)
    throw new CallstationError('tooLarge', 'The sound file is longer than ten minutes.');
  const samples = readWav(data);
  if (samples.length === 0) throw new CallstationError('invalidArgument', 'The sound file is empty.');
  return samples;
}

function missing(error: unknown): never {
  throw new CallstationError('notFound', 'No such sound file.', { cause: error });
}
