import { describe, expect, it } from 'vitest';
import { encodeAdpcmWav } from './adpcm.ts';
import { readWav } from './wav.ts';

/** A WAV file with those format fields. */
function wav(samples: ArrayLike<number>, { rate = 16_000, channels = 1, bits = 16, coding = 1 } = {}): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(coding, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length * 2, 40);
  return Buffer.concat([header, Buffer.from(Int16Array.from(samples).buffer)]);
}

const sine = (rate: number, hz: number): number[] =>
  Array.from({ length: rate / 2 }, (_, i) => Math.round(10_000 * Math.sin((2 * Math.PI * hz * i) / rate)));

/** How much of the sound is that tone: 1 for nothing else. */
function share(samples: Int16Array, hz: number): number {
  let [re, im, power] = [0, 0, 0];
  samples.forEach((v, i) => {
    re += v * Math.cos((2 * Math.PI * hz * i) / 16_000);
    im += v * Math.sin((2 * Math.PI * hz * i) / 16_000);
    power += v * v;
  });
  return (2 * (re ** 2 + im ** 2)) / samples.length / power;
}

describe('WAV files', () => {
  it('are read as they are at 16 kHz', () => {
    expect([...readWav(wav([1, -2, 32_767]))]).toEqual([1, -2, 32_767]);
  });

  it.each([8000, 11_025, 22_050, 24_000, 44_100, 48_000])('keep their length and their tone from %i Hz', (rate) => {
    const samples = readWav(wav(sine(rate, 440), { rate }));
    expect(Math.abs(samples.length - 8000)).toBeLessThanOrEqual(2);
    expect(share(samples, 440)).toBeGreaterThan(0.99);
  });

  it('are mixed from stereo', () => {
    expect([...readWav(wav([100, 300, -5, 5], { channels: 2 }))]).toEqual([200, 0]);
  });

  it('are read when we wrote them smaller', () => {
    const back = readWav(Buffer.from(encodeAdpcmWav(Int16Array.from(sine(16_000, 440)))));
    expect(back.length).toBe(8000);
    expect(share(back, 440)).toBeGreaterThan(0.99);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['a slow one', wav([1], { rate: 4000 })],
    ['a fast one', wav([1], { rate: 96_000 })],
    ['surround', wav([1], { channels: 6 })],
    ['8 bits', wav([1], { bits: 8 })],
    ['another coding', wav([1], { coding: 6 })],
    ['another ADPCM', wav([1], { coding: 0x11 })],
    ['half a header', wav([1]).subarray(0, 30)],
    ['a sound that claims to be longer than its file', claims(encodeAdpcmWav(new Int16Array(100)))],
  ])('are refused, typed: %s', (_, file) => {
    expect(() => readWav(file)).toThrow(expect.objectContaining({ code: 'invalidArgument' }));
  });
});

function claims(file: Uint8Array): Buffer {
  const lying = Buffer.from(file);
  lying.writeUInt32LE(0xffff_ffff, 48);
  return lying;
}
