import { randomUUID } from 'node:crypto';
import type { Clock, Logger, Random } from '@callstation/core/ports';

/** Real time, for tests whose point is real media. */
export const realClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

/** Real chance. */
export const realRandom: Random = {
  id: () => randomUUID().replaceAll('-', ''),
  fraction: () => Math.random(),
};

/** Says nothing; set `SWITCH_LOG=1` to see what goes on. */
export const quietLogger: Logger = process.env['SWITCH_LOG']
  ? { debug: console.log, info: console.log, warn: console.log, error: console.log }
  : { debug() {}, info() {}, warn() {}, error() {} };
