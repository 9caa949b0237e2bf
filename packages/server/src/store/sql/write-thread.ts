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

  constructor(path: string, program: URL) {
    this.#path = path;
    this.#program = program;
  }

  write(writes: readonly StoreWrite[]): Promise<void> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#ask(this.#started(), { id, writes });
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    // Now somebody waits for it: a program with nothing else to do would end before.
    worker.ref();
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    this.#ask(worker, { close: true });
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
    });
    worker.on('error', (error) => this.#died(worker, error));
    worker.on('exit', () => this.#died(worker, new Error('The thread that writes to the store has ended.')));
    // The store is closed when the centre stops; a program that forgets to must be able to end. After the listeners: each of
    // them holds the thread again.
    worker.unref();
    return worker;
  }

  #ask(worker: Worker, asked: WriterAsked): void {
    worker.postMessage(asked);
  }

  #died(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function errorOf({ name, message, code }: NonNullable<WriterSaid['error']>): Error {
  const error = name === 'TypeError' ? new TypeError(message) : new Error(message);
  return code === undefined ? error : Object.assign(error, { code });
}
