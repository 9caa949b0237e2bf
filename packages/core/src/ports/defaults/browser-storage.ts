import type { Storage } from '../environment.ts';

/** Session storage. Where there is none, or it is full or forbidden, this page's memory. */
export function createBrowserStorage(prefix = 'callstation:'): Storage {
  const memory = new Map<string, string>();
  const attempt = <T>(fn: () => T): T | undefined => {
    try {
      return fn();
    } catch {
      // Reading `sessionStorage` itself throws in a sandboxed frame, and setItem does when the quota is used up.
      return undefined;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt(() => sessionStorage.getItem(prefix + key)) ?? null,
    set(key, value) {
      if (value === null) memory.delete(key);
      else memory.set(key, value);
      attempt(() => {
        if (value === null) sessionStorage.removeItem(prefix + key);
        else sessionStorage.setItem(prefix + key, value);
      });
    },
  };
}
