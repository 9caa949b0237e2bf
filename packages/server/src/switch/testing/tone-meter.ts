const RATE = 16_000;

/** Amplitude of one frequency in 16 kHz samples (Goertzel). */
export function level(samples: Int16Array, hertz: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * hertz) / RATE);
  let [previous, before] = [0, 0];
  for (const sample of samples) [previous, before] = [sample + factor * previous - before, previous];
  const power = previous * previous + before * before - factor * previous * before;
  return (Math.sqrt(Math.max(0, power)) / samples.length) * 2;
}

/** Loudness of samples. */
export function loudness(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, v) => sum + v * v, 0) / Math.max(1, samples.length));
}

/** Keeps what was heard lately, and says what it was. */
export class ToneMeter {
  #frames: { at: number; frame: Int16Array }[] = [];
  #record: Int16Array[] | null = null;
  /** Frames heard in all. */
  count = 0;

  hear(frame: Int16Array): void {
    this.count++;
    this.#record?.push(frame.slice());
    this.#frames.push({ at: performance.now(), frame: frame.slice() });
    if (this.#frames.length > 500) this.#frames.shift();
  }

  /** Keeps all that is heard from now on. */
  record(): void {
    this.#record = [];
  }

  /** All that was heard since {@link record}, one frame after the other. */
  recorded(): Int16Array {
    return Int16Array.from((this.#record ?? []).flatMap((frame) => [...frame]));
  }

  forget(): void {
    this.#frames = [];
  }

  /** The samples of the last `ms`. */
  last(ms: number): Int16Array {
    const since = performance.now() - ms;
    return Int16Array.from(this.#frames.filter((f) => f.at >= since).flatMap(({ frame }) => [...frame]));
  }

  /** Whether a tone was clearly there over the last `ms`. */
  has(hertz: number, ms = 160): boolean {
    const samples = this.last(ms);
    return samples.length >= (ms * RATE) / 2000 && level(samples, hertz) > 1200;
  }

  /** Whether there was nothing, or next to it. */
  silent(ms = 200): boolean {
    return loudness(this.last(ms)) < 60;
  }
}

/** A tone, frame by frame, at amplitude `amplitude`. */
export function toneSource(hertz: number, amplitude = 6000): () => Int16Array {
  let n = 0;
  return () =>
    Int16Array.from({ length: 320 }, () => Math.round(amplitude * Math.sin((2 * Math.PI * hertz * n++) / RATE)));
}
