import type { Clock, Logger, Random } from '../index.ts';
import { consoleLogger } from './console-logger.ts';
import { cryptoRandom } from './crypto-random.ts';

/** The longest delay a timer takes; beyond it, it would fire at once. */
const LONGEST = 2 ** 31 - 1;

let latest = 0;
/** `Date.now` that never runs backwards. */
const plainClock: Clock = {
  now: () => (latest = Math.max(latest, Date.now())),
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(Math.max(0, ms), LONGEST));
    return () => clearTimeout(timer);
  },
};

const digits = (): string =>
  Math.floor(Math.random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
/** An App's compiler may put something in the place of `crypto` that fails. */
function either<T>(secure: () => T, plain: () => T): T {
  try {
    return secure();
  } catch {
    return plain();
  }
}
/** Ids need to be different, and secret only from those without a token. */
const plainRandom: Random = {
  id: () => either(cryptoRandom.id, () => digits() + digits() + digits() + digits()),
  fraction: () => either(cryptoRandom.fraction, Math.random),
};

/**
 * Clock, chance and log for a JavaScript engine with nothing of the web, such as the logic layer of a uni-app or a
 * mini-program: no `performance`, no `crypto`. For `createWorkstation`; backends that are made for such places have them by
 * themselves.
 *
 * @example
 * const workstation = createWorkstation({ backend: bridge({ port, token }), ports: plainPorts });
 */
export const plainPorts: { clock: Clock; random: Random; logger: Logger } = {
  clock: plainClock,
  random: plainRandom,
  logger: consoleLogger,
};
