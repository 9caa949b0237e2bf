import { randomBytes } from 'node:crypto';
import type { Clock, Logger, Random } from '@callstation/core/ports';

/** Beyond this setTimeout fires at once. */
const LONGEST = 2 ** 31 - 1;

/** The machine's time: epoch milliseconds that a corrected system clock does not turn back. */
export const nodeClock: Clock = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(Math.max(0, ms), LONGEST));
    return () => clearTimeout(timer);
  },
};

/** The machine's randomness. */
export const nodeRandom: Random = {
  id: () => randomBytes(16).toString('hex'),
  fraction: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
};

/** How much is logged. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One JSON object a line, to `write` (default: standard error). */
export function createNodeLogger(
  level: LogLevel,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Logger {
  const least = LOG_LEVELS.indexOf(level);
  const at = (name: LogLevel) => {
    if (LOG_LEVELS.indexOf(name) < least) return () => undefined;
    return (message: string, data: Record<string, unknown> = {}): void =>
      write(`${JSON.stringify({ at: new Date().toISOString(), level: name, message, ...data }, replacer)}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** An Error has no enumerable members, and a bigint no JSON. */
function replacer(_key: string, value: unknown): unknown {
  if (value instanceof Error) return value.stack ?? value.message;
  return typeof value === 'bigint' ? String(value) : value;
}
