import { OggOpusDecoder } from 'ogg-opus-decoder';
import type { Recorded } from './switch-rig.ts';

const RATE = 16_000;
const WAV_HEADER = 44;

/** The two tracks of a recording, by a decoder that is not the switch's own. */
export async function readRecording(file: Buffer): Promise<Recorded> {
  if (file.toString('latin1', 0, 4) === 'RIFF') return readStereoWav(file);
  const decoder = new OggOpusDecoder();
  await decoder.ready;
  try {
    const { channelData, errors } = await decoder.decodeFile(file);
    if (channelData.length !== 2 || errors.length > 0)
      throw new Error(`${channelData.length} channels; ${errors.map(({ message }) => message).join()}`);
    const [left = new Float32Array(), right = new Float32Array()] = channelData;
    return { left: toSamples(left), right: toSamples(right) };
  } finally {
    decoder.free();
  }
}

/** The decoder delivers 48 kHz; nothing in it is above 8. */
function toSamples(track: Float32Array): Int16Array {
  const third = (i: number): number => Math.max(-1, Math.min(1, track[i * 3] ?? 0));
  return Int16Array.from({ length: track.length / 3 }, (_, i) => Math.round(third(i) * 32_767));
}

function readStereoWav(file: Buffer): Recorded {
  const [channels, rate, bits] = [file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)];
  if (channels !== 2 || rate !== RATE || bits !== 16) throw new Error(`${channels} channels, ${rate} Hz, ${bits} bits`);
  const bytes = file.readUInt32LE(40);
  if (file.readUInt32LE(4) !== bytes + 36) throw new Error('The sizes in the header disagree.');
  const data = file.subarray(WAV_HEADER, WAV_HEADER + bytes);
  const track = (offset: number): Int16Array =>
    Int16Array.from({ length: data.length / 4 }, (_, i) => data.readInt16LE(i * 4 + offset));
  return { left: track(0), right: track(2) };
}
