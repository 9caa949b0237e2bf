import type { Clock } from '../clock.ts';

/** The longest delay a timer takes; beyond it, it would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** Safari before 15 does not say when a page began. */
let began: number | null = null;
const origin = ({ timeOrigin }: { timeOrigin?: number }): number =>
  timeOrigin ?? (began ??= Date.now() - performance.now());

/** The machine's clock. Epoch based but monotonic: setting the machine's time moves no alarm. */
export const systemClock: Clock = {
  now: () => origin(performance) + performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(Math.max(0, ms), LONGEST));
    return () => clearTimeout(timer);
  },
};
