import type { Clock } from '@callstation/core/ports';

/** A bucket of tokens: `take` is false when it is empty. `refused` counts refusals in a row. */
export interface RateLimit {
  take(): boolean;
  readonly refused: number;
}

/** Makes a full bucket that holds `burst` and gains `perSecond`. */
export function createRateLimit(clock: Clock, perSecond: number, burst: number): RateLimit {
  let tokens = burst;
  let last = clock.now();
  let refused = 0;
  return {
    take() {
      const now = clock.now();
      tokens = Math.min(burst, tokens + ((now - last) / 1000) * perSecond);
      last = now;
      if (tokens < 1) {
        refused += 1;
        return false;
      }
      tokens -= 1;
      refused = 0;
      return true;
    },
    get refused() {
      return refused;
    },
  };
}
