import { wav } from './wav.mjs';

/**
 * A tone as a 16-bit PCM WAV file, mono.
 *
 * @param {number} hz
 * @param {number} ms  Whole periods of the tone where the file is looped.
 * @param {{ rate?: number, level?: number }} [options]  Samples a second, default 16,000; loudness 0 to 1, default 0.3.
 */
export function toneWav(hz, ms, { rate = 16_000, level = 0.3 } = {}) {
  return wav(rate, (rate * ms) / 1000, (at) => level * Math.sin((2 * Math.PI * hz * at) / rate));
}
