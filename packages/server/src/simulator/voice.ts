import { CallstationError } from '@callstation/core/protocol';
import { readFileSync } from 'node:fs';
import { decodeAdpcmWav } from '../sound/adpcm.ts';
import { assetFile } from '../sound/asset.ts';

const decoded = new Map<string, Int16Array>();

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
  const file = assetFile('voice', name);
  if (file === null) throw new CallstationError('invalidArgument', `There is no voice '${name.slice(0, 40)}'.`);
  const pcm = decodeAdpcmWav(readFileSync(file));
  decoded.set(name, pcm);
  return pcm;
}
