import type { Millis } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Grouping } from './report.types.ts';
import { isTimeZone, localTime } from './time-zone.ts';

/** The parts of an interval: `edges[i]` to `edges[i + 1]` is part `i`. */
export interface Buckets {
  readonly edges: readonly Millis[];
  /** Which part an instant is in; -1 outside. */
  at(instant: Millis): number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The longest interval of a grouping: about 700 parts at most, or a leap year. */
const LONGEST_DAYS: Readonly<Record<Grouping, number>> = { '15min': 8, hour: 32, day: 366, whole: 366 };
const STEP_MS: Readonly<Record<Grouping, number>> = {
  '15min': 15 * MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: DAY_MS,
  whole: Infinity,
};

/**
 * Divides an interval by the clock of a time zone. The first and the last part are shorter where the interval does not begin
 * or end with one; parts differ where clocks are changed: that day has 23 or 25 hours.
 *
 * Throws `invalidArgument`: a time zone nobody knows, an end at or before the begin, an interval too long for its grouping.
 */
export function bucketsOf(from: Millis, to: Millis, grouping: Grouping, timeZone: string): Buckets {
  if (!isTimeZone(timeZone))
    throw new CallstationError(
      'invalidArgument',
      `Time zone ${timeZone} is not known; use an IANA name, as Asia/Shanghai.`,
    );
  if (!(from < to)) throw new CallstationError('invalidArgument', 'The interval must end after it begins.');
  const longest = LONGEST_DAYS[grouping];
  if (to - from > longest * DAY_MS)
    throw new CallstationError(
      'invalidArgument',
      `By ${grouping} a report covers ${longest} days at most. Ask for a shorter interval or a coarser grouping.`,
    );
  const edges = [from];
  if (grouping !== 'whole')
    for (
      let edge = nextEdge(from, STEP_MS[grouping], timeZone);
      edge < to;
      edge = nextEdge(edge, STEP_MS[grouping], timeZone)
    )
      edges.push(edge);
  edges.push(to);
  return { edges, at: (instant) => partOf(edges, instant) };
}

/** The first instant after this one at which the clocks show a multiple of the step, or another step than before. */
function nextEdge(instant: Millis, step: number, timeZone: string): Millis {
  const stepOf = (at: Millis): string => {
    const local = localTime(at, timeZone);
    // An hour that the clocks show twice is two, a day on which they are changed is one.
    return `${Math.floor(local / step)} ${step < DAY_MS ? local - at : ''}`;
  };
  const local = localTime(instant, timeZone);
  const straight = instant + step - (((local % step) + step) % step);
  const isStraight = localTime(straight, timeZone) - straight === local - instant;
  if (isStraight) return straight;
  // The clocks are changed on the way: look for the instant at which they show another hour or day.
  let [low, high] = [instant, straight];
  while (stepOf(high) === stepOf(instant)) high += 15 * MINUTE_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (stepOf(middle) === stepOf(instant)) low = middle;
    else high = middle;
  }
  return high;
}

function partOf(edges: readonly Millis[], instant: Millis): number {
  let [low, high] = [0, edges.length - 1];
  if (instant < (edges[low] ?? Infinity) || instant >= (edges[high] ?? -Infinity)) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (instant < (edges[middle] ?? Infinity)) high = middle;
    else low = middle;
  }
  return low;
}
