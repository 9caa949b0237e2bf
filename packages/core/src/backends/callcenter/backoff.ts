import type { Random } from '../../ports/index.ts';

const STEPS = [0, 300, 1000, 2000, 5000, 10_000];
/** A connection that lasted this long was a good one; what lasts shorter must not be retried at full speed. */
const STEADY = 10_000;

/** Waiting times between attempts to reconnect: 0, 0.3, 1, 2, 5, then 10 s, each shortened by up to a half at random. */
export interface Backoff {
  /** Milliseconds to wait before the next attempt. */
  next(): number;
  /** The connection was up for `ms`; a steady one starts the steps again. */
  lasted(ms: number): void;
  /** Leaves the immediate retry out: everybody's centre restarts at once, and all pages must not come back at once. */
  spread(): void;
}

/** Makes the steps. */
export function createBackoff(random: Random): Backoff {
  let step = 0;
  return {
    next() {
      const base = STEPS[Math.min(step++, STEPS.length - 1)] ?? 0;
      return Math.round(base * (1 - random.fraction() / 2));
    },
    lasted(ms) {
      if (ms >= STEADY) step = 0;
    },
    spread() {
      step = Math.max(step, 3);
    },
  };
}
