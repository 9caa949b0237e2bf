import { FRAME_SAMPLES, SAMPLE_RATE } from '../media/sound.ts';

/** How far ahead of what was taken out sound can be put in: what a process that stood still finds in its sockets. */
const SPAN = 2 * SAMPLE_RATE;
/** Over this many frames a voice must have been late, or early, throughout, to be set right. */
const PATIENCE = 50;
/** What jitter explains is left alone. */
const LATE = SAMPLE_RATE / 25;
const EARLY = SAMPLE_RATE / 16;

/** The side of a stereo recording. */
export type Side = 'left' | 'right';

interface Voice {
  /** Where its next sample goes. */
  at: number;
  /** Said nothing more for now: what comes next begins anew. */
  paused: boolean;
  frames: number;
  /** By how much it was behind the clock, at least and at most, over the last frames. */
  least: number;
  most: number;
}

/**
 * What several voices say, put on two tracks at the instant they say it. What one of them says without a pause stays in one
 * piece however unevenly it arrives; where nobody speaks there is silence. Instants are samples since the beginning.
 */
export class Timeline {
  readonly #tracks: Record<Side, Int16Array> = { left: new Int16Array(SPAN), right: new Int16Array(SPAN) };
  readonly #voices = new Map<object, Voice>();
  #taken = 0;

  /** Samples taken out so far. */
  get taken(): number {
    return this.#taken;
  }

  /** The voice says a frame now. */
  put(key: object, side: Side, frame: Int16Array, now: number): void {
    const voice = this.#voiceAt(key, now);
    if (isAhead(voice, now) || voice.at + frame.length > this.#taken + SPAN) return;
    const track = this.#tracks[side];
    for (let i = 0; i < frame.length; i++) {
      const slot = (voice.at + i) % SPAN;
      const sum = (track[slot] ?? 0) + (frame[i] ?? 0);
      track[slot] = sum > 32_767 ? 32_767 : sum < -32_768 ? -32_768 : sum;
    }
    voice.at += frame.length;
  }

  /** The voice makes a pause; its next frame belongs to the instant it comes at. */
  pause(key: object): void {
    const voice = this.#voices.get(key);
    if (voice) voice.paused = true;
  }

  /** The voice is gone. */
  forget(key: object): void {
    this.#voices.delete(key);
  }

  /** The next 20 ms, left and right interleaved; nothing more can be put there. */
  take(): Int16Array {
    const frame = new Int16Array(FRAME_SAMPLES * 2);
    const { left, right } = this.#tracks;
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      const slot = (this.#taken + i) % SPAN;
      frame[2 * i] = left[slot] ?? 0;
      frame[2 * i + 1] = right[slot] ?? 0;
      left[slot] = 0;
      right[slot] = 0;
    }
    this.#taken += FRAME_SAMPLES;
    return frame;
  }

  #voiceAt(key: object, now: number): Voice {
    const known = this.#voices.get(key);
    const voice = known ?? { at: 0, paused: true, frames: 0, least: Infinity, most: -Infinity };
    if (!known) this.#voices.set(key, voice);
    // Never over what it said itself a moment before.
    if (voice.paused || voice.at < this.#taken) begin(voice, Math.max(voice.at, now, this.#taken));
    return voice;
  }
}

function begin(voice: Voice, at: number): void {
  Object.assign(voice, { at, paused: false, frames: 0, least: Infinity, most: -Infinity });
}

/** Sets right a voice whose clock is not ours: late for long, it gets a gap; true: early for long, this frame is left out. */
function isAhead(voice: Voice, now: number): boolean {
  voice.least = Math.min(voice.least, now - voice.at);
  voice.most = Math.max(voice.most, now - voice.at);
  if (++voice.frames < PATIENCE) return false;
  const { least, most } = voice;
  begin(voice, least > LATE ? voice.at + least : voice.at);
  return most < -EARLY;
}
