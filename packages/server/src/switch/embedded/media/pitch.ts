/** Shortest and longest repetition looked for: 2.5 to 20 ms holds every voice and every test tone. */
const SHORTEST = 40;
const LONGEST = 320;
const WINDOW = 160;
/** Samples needed to find a period. */
export const PITCH_SAMPLES = LONGEST + WINDOW;

/** A stretch of sound that may be repeated or left out without a break. */
export interface Pitch {
  /** Samples. */
  lag: number;
  /** How well the sound repeats itself, 0 to 1; silence repeats itself perfectly. */
  likeness: number;
}

/**
 * The shortest period with which `samples` repeat themselves around index `at`: the {@link WINDOW} before it is compared
 * with what came earlier. Needs {@link PITCH_SAMPLES} before `at`.
 */
export function findPitch(samples: Int16Array, at = samples.length): Pitch {
  const likeness = new Float64Array(LONGEST + 1);
  const now = power(samples, at - WINDOW, at);
  let then = power(samples, at - SHORTEST - WINDOW, at - SHORTEST);
  let best = 0;
  for (let lag = SHORTEST; lag <= LONGEST; lag++) {
    const found = alike(productAt(samples, at, lag), now, then);
    likeness[lag] = found;
    if (found > best) best = found;
    // The window moves back by one sample.
    const comes = samples[at - WINDOW - lag - 1] ?? 0;
    const goes = samples[at - lag - 1] ?? 0;
    then += comes * comes - goes * goes;
  }
  // The first peak that is as good as the best: a multiple of the period costs delay and gains nothing.
  for (let lag = SHORTEST; lag <= LONGEST; lag++) {
    const found = likeness[lag] ?? 0;
    const peak = found >= (likeness[lag - 1] ?? 0) && found >= (likeness[lag + 1] ?? 0);
    if (peak && found >= best - 0.02) return { lag, likeness: found };
  }
  return { lag: LONGEST, likeness: best };
}

function power(samples: Int16Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (samples[i] ?? 0) ** 2;
  return sum;
}

function productAt(samples: Int16Array, at: number, lag: number): number {
  let product = 0;
  for (let i = at - WINDOW; i < at; i++) product += (samples[i] ?? 0) * (samples[i - lag] ?? 0);
  return product;
}

function alike(product: number, now: number, then: number): number {
  const both = Math.sqrt(now * then);
  if (both < WINDOW) return now + then < 2 * WINDOW ? 1 : 0;
  return Math.max(0, product / both);
}
