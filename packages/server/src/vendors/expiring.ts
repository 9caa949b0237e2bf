import type { Clock } from '@callstation/core/ports';

/** Entries that are forgotten at an instant. */
export interface Expiring<T> {
  /** The newest value under a key takes the place of an older one. `until`: an instant of the clock. */
  put(key: string, value: T, until: number): void;
  get(key: string): T | null;
  /** The value, which is gone afterwards. */
  take(key: string): T | null;
}

/** Makes an empty table. Beyond `most` entries the oldest go first: what strangers send must not fill the memory. */
export function createExpiring<T>(clock: Clock, most: number): Expiring<T> {
  const entries = new Map<string, { value: T; until: number }>();
  const get = (key: string): T | null => {
    const found = entries.get(key);
    return found === undefined || found.until <= clock.now() ? null : found.value;
  };
  return {
    put(key, value, until) {
      entries.delete(key);
      entries.set(key, { value, until });
      for (const [old, one] of entries) {
        if (one.until > clock.now() && entries.size <= most) break;
        entries.delete(old);
      }
    },
    get,
    take(key) {
      const value = get(key);
      entries.delete(key);
      return value;
    },
  };
}
