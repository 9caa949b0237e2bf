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
  let best = 0;
  for (let lag = SHORTEST; lag <= LONGEST; lag++) {
    const found = likenessAt(samples, at, lag);
    likeness[lag] = found;
    if (found > best) best = found;
  }
  // The first peak that is as good as the best: a multiple of the period costs delay and gains nothing.
  for (let lag = SHORTEST; lag <= LONGEST; lag++) {
    const found = likeness[lag] ?? 0;
    const peak = found >= (likeness[lag - 1] ?? 0) && found >= (likeness[lag + 1] ?? 0);
    if (peak && found >= best - 0.02) return { lag, likeness: found };
  }
  return { lag: LONGEST, likeness: best };
}

function likenessAt(samples: Int16Array, at: number, lag: number): number {
  let product = 0;
  let now = 0;
  let then = 0;
  for (let i = at - WINDOW; i < at; i++) {
    const a = samples[i] ?? 0;
    const b = samples[i - lag] ?? 0;
    product += a * b;
    now += a * a;
    then += b * b;
  }
  const power = Math.sqrt(now * then);
  if (power < WINDOW) return now + then < 2 * WINDOW ? 1 : 0;
  return Math.max(0, product / power);
}
