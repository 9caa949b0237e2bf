import { CallstationError } from '@callstation/core/protocol';

/** IMA ADPCM, mono 16 kHz, in a WAV file: a quarter of the size of PCM, and any player opens it. */
const INDEX_MOVES = [-1, -1, -1, -1, 2, 4, 6, 8] as const;
const STEPS = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118,
  130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060,
  1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484,
  7132, 7845, 8630, 9493, 10_442, 11_487, 12_635, 13_899, 15_289, 16_818, 18_500, 20_350, 22_385, 24_623, 27_086,
  29_794, 32_767,
];
const BLOCK_BYTES = 1024;
const BLOCK_HEADER = 4;
const BLOCK_SAMPLES = (BLOCK_BYTES - BLOCK_HEADER) * 2 + 1;
const FORMAT_IMA = 0x11;
/** RIFF header 12, fmt chunk 28, fact chunk 12, head of the data chunk 8. */
const DATA_AT = 60;

interface State {
  value: number;
  index: number;
}

/** One 4-bit code moves the state; returns the new sample. */
function step(state: State, code: number): number {
  const size = STEPS[state.index] ?? 7;
  let change = size >> 3;
  if (code & 4) change += size;
  if (code & 2) change += size >> 1;
  if (code & 1) change += size >> 2;
  state.value = Math.max(-32_768, Math.min(32_767, state.value + (code & 8 ? -change : change)));
  state.index = Math.max(0, Math.min(STEPS.length - 1, state.index + (INDEX_MOVES[code & 7] ?? 0)));
  return state.value;
}
function codeFor(state: State, sample: number): number {
  const size = STEPS[state.index] ?? 7;
  const difference = sample - state.value;
  const magnitude = Math.min(7, Math.floor((Math.abs(difference) * 4) / size));
  return (difference < 0 ? 8 : 0) | magnitude;
}

/** Reads a WAV file written by {@link encodeAdpcmWav}. Throws `internal` on any other. */
export function decodeAdpcmWav(file: Uint8Array): Int16Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const readable = file.length >= DATA_AT && view.getUint16(20, true) === FORMAT_IMA;
  if (!readable || view.getUint16(32, true) !== BLOCK_BYTES || view.getUint32(24, true) !== 16_000) {
    throw new CallstationError('internal', 'A voice file is not IMA ADPCM, mono, 16 kHz.');
  }
  const samples = view.getUint32(48, true);
  if (samples > file.length * 2) throw new CallstationError('internal', 'A voice file is cut short.');
  const pcm = new Int16Array(samples);
  let at = 0;
  for (let block = DATA_AT; block + BLOCK_HEADER <= file.length; block += BLOCK_BYTES) {
    const state: State = { value: view.getInt16(block, true), index: view.getUint8(block + 2) };
    pcm[at++] = state.value;
    const end = Math.min(file.length, block + BLOCK_BYTES);
    for (let i = block + BLOCK_HEADER; i < end; i++) {
      const pair = view.getUint8(i);
      pcm[at++] = step(state, pair & 15);
      pcm[at++] = step(state, pair >> 4);
    }
  }
  return pcm;
}

/** Writes 16 kHz mono samples as an IMA ADPCM WAV file. */
export function encodeAdpcmWav(pcm: Int16Array): Uint8Array {
  const blocks = Math.ceil(pcm.length / BLOCK_SAMPLES);
  const file = new Uint8Array(DATA_AT + blocks * BLOCK_BYTES);
  const view = new DataView(file.buffer);
  writeHeader(file, view, pcm.length);
  const state: State = { value: 0, index: 0 };
  for (let block = 0; block < blocks; block++) {
    const at = DATA_AT + block * BLOCK_BYTES;
    const from = block * BLOCK_SAMPLES;
    state.value = pcm[from] ?? 0;
    view.setInt16(at, state.value, true);
    view.setUint8(at + 2, state.index);
    for (let i = 1; i < BLOCK_SAMPLES; i++) {
      const code = codeFor(state, pcm[from + i] ?? 0);
      step(state, code);
      const byte = at + BLOCK_HEADER + ((i - 1) >> 1);
      file[byte] = (file[byte] ?? 0) | ((i - 1) % 2 === 0 ? code : code << 4);
    }
  }
  return file;
}

function writeHeader(file: Uint8Array, view: DataView, samples: number): void {
  const text = (at: number, words: string): void => file.set(new TextEncoder().encode(words), at);
  text(0, 'RIFF');
  view.setUint32(4, file.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 20, true);
  view.setUint16(20, FORMAT_IMA, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 16_000, true);
  view.setUint32(28, Math.round((16_000 * BLOCK_BYTES) / BLOCK_SAMPLES), true);
  view.setUint16(32, BLOCK_BYTES, true);
  view.setUint16(34, 4, true);
  view.setUint16(36, 2, true);
  view.setUint16(38, BLOCK_SAMPLES, true);
  text(40, 'fact');
  view.setUint32(44, 4, true);
  view.setUint32(48, samples, true);
  text(52, 'data');
  view.setUint32(56, file.length - DATA_AT, true);
}
