import { describe, expect, it } from 'vitest';
import { createSpectrum, EAR_TONES, goertzel } from './spectrum.ts';
import { DIGIT_TONES } from './tones.ts';

const sine = (hz: number, level: number, samples = 1600): Int16Array =>
  Int16Array.from({ length: samples }, (_, i) => Math.sin((2 * Math.PI * hz * i) / 16_000) * level * 32_767);
const take = (pcm: Int16Array) => {
  const spectrum = createSpectrum();
  spectrum.add(pcm);
  return spectrum.take();
};

describe('spectrum', () => {
  it.each(EAR_TONES)('reads %i Hz and little of it elsewhere', (hz) => {
    const { tones, tone, rms } = take(sine(hz, 0.3));
    expect(tones[hz]).toBeCloseTo(0.3, 2);
    expect(rms).toBeCloseTo(0.3 / Math.SQRT2, 2);
    expect(Math.abs((tone ?? 0) - hz)).toBeLessThanOrEqual(5);
    const near = EAR_TONES.filter((other) => other !== hz && Math.abs(other - hz) < 20);
    const far = EAR_TONES.filter((other) => Math.abs(other - hz) >= 20);
    expect(near.filter((other) => tones[other] > 0.06)).toEqual([]);
    expect(far.filter((other) => tones[other] > 0.001)).toEqual([]);
  });

  it('does not take music for the tone of the page', () => {
    const chord = [130.8, 261.6, 329.6, 392, 493.9].map((hz) => sine(hz, 0.1));
    const { tones, tone } = take(
      Int16Array.from(sine(0, 0), (_, i) => chord.reduce((sum, part) => sum + (part[i] ?? 0), 0)),
    );
    expect(tones[440]).toBeLessThan(0.002);
    expect(tone).toBeNull();
  });

  it.each(Object.entries(DIGIT_TONES))('names the tone of key %s', (_, hz) => {
    expect(take(sine(hz, 0.3)).tone).toBe(hz);
  });

  it('is silent on silence and starts over', () => {
    const spectrum = createSpectrum();
    spectrum.add(sine(440, 0.3));
    spectrum.take();
    expect(spectrum.count()).toBe(0);
    spectrum.add(new Int16Array(1600));
    const tones = Object.fromEntries(EAR_TONES.map((hz) => [hz, 0]));
    expect(spectrum.take()).toEqual({ rms: 0, tone: null, tones });
    expect(goertzel(new Int16Array(0), 440)).toBe(0);
  });
});
