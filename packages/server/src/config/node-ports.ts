import { randomBytes } from 'node:crypto';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { maskNumbers, maskValue } from './mask.ts';

/** Beyond this setTimeout fires at once. */
const LONGEST = 2 ** 31 - 1;

/** The machine's time: epoch milliseconds that a corrected system clock does not turn back, and that may lag after a suspend. */
export const nodeClock: Clock = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(Math.max(0, ms), LONGEST));
    return () => clearTimeout(timer);
  },
};

/** The machine's time of day, with every correction of it: what others sign and let expire is by this one. For alarms: {@link nodeClock}. */
export const nodeWall: Pick<Clock, 'now'> = { now: () => Date.now() };

/** The machine's randomness. */
export const nodeRandom: Random = {
  id: () => randomBytes(16).toString('hex'),
  fraction: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
};

/** How much is logged. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One JSON object a line, to `write` (default: standard error); numbers and names of people are masked in it. */
export function createNodeLogger(
  level: LogLevel,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Logger {
  const least = LOG_LEVELS.indexOf(level);
  const at = (name: LogLevel) => {
    if (LOG_LEVELS.indexOf(name) < least) return () => undefined;
    return (message: string, data: Record<string, unknown> = {}): void =>
      write(`${JSON.stringify({ at: new Date(), level: name, message, ...data }, replacer)}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** An Error has no enumerable members, and a bigint no JSON. */
function replacer(key: string, value: unknown): unknown {
  if (value instanceof Error) return maskNumbers(value.stack ?? value.message);
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'string' ? maskValue(key, value) : value;
}
