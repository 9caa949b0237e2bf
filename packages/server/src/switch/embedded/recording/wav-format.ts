import { FRAME_MS, SAMPLE_RATE } from '../media/sound.ts';
import type { RecordingFormat } from './recording-format.ts';

const FRAMES_A_PIECE = 1000 / FRAME_MS;
const CHANNELS = 2;
const BYTES_A_SAMPLE = 2;
const HEADER_BYTES = 44;
/** The sizes in the header have 32 bits. */
const MOST = 0xffff_ffff - HEADER_BYTES;

/** WAV: 16-bit PCM, stereo, 16 kHz. The header is kept up to date, so that a file that breaks off can be played. */
export function createWavFormat(): RecordingFormat {
  let frames: Int16Array[] = [];
  let bytes = 0;
  const piece = (): { bytes: Uint8Array; at?: number }[] => {
    const body = Buffer.concat(frames.map((frame) => littleEndian(frame)));
    frames = [];
    bytes += body.length;
    return [{ bytes: body }, { bytes: header(Math.min(bytes, MOST)), at: 0 }];
  };
  return {
    begin: () => [{ bytes: header(0) }],
    add(frame) {
      frames.push(frame);
      return frames.length < FRAMES_A_PIECE ? [] : piece();
    },
    end: piece,
    close() {
      frames = [];
    },
  };
}

function littleEndian(frame: Int16Array): Buffer {
  const bytes = Buffer.alloc(frame.length * BYTES_A_SAMPLE);
  for (let i = 0; i < frame.length; i++) bytes.writeInt16LE(frame[i] ?? 0, i * BYTES_A_SAMPLE);
  return bytes;
}

function header(dataBytes: number): Uint8Array {
  const head = Buffer.alloc(HEADER_BYTES);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(dataBytes + HEADER_BYTES - 8, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(CHANNELS, 22);
  head.writeUInt32LE(SAMPLE_RATE, 24);
  head.writeUInt32LE(SAMPLE_RATE * CHANNELS * BYTES_A_SAMPLE, 28);
  head.writeUInt16LE(CHANNELS * BYTES_A_SAMPLE, 32);
  head.writeUInt16LE(BYTES_A_SAMPLE * 8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(dataBytes, 40);
  return head;
}
