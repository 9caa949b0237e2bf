/** Calls `fn` every 20 ms, counted from the start as a sound card does: an interval would fall behind. Returns the stop. */
export function every20ms(fn: () => void): () => void {
  const start = performance.now();
  let done = 0;
  const timer = setInterval(() => {
    for (const due = Math.floor((performance.now() - start) / 20); done < due; done++) fn();
  }, 5);
  return () => clearInterval(timer);
}
