import { CallstationError } from '@callstation/core/protocol';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeAdpcmWav } from './adpcm.ts';

const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const decoded = new Map<string, Int16Array>();
let folder: string | null = null;

/**
 * The recording of that name out of `assets/voice`, 16 kHz mono, decoded at its first use and kept. Throws
 * `invalidArgument` when there is none.
 *
 * @example
 * loadVoice('hello').length / 16_000; // seconds
 */
export function loadVoice(name: string): Int16Array {
  const known = decoded.get(name);
  if (known) return known;
  const file = join(voiceFolder(), `${name}.wav`);
  if (!NAME.test(name) || !existsSync(file)) {
    throw new CallstationError('invalidArgument', `There is no voice '${name.slice(0, 40)}'.`);
  }
  const pcm = decodeAdpcmWav(readFileSync(file));
  decoded.set(name, pcm);
  return pcm;
}

/** The package's assets, seen from the sources and from a bundle alike. */
function voiceFolder(): string {
  if (folder !== null) return folder;
  let at = dirname(fileURLToPath(import.meta.url));
  for (let up = dirname(at); up !== at; at = up, up = dirname(up)) {
    const candidate = join(at, 'assets', 'voice');
    if (existsSync(candidate)) return (folder = candidate);
  }
  throw new CallstationError('internal', 'The assets of the server package are missing.');
}
