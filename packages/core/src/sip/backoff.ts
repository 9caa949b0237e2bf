import type { Random } from '../ports/index.ts';

const FIRST_MS = 250;
const LONGEST_MS = 8000;

/** Milliseconds before try `attempt` (0 the first): doubling to 8 s, half of it by chance so that pages spread. */
export function backoff(attempt: number, random: Pick<Random, 'fraction'>): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random.fraction());
}
