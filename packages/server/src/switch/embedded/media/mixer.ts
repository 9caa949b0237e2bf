import type { Line } from './line.ts';
import { FRAME_SAMPLES, pcmSound, type Sound } from './sound.ts';
import type { Ticker } from './ticker.ts';
import { VoiceBuffer } from './voice-buffer.ts';

/**
 * The first whole beat is the second. Whoever only replaces another is alone again before, and nobody is mixed for it; a
 * newcomer who stays has gathered enough by then to be heard without a gap.
 */
const FIRST_BEAT = 2;

/** Adds up what the lines of a room say, every 20 ms, and lets each hear all the others that may be heard by it. */
export class Mixer {
  readonly #voices = new Map<Line, VoiceBuffer>();
  readonly #sum = new Int32Array(FRAME_SAMPLES);
  readonly #heardBy: (line: Line) => Line | null | undefined;
  readonly #ticker: Ticker;
  readonly #stop: () => void;
  readonly #relayed: Set<Line>;
  #beats = 0;

  /**
   * `relayed`: those who hear each other without it until it begins. `heardBy`: the one line that hears this one, `null`
   * for none; `undefined`: all do.
   */
  constructor(ticker: Ticker, relayed: Iterable<Line>, heardBy: (line: Line) => Line | null | undefined) {
    this.#ticker = ticker;
    this.#relayed = new Set(relayed);
    this.#heardBy = heardBy;
    this.#stop = ticker.add(() => this.#beat());
  }

  /** Who still hear each other without it; nobody any more once it has begun. */
  get relayed(): ReadonlySet<Line> {
    return this.#relayed;
  }

  /** Takes a line in. What it said just before was heard by the others already; it only bridges the change. */
  add(line: Line): void {
    const voice = new VoiceBuffer();
    voice.warm(line.lately());
    this.#voices.set(line, voice);
  }

  remove(line: Line): void {
    this.#voices.delete(line);
    this.#relayed.delete(line);
  }

  say(sound: Sound, from: Line): void {
    const voice = this.#voices.get(from);
    if (voice) for (const frame of sound.pcm()) voice.push(frame);
  }

  /** The line may not be heard any more: neither what waits nor what would be made up. */
  hush(line: Line): void {
    this.#voices.get(line)?.clear();
  }

  /** Ends it. What still waits is heard at once by the others, so that nothing is missing when they go on without it. */
  close(): void {
    this.#stop();
    for (const [from, voice] of this.#voices) {
      for (const frame of voice.drain()) {
        const sound = pcmSound(frame);
        for (const line of this.#voices.keys()) if (line !== from && this.#reaches(from, line)) line.hear(sound, this);
      }
    }
    this.#voices.clear();
  }

  #reaches(from: Line, to: Line): boolean {
    const only = this.#heardBy(from);
    return only === undefined || only === to;
  }

  #beat(): void {
    if (++this.#beats < FIRST_BEAT) return;
    for (const line of this.#relayed) this.add(line);
    this.#relayed.clear();
    const said = new Map<Line, Int16Array>();
    const whispered = new Map<Line, Int16Array[]>();
    const sum = this.#sum.fill(0);
    for (const [line, voice] of this.#voices) {
      const frame = voice.next();
      if (!frame) continue;
      const only = this.#heardBy(line);
      if (only === null) continue;
      if (only !== undefined) {
        whispered.set(only, [...(whispered.get(only) ?? []), frame]);
        continue;
      }
      said.set(line, frame);
      for (let i = 0; i < FRAME_SAMPLES; i++) sum[i] = (sum[i] ?? 0) + (frame[i] ?? 0);
    }
    for (const line of this.#voices.keys()) {
      const own = said.get(line);
      const whispers = whispered.get(line) ?? [];
      // Nobody else speaks: nothing is sent, as between two.
      if (!line.listening || said.size + whispers.length === (own ? 1 : 0)) continue;
      line.hear(pcmSound(mixed(sum, own, whispers), this.#ticker.beatAt), this);
    }
  }
}

/** The sum without what the listener says, and with what only they are to hear. */
function mixed(sum: Int32Array, own: Int16Array | undefined, whispers: readonly Int16Array[]): Int16Array {
  if (whispers.length === 0) return own ? without(sum, own) : clamped(sum);
  const all = Int32Array.from(sum);
  for (const whisper of whispers) for (let i = 0; i < FRAME_SAMPLES; i++) all[i] = (all[i] ?? 0) + (whisper[i] ?? 0);
  return own ? without(all, own) : clamped(all);
}

function clamped(sum: Int32Array): Int16Array {
  const out = new Int16Array(FRAME_SAMPLES);
  for (let i = 0; i < FRAME_SAMPLES; i++) out[i] = saturated(sum[i] ?? 0);
  return out;
}

function without(sum: Int32Array, own: Int16Array): Int16Array {
  const out = new Int16Array(FRAME_SAMPLES);
  for (let i = 0; i < FRAME_SAMPLES; i++) out[i] = saturated((sum[i] ?? 0) - (own[i] ?? 0));
  return out;
}

function saturated(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}
