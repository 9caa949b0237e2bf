import type { Random } from '../../ports/index.ts';

const STEPS = [0, 300, 1000, 2000, 5000, 10_000];
/** A connection that lasted this long was a good one; what lasts shorter must not be retried at full speed. */
const STEADY = 10_000;
/** When all pages were sent away at once: within this they try for the first time, and again. */
const SPREAD = 5000;
/** So often; then twice as slowly. */
const SPREAD_TRIES = 6;

/** Waiting times between attempts to reconnect: 0, 0.3, 1, 2, 5, then 10 s, each shortened by up to a half at random. */
export interface Backoff {
  /** Milliseconds to wait before the next attempt. */
  next(): number;
  /** The connection was up for `ms`; a steady one starts the steps again. */
  lasted(ms: number): void;
  /** Everybody's centre restarts at once, and all pages must not come back at once, however long it is down. */
  spread(): void;
}

/** Makes the steps. */
export function createBackoff(random: Random): Backoff {
  let step = 0;
  let spread: number | null = null;
  return {
    next() {
      if (spread === null)
        return Math.round((STEPS[Math.min(step++, STEPS.length - 1)] ?? 0) * (1 - random.fraction() / 2));
      // Any moment first, then at an even pace: so at any time as many try as at any other.
      const tries = spread++;
      if (tries === 0) return Math.round(SPREAD * random.fraction());
      return Math.round(SPREAD * (tries < SPREAD_TRIES ? 1 : 2) * (1 - random.fraction() / 4));
    },
    lasted(ms) {
      if (ms < STEADY) return;
      step = 0;
      spread = null;
    },
    spread() {
      spread = 0;
    },
  };
}
