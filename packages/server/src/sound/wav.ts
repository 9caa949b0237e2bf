import { CallstationError } from '@callstation/core/protocol';
import { decodeAdpcmWav } from './adpcm.ts';

/** Samples a second of everything the centre plays. */
const RATE = 16_000;
const PCM = 1;
const ADPCM = 0x11;

interface Format {
  coding: number;
  channels: number;
  rate: number;
  bits: number;
}

/**
 * The samples of a WAV file as mono at 16 kHz. It reads 16-bit PCM of 8 to 48 kHz, mono or stereo, and what
 * `encodeAdpcmWav` writes.
 * @throws CallstationError `invalidArgument` for anything else.
 */
export function readWav(file: Buffer): Int16Array {
  if (file.length < 12 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    refuse('no RIFF header');
  let format: Format | null = null;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ') {
      format = readFormat(body);
      if (format.coding === ADPCM) return fromAdpcm(file);
    } else if (name === 'data') {
      return toMono16k(body, format ?? refuse('data before format'));
    }
    at += 8 + length + (length & 1);
  }
  return refuse('no data');
}

function refuse(why: string): never {
  throw new CallstationError(
    'invalidArgument',
    `Not a WAV file that can be played (16-bit PCM, 8 to 48 kHz, mono or stereo): ${why}.`,
  );
}

function readFormat(body: Buffer): Format {
  if (body.length < 16) refuse('short format');
  const [coding, channels, bits] = [0, 2, 14].map((at) => body.readUInt16LE(at)) as [number, number, number];
  const format = { coding, channels, rate: body.readUInt32LE(4), bits };
  if (coding === ADPCM) return format;
  if (coding !== PCM || bits !== 16) refuse('another coding');
  if (channels !== 1 && channels !== 2) refuse(`${channels} channels`);
  if (format.rate < 8000 || format.rate > 48_000) refuse(`${format.rate} samples a second`);
  return format;
}

function fromAdpcm(file: Buffer): Int16Array {
  try {
    return decodeAdpcmWav(file);
  } catch {
    return refuse('another ADPCM than this server writes');
  }
}

function toMono16k(data: Buffer, { channels, rate }: Format): Int16Array {
  const count = Math.floor(data.length / 2 / channels);
  const mono = Float32Array.from({ length: count }, (_, i) => {
    const left = data.readInt16LE(i * 2 * channels);
    return channels === 1 ? left : (left + data.readInt16LE(i * 4 + 2)) / 2;
  });
  if (rate === RATE) return Int16Array.from(mono);
  const step = rate / RATE;
  const last = Math.max(0, count - 1);
  const at = (i: number): number => mono[Math.min(i, last)] ?? 0;
  return Int16Array.from({ length: Math.floor(count / step) }, (_, i) => {
    const from = i * step;
    if (step < 1) {
      const low = Math.floor(from);
      return Math.round(at(low) + (at(low + 1) - at(low)) * (from - low));
    }
    // The mean of what one new sample stands for keeps most of what is too high for 16 kHz from folding back.
    const to = Math.max(Math.floor(from) + 1, Math.floor(from + step));
    let sum = 0;
    for (let j = Math.floor(from); j < to; j++) sum += at(j);
    return Math.round(sum / (to - Math.floor(from)));
  });
}
