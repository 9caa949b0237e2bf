/** The longest that a key is held down, milliseconds: what is longer was never pressed by a hand. */
const MOST_MS = 10_000;

/**
 * The key in an INFO body: `Signal=5` with its `Duration` (application/dtmf-relay) or the key alone (application/dtmf).
 * Null for anything else: several keys, no key, a duration that is none.
 */
export function parseDtmf(body: string): string | null {
  const [first = '', ...rest] = body.slice(0, 256).split(/\r?\n/u);
  const key = /^ {0,4}(?:Signal {0,4}= {0,4})?([0-9*#A-D]) {0,4}$/iu.exec(first)?.[1];
  if (key === undefined || body.length > 256) return null;
  const said = rest.filter((line) => line.trim() !== '');
  return said.every(isDuration) ? key.toUpperCase() : null;
}

function isDuration(line: string): boolean {
  const ms = /^ {0,4}Duration {0,4}= {0,4}([0-9]{1,6}) {0,4}$/iu.exec(line)?.[1];
  return ms !== undefined && Number(ms) > 0 && Number(ms) <= MOST_MS;
}
