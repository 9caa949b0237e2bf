/** Twice a second: a clock that shows seconds is then never wrong by more than half of one. */
const PERIOD_MS = 500;

const listeners = new Set<(now: number) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls `fn` with the page's time twice a second; one timer for everybody, and none when nobody listens. */
export function onTick(fn: (now: number) => void): () => void {
  listeners.add(fn);
  timer ??= setInterval(() => {
    const now = Date.now();
    for (const listener of [...listeners]) listener(now);
  }, PERIOD_MS);
  return () => {
    listeners.delete(fn);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
