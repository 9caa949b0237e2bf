import { describe, expect, it } from 'vitest';
import { readRecording } from '../../testing/read-recording.ts';
import { level } from '../../testing/tone-meter.ts';
import { createOggFormat } from './ogg-format.ts';
import { OggPages, oggChecksum } from './ogg-pages.ts';
import type { Piece, RecordingFormat } from './recording-format.ts';
import { createWavFormat } from './wav-format.ts';

/** `frames` of 440 Hz on the left, 1000 Hz on the right. */
function tones(frames: number): Int16Array[] {
  return Array.from({ length: frames }, (_, n) =>
    Int16Array.from({ length: 640 }, (__, i) => {
      const hertz = i % 2 === 0 ? 440 : 1000;
      return Math.round(6000 * Math.sin((2 * Math.PI * hertz * (n * 320 + (i >> 1))) / 16_000));
    }),
  );
}

/** What a file holds after these pieces. */
function fileOf(pieces: readonly Piece[]): Buffer {
  let file = Buffer.alloc(0);
  for (const { bytes, at } of pieces) {
    if (at === undefined) file = Buffer.concat([file, bytes]);
    else file.set(bytes, at);
  }
  return file;
}

const formats: [string, () => Promise<RecordingFormat>][] = [
  ['ogg', () => createOggFormat(0xdead_beef)],
  ['wav', async () => createWavFormat()],
];

describe.each(formats)('%s', (name, make) => {
  it.each([1, 49, 50, 51, 137])('holds %i frames exactly, each channel by itself', async (frames) => {
    const format = await make();
    const pieces = [...format.begin(), ...tones(frames).flatMap((one) => format.add(one)), ...format.end()];
    format.close();
    const { left, right } = await readRecording(fileOf(pieces));
    expect([left.length, right.length]).toEqual([frames * 320, frames * 320]);
    if (frames < 40) return;
    expect([level(left, 440), level(right, 1000)].map((one) => Math.round(one / 1000))).toEqual([6, 6]);
    expect(level(left, 1000)).toBeLessThan(20);
    expect(level(right, 440)).toBeLessThan(20);
  });

  it('is whole up to its last second at any moment', async () => {
    const format = await make();
    const pieces = [...format.begin()];
    const lengths: number[] = [];
    for (const frame of tones(160)) {
      pieces.push(...format.add(frame));
      lengths.push(fileOf(pieces).length);
    }
    format.close();
    const { left } = await readRecording(fileOf(pieces));
    expect(left.length).toBeGreaterThanOrEqual(149 * 320);
    expect(Math.round(level(left, 440) / 1000)).toBe(6);
    // Not kept in memory until the end, nor written a frame at a time.
    expect(new Set(lengths).size).toBe(4);
  });

  it('still plays when it breaks off in the middle of a write', async () => {
    const format = await make();
    const pieces = [...format.begin(), ...tones(160).flatMap((one) => format.add(one))];
    format.close();
    const file = fileOf(pieces);
    if (name === 'wav') return expect(file.readUInt32LE(40)).toBe(150 * 1280);
    const { left } = await readRecording(file.subarray(0, file.length - 500)).catch(() => ({ left: [] }));
    expect(left.length).toBeGreaterThanOrEqual(99 * 320);
  });
});

describe('ogg pages', () => {
  it('has the checksum of the standard', () => {
    // The polynomial is that of CRC-32/POSIX, without its inversion and length.
    expect(oggChecksum(Buffer.from('123456789'))).toBe(0x89a1_897f);
  });

  it('marks the first and the last page, numbers them, and keeps long packets whole', () => {
    const pages = new OggPages(7);
    pages.add(new Uint8Array(255), 1n);
    const first = Buffer.from(pages.page());
    pages.add(new Uint8Array(600), 2n);
    pages.add(new Uint8Array(0), 3n);
    const last = Buffer.from(pages.page(true));
    expect([first[5], first.readUInt32LE(18), [...first.subarray(26, 29)]]).toEqual([2, 0, [2, 255, 0]]);
    expect([last[5], last.readUInt32LE(18), [...last.subarray(26, 31)]]).toEqual([4, 1, [4, 255, 255, 90, 0]]);
    expect([last.readBigInt64LE(6), last.readUInt32LE(14), last.length]).toEqual([3n, 7, 27 + 4 + 600]);
    expect(pages.fits(new Uint8Array(255 * 254))).toBe(true);
    expect(pages.fits(new Uint8Array(255 * 255))).toBe(false);
  });
});
