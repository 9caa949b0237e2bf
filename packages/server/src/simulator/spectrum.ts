import { SAMPLE_RATE } from './tones.ts';

/** The frequencies an ear always measures, Hz. The hold music has nothing above 1.5 kHz: take those to measure against it. */
export const EAR_TONES = [425, 440, 660, 1000, 1200, 1400, 1600, 1800, 2000, 2200, 2400] as const;
/** One of {@link EAR_TONES}. */
export type EarTone = (typeof EAR_TONES)[number];

/** Share of the power that one sine must have to be called a tone. */
const PURE = 0.7;

/** Running measure of a stretch of sound: power, the ear's tones, and any single frequency that dominates. */
export interface Spectrum {
  /** Adds samples; returns the rms of these alone, 0 to 1. */
  add(pcm: Int16Array): number;
  count(): number;
  /** The result of all that was added; starts over. */
  take(): { rms: number; tones: Record<EarTone, number>; tone: number | null };
  reset(): void;
}

const windows = new Map<number, Float64Array>();
/** A Hann window: without it music 50 Hz away would read as a tenth of a tone. */
function hann(length: number): Float64Array {
  const known = windows.get(length);
  if (known) return known;
  const made = Float64Array.from({ length }, (_, i) => 1 - Math.cos((2 * Math.PI * (i + 0.5)) / length));
  // Ears use one length; whoever uses many pays for them.
  if (windows.size < 8) windows.set(length, made);
  return made;
}

/** Amplitude (0 to 1) of the sine of `hz` in `pcm`, by Goertzel's recurrence. */
export function goertzel(pcm: Int16Array, hz: number): number {
  if (pcm.length === 0) return 0;
  const window = hann(pcm.length);
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE);
  let before = 0;
  let earlier = 0;
  for (let i = 0; i < pcm.length; i++) {
    const now = ((pcm[i] ?? 0) / 32_768) * (window[i] ?? 0) + coefficient * before - earlier;
    earlier = before;
    before = now;
  }
  const power = before * before + earlier * earlier - coefficient * before * earlier;
  return (2 * Math.sqrt(Math.max(0, power))) / pcm.length;
}

/** Root mean square, 0 to 1. */
export function rms(pcm: Int16Array): number {
  let power = 0;
  for (const sample of pcm) power += sample * sample;
  return pcm.length === 0 ? 0 : Math.sqrt(power / pcm.length) / 32_768;
}

/** Makes a measure; 100 ms at a time cost about 50 microseconds. */
export function createSpectrum(): Spectrum {
  let parts: Int16Array[] = [];
  let length = 0;
  const reset = (): void => {
    parts = [];
    length = 0;
  };
  return {
    add(pcm) {
      // The switch may reuse its frame.
      parts.push(pcm.slice());
      length += pcm.length;
      return rms(pcm);
    },
    count: () => length,
    take() {
      const all = new Int16Array(length);
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      reset();
      const tones = {} as Record<EarTone, number>;
      for (const hz of EAR_TONES) tones[hz] = goertzel(all, hz);
      const loud = rms(all);
      return { rms: loud, tones, tone: dominant(all, loud) };
    },
    reset,
  };
}

/** Zero crossings give the candidate, Goertzel the proof. */
function dominant(pcm: Int16Array, loud: number): number | null {
  if (loud === 0) return null;
  let crossings = 0;
  let first = -1;
  let last = -1;
  for (let i = 1; i < pcm.length; i++) {
    if ((pcm[i - 1] ?? 0) < 0 && (pcm[i] ?? 0) >= 0) {
      if (first < 0) first = i;
      else crossings++;
      last = i;
    }
  }
  if (crossings < 2) return null;
  const hz = (crossings * SAMPLE_RATE) / (last - first);
  const amplitude = goertzel(pcm, hz);
  return (amplitude * amplitude) / 2 >= PURE * loud * loud ? Math.round(hz / 10) * 10 : null;
}
