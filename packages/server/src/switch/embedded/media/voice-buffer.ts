import { findPitch, PITCH_SAMPLES } from './pitch.ts';
import { FRAME_SAMPLES } from './sound.ts';

/** Room for what comes in a burst; twice what is ever kept. */
const CAPACITY = 16 * FRAME_SAMPLES;
/** Out of silence this much is gathered first, so that the next late packet is no gap. */
const PREFILL = 2 * FRAME_SAMPLES;
/** More than this is never kept: 100 ms late is as bad as lost. */
const MOST = 5 * FRAME_SAMPLES;
/** Sound that stopped coming is continued this long, fading from the second frame on. */
const CONTINUED = 3 * FRAME_SAMPLES;
/** Over this many frames the buffer must never have held less than {@link SPARE} for it to be shortened. */
const PATIENCE = 150;
const SPARE = FRAME_SAMPLES + FRAME_SAMPLES / 2;
/** Sound that repeats itself at least so well loses a period unheard. */
const ALIKE = 0.8;

/**
 * What one speaker says, evened out for a mixer that takes 20 ms at a time. Late sound is bridged by repeating the last
 * period of the voice, whole periods only, so that it goes on in phase; delay that is not needed is taken back likewise.
 */
export class VoiceBuffer {
  readonly #samples = new Int16Array(CAPACITY);
  #length = 0;
  readonly #past = new Int16Array(PITCH_SAMPLES);
  #speaking = false;
  /** Samples made up since the last real one. */
  #continued = 0;
  #lag = 0;
  #frames = 0;
  #least = CAPACITY;

  /** Whether there is sound to take now, or to be made up. */
  get speaking(): boolean {
    return this.#speaking;
  }

  /** Samples waiting. */
  get length(): number {
    return this.#length;
  }

  /** Gives it what was said just before, heard elsewhere already, so that the first late packet can be bridged. */
  warm(frames: readonly Int16Array[]): void {
    for (const frame of frames) this.#remember(frame);
    if (frames.length > 0) this.#speaking = true;
  }

  push(frame: Int16Array): void {
    if (this.#continued > 0) this.#finishPeriod();
    if (this.#length + frame.length > CAPACITY) this.#drop(this.#length + frame.length - CAPACITY);
    this.#samples.set(frame, this.#length);
    this.#length += frame.length;
    if (this.#length >= PREFILL) this.#speaking = true;
  }

  /** The next 20 ms; `null` while nothing is said. */
  next(): Int16Array | null {
    if (!this.#speaking) return null;
    this.#shorten();
    const frame = new Int16Array(FRAME_SAMPLES);
    const real = Math.min(FRAME_SAMPLES, this.#length);
    frame.set(this.#samples.subarray(0, real));
    this.#remember(frame.subarray(0, real));
    this.#drop(real);
    if (real < FRAME_SAMPLES) this.#continue(frame, real);
    return frame;
  }

  /** All that is left, as whole frames: less than half a frame is given up, more is filled up. */
  drain(): Int16Array[] {
    const frames: Int16Array[] = [];
    this.#speaking = true;
    while (this.#length >= FRAME_SAMPLES / 2) {
      const frame = this.next();
      if (frame) frames.push(frame);
    }
    this.clear();
    return frames;
  }

  /** Forgets everything: what was said before must not be heard any more. */
  clear(): void {
    this.#length = 0;
    this.#speaking = false;
    this.#continued = 0;
    this.#least = CAPACITY;
    this.#frames = 0;
    this.#past.fill(0);
  }

  #remember(samples: Int16Array): void {
    const past = this.#past;
    const kept = samples.subarray(Math.max(0, samples.length - past.length));
    past.copyWithin(0, kept.length);
    past.set(kept, past.length - kept.length);
  }

  #drop(count: number): void {
    this.#samples.copyWithin(0, count, this.#length);
    this.#length -= count;
  }

  #continue(frame: Int16Array, from: number): void {
    if (this.#continued === 0) this.#lag = findPitch(this.#past).lag;
    for (let i = from; i < frame.length; i++) frame[i] = this.#madeUp();
    if (this.#continued >= CONTINUED) this.clear();
  }

  #madeUp(): number {
    const at = this.#past.length - this.#lag + (this.#continued % this.#lag);
    const fade = 1 - Math.max(0, this.#continued - FRAME_SAMPLES) / (CONTINUED - FRAME_SAMPLES);
    this.#continued++;
    return Math.round((this.#past[at] ?? 0) * fade);
  }

  // The voice comes back where it left off, so the repetition has to end where it began.
  #finishPeriod(): void {
    while (this.#continued % this.#lag !== 0) this.#samples[this.#length++] = this.#madeUp();
    this.#continued = 0;
  }

  #shorten(): void {
    if (this.#length > MOST) return this.#drop(this.#length - MOST + FRAME_SAMPLES);
    this.#least = Math.min(this.#least, this.#length - FRAME_SAMPLES);
    if (++this.#frames < PATIENCE) return;
    const spare = this.#least >= SPARE && this.#length >= PITCH_SAMPLES;
    this.#frames = 0;
    this.#least = CAPACITY;
    if (!spare) return;
    const { lag, likeness } = findPitch(this.#samples.subarray(0, this.#length), PITCH_SAMPLES);
    if (likeness >= ALIKE) this.#drop(lag);
    // Not the moment; the next one is looked at soon.
    else this.#frames = PATIENCE - 10;
  }
}
