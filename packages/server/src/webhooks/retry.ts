import type { Millis } from '@callstation/core/model';

/** After so many tries a delivery is given up: about three days with {@link retryDelay}. */
export const MOST_TRIES = 15;

const FIRST_MS = 5000;
const FACTOR = 3;
const LONGEST_MS = 12 * 3_600_000;
const LONGEST_ASKED_MS = 24 * 3_600_000;

/**
 * How long to wait after a try that failed, milliseconds: 5 s, 15 s, 45 s … up to 12 h, each a fifth more or less by chance, so
 * that what failed together does not come back together. `tries`: how many there were; `chance`: at least 0, below 1.
 */
export function retryDelay(tries: number, chance: number): number {
  const delay = Math.min(FIRST_MS * FACTOR ** (tries - 1), LONGEST_MS);
  return Math.round(delay * (0.8 + 0.4 * chance));
}

/** What a `Retry-After` asks for, milliseconds from `now`: seconds or a date, a day at most; 0 for none or nonsense. */
export function askedDelay(retryAfter: string | null, now: Millis): number {
  if (retryAfter === null) return 0;
  const asked = /^\d{1,9}$/u.test(retryAfter.trim()) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isFinite(asked) ? Math.min(Math.max(0, asked), LONGEST_ASKED_MS) : 0;
}
