import type { Clock, Logger } from '@callstation/core/ports';
import { openStore } from './open-store.ts';
import type { Store, StoreWrite, TellOfClosed } from './store.ts';
import { storeName, type StoreTarget } from './target.ts';
import { createWriteBehind, type WriteBehind, type WriteHealth } from './write-behind.ts';

/** The store of a running centre, with the line of writes before it. */
export interface Keeper {
  /**
   * Opens it, brings its tables up to date, ends what a crash left open, and tells of that whom `first` says to. Rejects
   * `StoreUnavailable`. Once, first.
   */
  start(first?: (store: Store) => Promise<TellOfClosed>): Promise<void>;
  /** For reading, and for what must be kept before it is answered. Throws before the start. */
  readonly store: Store;
  put(write: StoreWrite): void;
  /** Rises strictly, also over a restart. */
  nextSeq(): number;
  /** See {@link WriteBehind.written}. */
  written(): Promise<void>;
  health(): WriteHealth;
  /** Writes what waits, for a few seconds at most, and closes. */
  stop(): Promise<void>;
}

interface KeeperOptions {
  target: StoreTarget;
  clock: Clock;
  logger: Logger;
  /** Opens the store; another one for tests. */
  open?: typeof openStore;
}

/** How exactly a crash's records end. */
const HEARTBEAT_MS = 2000;
const FORGET_EVERY_MS = 60_000;
const LAST_WRITES_MS = 5000;

/** Makes the {@link Keeper} of a centre. */
export function createKeeper(options: KeeperOptions): Keeper {
  return new StoreKeeper(options);
}

class StoreKeeper implements Keeper {
  readonly #options: Required<KeeperOptions>;
  readonly #line: WriteBehind;
  #store: Store | null = null;
  #seq = 0;
  #cancel: () => void = () => undefined;
  #forgetAt = 0;

  constructor(options: KeeperOptions) {
    const { clock, logger } = options;
    this.#options = { open: openStore, ...options };
    this.#line = createWriteBehind({
      ...{ clock, logger, write: (writes) => this.store.write(writes) },
      breathe,
    });
  }

  async start(first?: (store: Store) => Promise<TellOfClosed>): Promise<void> {
    const { open, target, logger, clock } = this.#options;
    this.#store = await open(target, (error) => logger.warn('a connection to the store broke', { error }));
    const recovered = await this.#store.recover(await first?.(this.#store));
    if (Object.values(recovered).some((count) => count > 0))
      logger.warn('the centre was killed before: what was left open is closed', { ...recovered });
    this.#seq = await this.#store.events.lastSeq();
    logger.info('store', { store: storeName(target) });
    this.#forgetAt = clock.now() + FORGET_EVERY_MS;
    this.#beat();
  }

  get store(): Store {
    if (this.#store === null) throw new Error('The store is not open.');
    return this.#store;
  }

  put(write: StoreWrite): void {
    this.#line.put(write);
  }

  nextSeq(): number {
    // Microseconds of the clock: still far below 2^53, and of an earlier process all are lower.
    this.#seq = Math.max(this.#seq + 1, Math.round(this.#options.clock.now()) * 1000);
    return this.#seq;
  }

  written(): Promise<void> {
    return this.#line.written();
  }

  health(): WriteHealth {
    return this.#line.health();
  }

  async stop(): Promise<void> {
    const { logger } = this.#options;
    this.#cancel();
    if (this.#store === null) return;
    await this.#line.stop(LAST_WRITES_MS);
    await this.#store
      .close()
      .catch((error: unknown) => logger.warn('the store did not close well', { error: String(error) }));
  }

  #beat(): void {
    const { clock, logger } = this.#options;
    // A clock may have fractions, the columns have none.
    const now = Math.round(clock.now());
    this.put({ type: 'alive', at: now });
    if (now >= this.#forgetAt) {
      this.#forgetAt = now + FORGET_EVERY_MS;
      this.store.commands
        .forget(now)
        .catch((error: unknown) => logger.debug('not forgotten', { error: String(error) }));
    }
    this.#cancel = clock.after(HEARTBEAT_MS, () => this.#beat());
  }
}

/** One whole turn of the event loop: what sockets gathered leaves at its end, and what they received comes first in the next. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
