import { describe, expect, it } from 'vitest';
import { decodeAdpcmWav, encodeAdpcmWav } from './adpcm.ts';

describe('ADPCM', () => {
  it('gives back what went in, nearly, at a quarter of the size', () => {
    const pcm = Int16Array.from({ length: 16_001 }, (_, i) => Math.sin(i / 9) * 12_000 + Math.sin(i / 31) * 6000);
    const file = encodeAdpcmWav(pcm);
    const back = decodeAdpcmWav(file);
    expect(file.length).toBeLessThan(9300);
    expect(back.length).toBe(pcm.length);
    let error = 0;
    let power = 0;
    pcm.forEach((sample, i) => {
      error += (sample - (back[i] ?? 0)) ** 2;
      power += sample ** 2;
    });
    expect(10 * Math.log10(power / error)).toBeGreaterThan(25);
  });

  it('refuses another file, typed', () => {
    expect(() => decodeAdpcmWav(new Uint8Array(10))).toThrow(expect.objectContaining({ code: 'internal' }));
    expect(() => decodeAdpcmWav(new Uint8Array(4000))).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});
