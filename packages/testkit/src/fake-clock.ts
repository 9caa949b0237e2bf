import type { Clock } from '@callstation/core/ports';

/** A clock that moves only when told. */
export interface FakeClock extends Clock {
  /** Moves time on by `ms`, running what falls due in order, each at its own instant. */
  advance(ms: number): void;
  /** As {@link advance}, but lets promises settle after every alarm. */
  advanceAsync(ms: number): Promise<void>;
  /** Alarms that are set. 0 proves that nothing is left ticking. */
  readonly pending: number;
}

interface Alarm {
  at: number;
  order: number;
  fn: () => void;
}

/**
 * Makes a clock for tests; `start` is its first instant, epoch milliseconds.
 *
 * @example
 * const clock = createFakeClock();
 * clock.after(1000, ring);
 * clock.advance(1000); // ring was called
 */
export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  let order = 0;
  const alarms = new Set<Alarm>();
  const next = (until: number): Alarm | undefined =>
    [...alarms].filter((a) => a.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
  const fire = (alarm: Alarm): void => {
    alarms.delete(alarm);
    now = Math.max(now, alarm.at);
    alarm.fn();
  };
  return {
    now: () => now,
    after(ms, fn) {
      const alarm = { at: now + Math.max(0, ms), order: order++, fn };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    advance(ms) {
      const until = now + ms;
      for (let alarm = next(until); alarm; alarm = next(until)) fire(alarm);
      now = until;
    },
    async advanceAsync(ms) {
      const until = now + ms;
      await settle();
      for (let alarm = next(until); alarm; alarm = next(until)) {
        fire(alarm);
        await settle();
      }
      now = until;
    },
    get pending() {
      return alarms.size;
    },
  };
}

/** Lets every promise that can settle without time settle. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
