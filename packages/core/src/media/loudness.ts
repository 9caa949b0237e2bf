/** Silence as far as a meter is concerned, decibels under full scale. */
const FLOOR_DB = -60;

/** How loud samples are, 0 to 1, on a scale even to the ear: -60 dB and less is 0, full scale is 1. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  if (sum === 0 || samples.length === 0) return 0;
  const decibels = 10 * Math.log10(sum / samples.length);
  return Math.min(1, Math.max(0, 1 - decibels / FLOOR_DB));
}
