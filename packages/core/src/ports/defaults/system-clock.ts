import type { Clock } from '../clock.ts';

/** The longest delay a timer takes; beyond it, it would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** The machine's clock. Epoch based but monotonic: setting the machine's time moves no alarm. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(Math.max(0, ms), LONGEST));
    return () => clearTimeout(timer);
  },
};
