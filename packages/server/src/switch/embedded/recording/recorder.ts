import type { Id } from '@callstation/core/model';
import type { Line } from '../media/line.ts';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE, type Sound } from '../media/sound.ts';
import type { Ticker } from '../media/ticker.ts';
import type { RoomTap } from '../media/room.ts';
import type { FileWriter } from './file-writer.ts';
import type { RecordingFormat } from './recording-format.ts';
import { type Side, Timeline } from './timeline.ts';

/** What may still be on its way when its instant is written. */
const DELAY_FRAMES = 200 / FRAME_MS;
/** A process that stood still longer has lost what was said: the recording does not make up for it. */
const MOST_MISSED_FRAMES = 10_000 / FRAME_MS;

/** Which legs are heard on which side. A leg on neither is not recorded. */
export type Sides = Readonly<Record<Side, readonly Id[]>>;

/** What a {@link Recorder} needs. */
export interface RecorderOptions {
  ticker: Ticker;
  writer: FileWriter;
  format: Promise<RecordingFormat>;
  legOf(line: Line): Id | null;
  /** The format cannot be made. */
  failed(error: unknown): void;
}

/** One recording from its beginning to its end, on the clock: what is not said is silence, and so is what is not to be kept. */
export class Recorder implements RoomTap {
  readonly #options: RecorderOptions;
  readonly #timeline = new Timeline();
  readonly #stopBeats: () => void;
  #startedAt: number;
  #format: RecordingFormat | null = null;
  #sides = new Map<Id, Side>();
  #paused = false;
  #over = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#startedAt = options.ticker.now();
    this.#stopBeats = options.ticker.add(() => this.#beat());
    options.format.then(
      (format) => this.#begin(format),
      (error: unknown) => options.failed(error),
    );
  }

  set sides({ left, right }: Sides) {
    this.#sides = new Map([
      ...right.map((leg) => [leg, 'right'] as const),
      ...left.map((leg) => [leg, 'left'] as const),
    ]);
  }

  set paused(on: boolean) {
    this.#paused = on;
  }

  said(sound: Sound, from: Line): void {
    const leg = this.#options.legOf(from);
    const side = leg === null ? undefined : this.#sides.get(leg);
    if (side === undefined) return;
    if (this.#paused) return this.#timeline.pause(from);
    const now = this.#samples();
    for (const frame of sound.pcm()) this.#timeline.put(from, side, frame, now);
  }

  hushed(from: Line): void {
    this.#timeline.pause(from);
  }

  left(line: Line): void {
    this.#timeline.forget(line);
  }

  /** Ends it: everything up to now is in the file when this resolves. */
  async stop(): Promise<{ ms: number; bytes: number }> {
    this.#stopBeats();
    const frames = Math.round(this.#samples() / FRAME_SAMPLES);
    const format = await this.#options.format.catch(() => null);
    if (format !== null && !this.#over) {
      this.#over = true;
      this.#writeUpTo(frames);
      this.#options.writer.write(format.end());
    }
    format?.close();
    const bytes = await this.#options.writer.close();
    return { ms: (this.#timeline.taken / FRAME_SAMPLES) * FRAME_MS, bytes };
  }

  #begin(format: RecordingFormat): void {
    this.#format = format;
    this.#options.writer.write(format.begin());
  }

  #samples(): number {
    return Math.floor(((this.#options.ticker.now() - this.#startedAt) * SAMPLE_RATE) / 1000);
  }

  #beat(): void {
    this.#writeUpTo(Math.floor(this.#samples() / FRAME_SAMPLES) - DELAY_FRAMES);
  }

  #writeUpTo(frames: number): void {
    if (this.#format === null) return;
    const missed = frames - this.#timeline.taken / FRAME_SAMPLES - MOST_MISSED_FRAMES;
    if (missed > 0) this.#startedAt += missed * FRAME_MS;
    const due = Math.min(frames, frames - Math.max(0, missed)) * FRAME_SAMPLES;
    while (this.#timeline.taken < due) this.#options.writer.write(this.#format.add(this.#timeline.take()));
  }
}
