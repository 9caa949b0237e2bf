import type { Clock } from '@callstation/core/ports';
import { FRAME_MS, FRAME_SAMPLES, type Source } from './tones.ts';

/** Frames of the far end that echo keeps while it waits for its turn; more would only be delay. */
const ECHO_KEPT = 4;
/** A process that stood still longer than this starts afresh instead of catching up in a burst. */
const CATCH_UP_FRAMES = 10;
const SILENCE = new Int16Array(FRAME_SAMPLES);

/** What a simulated person says, one frame every 20 ms. */
export interface Mouth {
  /** Queues a sound; `done` runs after its last frame. Returns the cancel, which does not call `done`. */
  play(source: Source, done?: () => void): () => void;
  /** Sends back what is heard, whenever nothing is being said. */
  echo(on: boolean): void;
  /** One frame of what the far end says, for {@link echo}. */
  hear(pcm: Int16Array): void;
  /** From now on there is a frame every 20 ms, silence when nothing is said. Before, only sounds are sent. */
  open(): void;
  /** Ends everything; nothing is called afterwards. */
  close(): void;
}

/** Makes a mouth that hands its frames to `write`, paced by the clock and never by counting alarms. */
export function createMouth(clock: Clock, write: (pcm: Int16Array) => void): Mouth {
  const queue: { source: Source; done: (() => void) | undefined }[] = [];
  const heard: Int16Array[] = [];
  let opened = false;
  let closed = false;
  let echoing = false;
  let started = 0;
  let sent = 0;
  let cancelTick: (() => void) | null = null;

  function speak(): Int16Array {
    for (let item = queue[0]; item; item = queue[0]) {
      const frame = item.source.next();
      if (frame) return frame;
      queue.shift();
      item.done?.();
      if (closed) return SILENCE;
    }
    return (echoing ? heard.shift() : undefined) ?? SILENCE;
  }
  function tick(): void {
    cancelTick = null;
    const due = Math.floor((clock.now() - started) / FRAME_MS);
    if (due - sent > CATCH_UP_FRAMES) sent = due;
    for (; sent <= due && !closed; sent++) {
      const frame = speak();
      if (closed || (!opened && queue.length === 0)) return;
      write(frame);
    }
    if (!closed && (opened || queue.length > 0)) wait();
  }
  function wait(): void {
    cancelTick = clock.after(started + sent * FRAME_MS - clock.now(), tick);
  }
  function start(): void {
    if (closed || cancelTick) return;
    started = clock.now();
    sent = 0;
    wait();
  }
  return {
    play(source, done) {
      const item = { source, done };
      queue.push(item);
      start();
      return () => {
        const at = queue.indexOf(item);
        if (at >= 0) queue.splice(at, 1);
      };
    },
    echo(on) {
      echoing = on;
      heard.length = 0;
    },
    hear(pcm) {
      if (!echoing) return;
      // The switch may reuse its frame.
      heard.push(pcm.slice());
      if (heard.length > ECHO_KEPT) heard.shift();
    },
    open() {
      opened = true;
      start();
    },
    close() {
      closed = true;
      queue.length = 0;
      cancelTick?.();
      cancelTick = null;
    },
  };
}
