import type { Clock } from '@callstation/core/ports';
import { FRAME_MS, FRAME_SAMPLES, type Source } from './tones.ts';

/** Frames of the far end that echo keeps while it waits for its turn; more would only be delay. */
const ECHO_KEPT = 4;
/** A process that stood still longer than this starts afresh instead of catching up in a burst. */
const CATCH_UP_FRAMES = 10;
const SILENCE = new Int16Array(FRAME_SAMPLES);

interface Item {
  source: Source;
  done: (() => void) | undefined;
}

/**
 * What a simulated person says: hands frames to `write`, one every 20 ms, paced by the clock and never by counting
 * alarms. Before {@link open} only sounds are sent; after it silence fills the gaps.
 */
export class Mouth {
  readonly #clock: Clock;
  readonly #write: (pcm: Int16Array) => void;
  readonly #queue: Item[] = [];
  readonly #heard: Int16Array[] = [];
  #opened = false;
  #closed = false;
  #echoing = false;
  #started = 0;
  #sent = 0;
  #cancelTick: (() => void) | null = null;

  constructor(clock: Clock, write: (pcm: Int16Array) => void) {
    this.#clock = clock;
    this.#write = write;
  }

  /** Queues a sound; `done` runs after its last frame. Returns the cancel, which does not call `done`. */
  play(source: Source, done?: () => void): () => void {
    const item = { source, done };
    this.#queue.push(item);
    this.#start();
    return () => {
      const at = this.#queue.indexOf(item);
      if (at >= 0) this.#queue.splice(at, 1);
    };
  }

  /** Sends back what is heard, whenever nothing is being said. */
  echo(on: boolean): void {
    this.#echoing = on;
    this.#heard.length = 0;
  }

  /** One frame of what the far end says, for {@link echo}. */
  hear(pcm: Int16Array): void {
    if (!this.#echoing) return;
    // The switch may reuse its frame.
    this.#heard.push(pcm.slice());
    if (this.#heard.length > ECHO_KEPT) this.#heard.shift();
  }

  open(): void {
    this.#opened = true;
    this.#start();
  }

  /** Ends everything; nothing is called afterwards. */
  close(): void {
    this.#closed = true;
    this.#queue.length = 0;
    this.#cancelTick?.();
    this.#cancelTick = null;
  }

  #start(): void {
    if (this.#closed || this.#cancelTick) return;
    this.#started = this.#clock.now();
    this.#sent = 0;
    this.#wait();
  }

  #wait(): void {
    const due = this.#started + this.#sent * FRAME_MS;
    this.#cancelTick = this.#clock.after(due - this.#clock.now(), () => this.#tick());
  }

  #tick(): void {
    this.#cancelTick = null;
    const due = Math.floor((this.#clock.now() - this.#started) / FRAME_MS);
    if (due - this.#sent > CATCH_UP_FRAMES) this.#sent = due;
    for (; this.#sent <= due; this.#sent++) {
      const frame = this.#next();
      // A sound that was the last one may have ended the call, or early media.
      if (this.#closed || (!this.#opened && !frame)) return;
      this.#write(frame ?? SILENCE);
    }
    this.#wait();
  }

  /** The next frame, `undefined` when there is nothing to say. */
  #next(): Int16Array | undefined {
    for (let item = this.#queue[0]; item; item = this.#queue[0]) {
      const frame = item.source.next();
      if (frame) return frame;
      this.#queue.shift();
      item.done?.();
    }
    return this.#echoing ? this.#heard.shift() : undefined;
  }
}
