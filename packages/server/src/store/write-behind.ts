import type { Clock, Logger } from '@callstation/core/ports';
import type { Store, StoreWrite } from './store.ts';
import { addTo, keyOf, rowsOf } from './write-line.ts';

/** How the writing goes. */
export interface WriteHealth {
  /** Since when nothing could be written; null while all is well. */
  failingSince: number | null;
  /** Writes in memory that are not in the store yet. */
  waiting: number;
  /** Writes that were lost since the start: the line was full, or the store refused them for what they are. */
  lost: number;
}

/**
 * Writes to a store in order, behind whoever puts in: nothing of a call ever waits for a database. While the store fails,
 * writes wait in memory; the newest state of a session replaces the one that waits. When the line is full, what is new is
 * lost and what waits is kept, so that a gap has one beginning and one end.
 */
export interface WriteBehind {
  put(write: StoreWrite): void;
  /** Resolves when all that was put in is in the store, or at once while the store fails. Never rejects. */
  written(): Promise<void>;
  health(): WriteHealth;
  /** Tries for so long at most to write what waits. Nothing is taken in any more. */
  stop(ms: number): Promise<void>;
}

interface WriteBehindOptions {
  clock: Clock;
  logger: Logger;
  write: Store['write'];
  /**
   * Lets others have their turn before the first transaction and between two: SQLite works within this thread, and what an event
   * has to tell the pages leaves before it is written down.
   */
  breathe?: () => Promise<void>;
  /** Writes that may wait; default 20,000, about as many megabytes. */
  most?: number;
}

/** Rows of one transaction, and one write more: few enough for the sound of calls not to wait. */
const AT_ONCE = 32;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/** Makes a {@link WriteBehind}. */
export function createWriteBehind(options: WriteBehindOptions): WriteBehind {
  return new WriteLine(options);
}

class WriteLine implements WriteBehind {
  readonly #options: Required<WriteBehindOptions>;
  readonly #line = new Map<string, StoreWrite>();
  /** On their way to the store; they come before the line, also when they are tried again. */
  #flying: StoreWrite[] = [];
  /** Who waits for what is in the line, and for what is on its way. */
  #waiters: { line: (() => void)[]; flying: (() => void)[] } = { line: [], flying: [] };
  #running = false;
  /** Nothing is taken in any more. */
  #closed = false;
  /** Nothing is tried any more. */
  #stopped = false;
  #onIdle: () => void = () => undefined;
  #pause = FIRST_PAUSE_MS;
  #failingSince: number | null = null;
  #lost = 0;
  #endPause: () => void = () => undefined;

  constructor(options: WriteBehindOptions) {
    this.#options = { most: 20_000, breathe: () => Promise.resolve(), ...options };
  }

  put(write: StoreWrite): void {
    if (this.#closed) return;
    const { most, logger } = this.#options;
    if (this.#line.size >= most && !this.#line.has(keyOf(write))) {
      this.#lost += 1;
      if (this.#lost === 1)
        logger.error('the store has failed for so long that records are lost from now on', { most });
      return;
    }
    addTo(this.#line, write);
    this.#start();
  }

  written(): Promise<void> {
    if (this.#failingSince !== null || (this.#line.size === 0 && this.#flying.length === 0)) return Promise.resolve();
    const of = this.#line.size > 0 ? this.#waiters.line : this.#waiters.flying;
    return new Promise((resolve) => void of.push(resolve));
  }

  health(): WriteHealth {
    return { failingSince: this.#failingSince, waiting: this.#line.size + this.#flying.length, lost: this.#lost };
  }

  async stop(ms: number): Promise<void> {
    const { clock, logger } = this.#options;
    this.#closed = true;
    this.#endPause();
    if (this.#running)
      await new Promise<void>((resolve) => {
        const cancel = clock.after(ms, resolve);
        this.#onIdle = () => {
          cancel();
          resolve();
        };
      });
    this.#stopped = true;
    this.#endPause();
    const { waiting } = this.health();
    if (waiting > 0) logger.error('the store did not take these records before the end', { records: waiting });
  }

  #start(): void {
    if (this.#running) return;
    this.#running = true;
    // What is put in within one turn goes in one transaction.
    void this.#options.breathe().then(() => this.#run());
  }

  async #run(): Promise<void> {
    while (!this.#stopped && (this.#flying.length > 0 || this.#line.size > 0)) {
      if (this.#flying.length === 0) this.#take();
      try {
        await this.#options.write(this.#flying);
        this.#done();
        await this.#options.breathe();
      } catch (error) {
        if (isRefusal(error)) await this.#oneByOne();
        else await this.#failed(error);
      }
    }
    this.#running = false;
    this.#onIdle();
  }

  #take(): void {
    let rows = 0;
    for (const [key, write] of this.#line) {
      if (rows >= AT_ONCE) return;
      rows += rowsOf(write);
      this.#flying.push(write);
      this.#line.delete(key);
    }
    this.#waiters = { line: [], flying: [...this.#waiters.flying, ...this.#waiters.line] };
  }

  #done(): void {
    const { logger, clock } = this.#options;
    this.#flying = [];
    this.#pause = FIRST_PAUSE_MS;
    if (this.#failingSince !== null)
      logger.warn('the store takes records again', { afterMs: clock.now() - this.#failingSince, lost: this.#lost });
    this.#failingSince = null;
    if (this.#line.size === 0 || this.#waiters.flying.length > 0) this.#tell();
  }

  #tell(): void {
    const { flying } = this.#waiters;
    this.#waiters = { ...this.#waiters, flying: [] };
    for (const resolve of flying) resolve();
  }

  /** The store is there, but does not want one of them: the others must not wait for that one for ever. */
  async #oneByOne(): Promise<void> {
    const { write, logger } = this.#options;
    while (this.#flying.length > 0 && !this.#stopped) {
      const [first] = this.#flying;
      if (first === undefined) return;
      try {
        await write([first]);
      } catch (error) {
        if (!isRefusal(error)) return this.#failed(error);
        this.#lost += 1;
        logger.error('the store refuses a record', { type: first.type, error: String(error) });
      }
      this.#flying.shift();
    }
    this.#done();
  }

  async #failed(error: unknown): Promise<void> {
    const { clock, logger } = this.#options;
    if (this.#failingSince === null) {
      this.#failingSince = clock.now();
      logger.error('the store fails; calls go on, records wait in memory', { error: String(error) });
    }
    for (const resolve of [...this.#waiters.flying, ...this.#waiters.line]) resolve();
    this.#waiters = { line: [], flying: [] };
    const pause = this.#pause;
    this.#pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    await new Promise<void>((resolve) => {
      const cancel = clock.after(pause, resolve);
      this.#endPause = () => {
        cancel();
        resolve();
      };
    });
    this.#endPause = () => undefined;
  }
}

/** Whether it is the record, not the store: a constraint, a value out of range. */
function isRefusal(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return /^(?:2[23][0-9A-Z]{3}|SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG|RANGE).*)$/u.test(code);
}
