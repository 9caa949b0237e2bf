import { CallstationError } from '@callstation/core/protocol';
import { SAMPLE_RATE } from './sound.ts';

/**
 * The samples of a WAV file: 16-bit PCM, mono, 16 kHz, as the switch plays it.
 * @throws CallstationError `invalidArgument` for anything else.
 */
export function readWav(file: Buffer): Int16Array {
  const refuse = (why: string): never => {
    throw new CallstationError('invalidArgument', `Not a WAV file the switch can play (16-bit mono, 16 kHz): ${why}.`);
  };
  if (file.length < 12 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    refuse('no RIFF header');
  let known = false;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ') {
      if (body.length < 16) refuse('short format');
      known = body.readUInt16LE(0) === 1 && body.readUInt16LE(2) === 1 && body.readUInt16LE(14) === 16;
      if (!known || body.readUInt32LE(4) !== SAMPLE_RATE) refuse('another format');
    } else if (name === 'data') {
      if (!known) refuse('data before format');
      return Int16Array.from({ length: body.length >> 1 }, (_, i) => body.readInt16LE(i * 2));
    }
    at += 8 + length + (length & 1);
  }
  return refuse('no data');
}
