/** Windows of 5 ms at 16 kHz. */
const WINDOW = 80;
const WINDOW_MS = 5;

/** The longest stretch, in ms, in which a tone that should go on was less than half as loud as in general. */
export function longestDip(samples: Int16Array): number {
  const levels: number[] = [];
  for (let at = 0; at + WINDOW <= samples.length; at += WINDOW) {
    let power = 0;
    for (let i = at; i < at + WINDOW; i++) power += (samples[i] ?? 0) ** 2;
    levels.push(Math.sqrt(power / WINDOW));
  }
  const usual = [...levels].sort((a, b) => a - b)[levels.length >> 1] ?? 0;
  let longest = 0;
  let dip = 0;
  for (const level of levels) {
    dip = level < usual / 2 ? dip + WINDOW_MS : 0;
    longest = Math.max(longest, dip);
  }
  return longest;
}
