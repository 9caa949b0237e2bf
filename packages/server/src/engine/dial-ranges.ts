import type { Millis } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';

const MINUTE_MS = 60_000;
/** Numbers that differ in so many last digits are of one range. */
const TAIL = 4;
/** An answered call that is over so soon is a short one. Milliseconds. */
const SHORT_MS = 6000;
/** So many short ones, and hardly any other, within {@link WATCHED_MS} look like pumping. */
const MANY_SHORT = 20;
const MOSTLY = 0.8;
const WATCHED_MS = 10 * MINUTE_MS;

/** The calls to numbers of one range. */
interface Range {
  placed: Millis[];
  ended: { at: Millis; short: boolean }[];
  heldUntil: Millis;
}

/** Which ranges of numbers are called, how often, and how short the calls are. */
export interface DialRanges {
  /** What the numbers of a range have in common; also what a log may show. */
  of(number: string): string;
  /** Whether there have been so many calls in the last minute, or the range is held. */
  full(range: string, most: number): boolean;
  placed(range: string, at?: Millis): void;
  /** An answered call is over; true when from now on the range is held for a while. */
  ended(range: string, ms: number, at?: Millis): boolean;
}

/** Makes {@link DialRanges}; forgets what is older than ten minutes. */
export function createDialRanges(clock: Clock): DialRanges {
  const ranges = new Map<string, Range>();
  let sweptAt = clock.now();
  const isFresh = ({ placed, ended, heldUntil }: Range): boolean => {
    const last = Math.max(placed.at(-1) ?? 0, ended.at(-1)?.at ?? 0, heldUntil - WATCHED_MS);
    return clock.now() - last < WATCHED_MS;
  };
  const get = (range: string): Range => {
    if (clock.now() - sweptAt >= MINUTE_MS) {
      sweptAt = clock.now();
      for (const [key, one] of ranges) if (!isFresh(one)) ranges.delete(key);
    }
    const known = ranges.get(range) ?? { placed: [], ended: [], heldUntil: 0 };
    ranges.set(range, known);
    return known;
  };
  return {
    of: (number) => number.slice(0, Math.max(1, number.length - TAIL)),
    full(range, most) {
      const known = ranges.get(range);
      if (known === undefined) return false;
      const since = clock.now() - MINUTE_MS;
      known.placed = known.placed.filter((at) => at > since);
      return known.placed.length >= most || known.heldUntil > clock.now();
    },
    placed: (range, at = clock.now()) => void get(range).placed.push(at),
    ended(range, ms, now = clock.now()) {
      const known = get(range);
      known.ended = [...known.ended.filter(({ at }) => at > now - WATCHED_MS), { at: now, short: ms <= SHORT_MS }];
      const short = known.ended.filter((one) => one.short).length;
      if (short < MANY_SHORT || short < known.ended.length * MOSTLY || known.heldUntil > now) return false;
      known.heldUntil = now + WATCHED_MS;
      known.ended = [];
      return true;
    },
  };
}
