import type { Clock } from '../ports/index.ts';

/** The machine's time. `now` never runs backwards, also when the user sets the machine's clock back. */
export function systemClock(): Clock {
  let latest = 0;
  return {
    now: () => (latest = Math.max(latest, Date.now())),
    after: (ms, fn) => {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
  };
}
