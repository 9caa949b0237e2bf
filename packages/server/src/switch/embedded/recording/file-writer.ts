import type { RecordingFile } from '../options.ts';
import type { Piece } from './recording-format.ts';

/** A disk that is so far behind will not catch up, and memory is for calls. */
const MOST_WAITING = 2 * 1024 * 1024;

/** Writes pieces to a file one after the other, while the caller goes on. After a failure nothing more is written. */
export class FileWriter {
  readonly #opened: Promise<RecordingFile>;
  readonly #failed: (error: unknown) => void;
  #tail: Promise<void>;
  #waiting = 0;
  #length = 0;
  #broken = false;

  /** `failed` is called once, with what went wrong first. */
  constructor(opened: Promise<RecordingFile>, failed: (error: unknown) => void) {
    this.#opened = opened;
    this.#failed = failed;
    this.#tail = opened.then(
      () => undefined,
      (error: unknown) => this.#break(error),
    );
  }

  write(pieces: readonly Piece[]): void {
    for (const { bytes, at } of pieces) this.#put(bytes, at);
  }

  /** Resolves when the file is closed, with its length in bytes; never rejects. */
  async close(): Promise<number> {
    await this.#tail;
    const file = await this.#opened.catch(() => null);
    await file?.close().catch((error: unknown) => this.#break(error));
    return this.#length;
  }

  #put(bytes: Uint8Array, at: number | undefined): void {
    if (this.#broken) return;
    this.#waiting += bytes.length;
    if (this.#waiting > MOST_WAITING) return this.#break(new Error('The disk is too slow for the recording.'));
    this.#tail = this.#tail.then(async () => {
      if (this.#broken) return;
      try {
        const file = await this.#opened;
        await file.write(bytes, at ?? this.#length);
        if (at === undefined) this.#length += bytes.length;
        this.#waiting -= bytes.length;
      } catch (error) {
        this.#break(error);
      }
    });
  }

  #break(error: unknown): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#failed(error);
  }
}
