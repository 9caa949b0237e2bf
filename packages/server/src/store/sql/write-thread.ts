import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Store, StoreWrite } from '../store.ts';
import type { WriterAsked, WriterSaid } from './writer.types.ts';

/** A thread of its own that writes to a database file. */
export interface WriteThread {
  write: Store['write'];
  /** Resolves when all that was asked before is written, and the thread is gone. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** The thread's program where this package is built; its sources, and bundles of it, have none. */
const PROGRAM = new URL('./writer.js', import.meta.url);

/** Whether there is a program for {@link createWriteThread} beside this file. */
export const HAS_WRITER = existsSync(PROGRAM);

/**
 * Starts the thread at the first write, and anew after it has died: what it had not written rejects, and may be asked again,
 * since the same write again changes nothing. `program`: another place of {@link PROGRAM}.
 */
export function createWriteThread(path: string, program: URL = PROGRAM): WriteThread {
  return new WriterThread(path, program);
}

class WriterThread implements WriteThread {
  readonly #path: string;
  readonly #program: URL;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #last = 0;
  #closing = false;

  constructor(path: string, program: URL) {
    this.#path = path;
    this.#program = program;
  }

  write(writes: readonly StoreWrite[]): Promise<void> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      const worker = this.#started();
      // What is being written keeps the program alive, and nothing else does: one that forgets to close can end.
      worker.ref();
      worker.postMessage({ id, writes } satisfies WriterAsked);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    this.#closing = true;
    worker.ref();
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage({ close: true } satisfies WriterAsked);
    await gone;
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#program, { workerData: this.#path });
    this.#worker = worker;
    worker.on('message', ({ id, error }: WriterSaid) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve();
      else waiting?.reject(errorOf(error));
      if (this.#waiting.size === 0 && !this.#closing) worker.unref();
    });
    worker.on('error', (error) => this.#died(worker, error));
    worker.on('exit', () => this.#died(worker, new Error('The thread that writes to the store has ended.')));
    return worker;
  }

  #died(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#closing = false;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function errorOf({ name, message, code }: NonNullable<WriterSaid['error']>): Error {
  const error = name === 'TypeError' ? new TypeError(message) : new Error(message);
  return code === undefined ? error : Object.assign(error, { code });
}
