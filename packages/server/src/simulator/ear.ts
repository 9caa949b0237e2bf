import type { Clock } from '@callstation/core/ports';
import type { Millis } from '@callstation/core/model';
import { createDipMeter, type DipMeter, type Dips } from './dip-meter.ts';
import { createSpectrum, EAR_TONES, type EarTone } from './spectrum.ts';
import { FRAME_SAMPLES } from './tones.ts';

/** 100 ms: 10 Hz resolution. */
const WINDOW_SAMPLES = 5 * FRAME_SAMPLES;
const WINDOWS_KEPT = 100;
/** Below -60 dB of full scale nobody is speaking. */
const SILENCE_RMS = 0.001;
/** No frame for this long is silence, whatever the last window says. */
const STALE_MS = 250;

/** 100 ms of what a customer heard. Levels are amplitudes, 0 to 1 of full scale; `at` is the window's end. */
export interface EarWindow {
  at: Millis;
  rms: number;
  /** Amplitude per tone, Hz. A tone reads about a sixth of itself at a listed tone 15 Hz away. */
  tones: Record<EarTone, number>;
  /** The one frequency that makes up most of the sound, Hz to the nearest 10, or none (music, speech, silence). */
  tone: number | null;
  silent: boolean;
}
/** Everything a customer heard. */
export interface Heard {
  /** The newest full window; silence when nothing has come for a quarter of a second. */
  last: EarWindow;
  /** Over the whole call: milliseconds of sound, first sound above silence, loudest level per tone. */
  sinceAnswer: { ms: number; firstSoundAt: Millis | null; loudest: number; tones: Record<EarTone, number> };
  /** The last 100 full windows, oldest first. */
  windows: EarWindow[];
  /** How even a continuous sound was since {@link Ear.mark}; null without a mark. */
  sinceMark: Dips | null;
}

/** Listens to one leg. */
export interface Ear {
  /** `at`: the frame's place in the stream, milliseconds, where the switch knows it. */
  hear(pcm16k: Int16Array, at?: number): void;
  /** Forgets what was heard before the call was answered. */
  answered(): void;
  /** Begins to look for dips in a continuous sound, anew each time. */
  mark(): void;
  report(): Heard;
}

const levels = (of: (hz: EarTone) => number): Record<EarTone, number> => {
  const found = {} as Record<EarTone, number>;
  for (const hz of EAR_TONES) found[hz] = of(hz);
  return found;
};
const round = (value: number): number => Math.round(value * 1e5) / 1e5;
const silence = (at: Millis): EarWindow => ({ at, rms: 0, tones: levels(() => 0), tone: null, silent: true });
const empty = (): Heard['sinceAnswer'] => ({ ms: 0, firstSoundAt: null, loudest: 0, tones: levels(() => 0) });

/** Makes an ear. It holds no alarm and keeps no audio, only 100 windows of numbers. */
export function createEar(clock: Clock): Ear {
  const spectrum = createSpectrum();
  const windows: EarWindow[] = [];
  let since = empty();
  let lastAt = -Infinity;
  let meter: DipMeter | null = null;

  function close(at: Millis): void {
    const found = spectrum.take();
    const silent = found.rms < SILENCE_RMS;
    const tones = levels((hz) => round(found.tones[hz]));
    windows.push({ at, rms: round(found.rms), tones, tone: silent ? null : found.tone, silent });
    if (windows.length > WINDOWS_KEPT) windows.shift();
    const { tones: loudest } = since;
    since.tones = levels((hz) => Math.max(loudest[hz], tones[hz]));
    since.loudest = Math.max(since.loudest, round(found.rms));
  }
  return {
    hear(pcm, place) {
      const at = clock.now();
      // A hole in the stream must not be glued into one window.
      if (at - lastAt > STALE_MS) spectrum.reset();
      lastAt = at;
      meter?.hear(pcm, place);
      since.ms += Math.round((pcm.length * 1000) / 16_000);
      const rms = spectrum.add(pcm);
      if (since.firstSoundAt === null && rms >= SILENCE_RMS) since.firstSoundAt = at;
      if (spectrum.count() >= WINDOW_SAMPLES) close(at);
    },
    answered() {
      since = empty();
      windows.length = 0;
      spectrum.reset();
    },
    mark() {
      meter = createDipMeter(clock);
    },
    report() {
      const now = clock.now();
      const newest = windows.at(-1);
      const last = newest && now - lastAt <= STALE_MS ? newest : silence(now);
      const sinceAnswer = { ...since, tones: { ...since.tones } };
      return { last, sinceAnswer, windows: [...windows], sinceMark: meter?.report() ?? null };
    },
  };
}
