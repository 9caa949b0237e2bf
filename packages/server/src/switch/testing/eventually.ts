/** Resolves with the first value of `look` that is not null, undefined or false; rejects after `ms` saying what was awaited. */
export async function eventually<T>(what: string, look: () => T | null | undefined | false, ms = 4000): Promise<T> {
  const until = performance.now() + ms;
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > until) throw new Error(`did not happen within ${ms} ms: ${what}`);
    await pause(10);
  }
}

/** Real time, for real media. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
