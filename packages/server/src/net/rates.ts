import type { Clock } from '@callstation/core/ports';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

/** Whom is counted at most: the one who was quiet longest is forgotten first. */
const MOST = 10_000;

/** Says whether one more request of that key is let through: so many in a second, and `burst` at once. */
export function createRates(clock: Clock, perSecond: number, burst: number = perSecond): (key: string) => boolean {
  const limits = new Map<string, RateLimit>();
  return (key) => {
    const limit = limits.get(key) ?? createRateLimit(clock, perSecond, burst);
    limits.delete(key);
    limits.set(key, limit);
    const [oldest] = limits.keys();
    if (limits.size > MOST && oldest !== undefined) limits.delete(oldest);
    return limit.take();
  };
}
