import type { Clock } from '@callstation/core/ports';
import { FRAME_MS } from './sound.ts';

/** More ticks than this behind: the process stood still, and a burst would help nobody. */
const MAX_CATCH_UP = 6;

/** One beat every 20 ms for everything that has to be paced. Runs only while somebody listens. */
export class Ticker {
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  #cancel: (() => void) | null = null;
  #startedAt = 0;
  #done = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many are being called. */
  get size(): number {
    return this.#listeners.size;
  }

  now(): number {
    return this.#clock.now();
  }

  /** When the newest beat was due; it may have come late. */
  get beatAt(): number {
    return this.#startedAt + this.#done * FRAME_MS;
  }

  /** Calls `fn` at every beat; returns the stop. */
  add(fn: () => void): () => void {
    // A wrapper, so that the same function added twice is two listeners.
    const listener = (): void => fn();
    this.#listeners.add(listener);
    if (!this.#cancel) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #start(): void {
    this.#startedAt = this.#clock.now();
    this.#done = 0;
    this.#arm();
  }

  // Counted from the start, never interval by interval: timers only ever come late, and lateness adds up.
  #arm(): void {
    const due = this.#startedAt + (this.#done + 1) * FRAME_MS;
    this.#cancel = this.#clock.after(Math.max(0, due - this.#clock.now()), () => this.#beat());
  }

  #beat(caughtBreath = false): void {
    const due = Math.floor((this.#clock.now() - this.#startedAt) / FRAME_MS);
    // The process stood still: what was said meanwhile still lies in the sockets. It is read first, else it would be missed.
    if (due - this.#done > 1 && !caughtBreath) {
      this.#cancel = this.#clock.after(0, () => this.#beat(true));
      return;
    }
    if (due - this.#done > MAX_CATCH_UP) this.#done = due - 1;
    while (this.#done < due && this.#listeners.size > 0) {
      this.#done++;
      for (const listener of this.#listeners) listener();
    }
    if (this.#listeners.size > 0) this.#arm();
  }
}
