import type { Clock } from '@callstation/core/ports';
import type { Millis } from '@callstation/core/model';
import { rms } from './spectrum.ts';
import { FRAME_SAMPLES, SAMPLE_RATE } from './tones.ts';

/** 5 ms. */
const WINDOW_SAMPLES = FRAME_SAMPLES / 4;
const WINDOW_MS = 5;
/** What a phone keeps in hand against packets that come unevenly. Milliseconds. */
const PLAYOUT_MS = 40;
/** A window this much quieter than the loudest so far is a dip. */
const DIP = 0.5;
/** Below -60 dB of full scale there is no sound that could dip. */
const SILENCE_RMS = 0.001;
const DIPS_KEPT = 20;
/** Nothing for this long is silence, not lateness. */
const STALE_MS = 250;
/** A place this far from the last one begins a new count. */
const NEW_COUNT_MS = 3_600_000;

/** What a continuous sound lost since the mark. Milliseconds. */
export interface Dips {
  /** When the mark was set. */
  since: Millis;
  /** Sound that was played since. */
  ms: number;
  /** The longest stretch at less than half of the loudest level, or without any sound, in steps of 5. */
  longest: number;
  /** The newest such stretches, oldest first; `at` is when they began to be heard. */
  dips: { at: Millis; ms: number }[];
  /** The longest time between two frames from the switch; 20 on an idle machine. */
  longestWait: number;
}

/** Measures how even a continuous sound arrives. */
export interface DipMeter {
  /** `at`: the frame's place in the stream, milliseconds. */
  hear(pcm16k: Int16Array, at?: number): void;
  report(): Dips;
}

/**
 * Looks at what comes in windows of 5 ms; sound that is missing is a dip too. Where the switch tells each frame's place,
 * a hole in the places is what is missing: a machine that stood still loses nothing, and a silence put in for sound that
 * is only late does not count. Else it plays as a phone does, 40 ms later so that uneven packets do not matter, and
 * what is missing is what did not come in time. It begins with the first sound after it was made.
 */
export function createDipMeter(clock: Clock): DipMeter {
  const since = clock.now();
  const dips: Dips['dips'] = [];
  let [ms, longest, longestWait] = [0, 0, 0];
  /** When the next sample is played; null before the first sound. */
  let playAt: number | null = null;
  let heardAt = since;
  /** The place that comes next; null while places are not told. */
  let nextPlace: number | null = null;
  let loudest = 0;
  let quiet: { at: Millis; ms: number } | null = null;

  function quietFor(span: number, at: Millis): void {
    if (!quiet) {
      quiet = { at: Math.round(at), ms: 0 };
      dips.push(quiet);
      if (dips.length > DIPS_KEPT) dips.shift();
    }
    quiet.ms += span;
    longest = Math.max(longest, quiet.ms);
  }
  function look(window: Int16Array, at: Millis): void {
    const level = rms(window);
    loudest = Math.max(loudest, level);
    if (level < loudest * DIP) quietFor(WINDOW_MS, at);
    else quiet = null;
  }
  return {
    hear(pcm, place) {
      const now = clock.now();
      if (place === undefined && nextPlace !== null) return;
      if (playAt === null) {
        if (rms(pcm) < SILENCE_RMS) return;
        playAt = now + PLAYOUT_MS;
      } else longestWait = Math.max(longestWait, Math.round(now - heardAt));
      heardAt = now;
      const missing = place === undefined || nextPlace === null ? now - playAt : place - nextPlace;
      if (missing > 0 && missing < NEW_COUNT_MS) {
        quietFor(Math.ceil(missing / WINDOW_MS) * WINDOW_MS, playAt);
        playAt += missing;
      }
      for (let at = 0; at < pcm.length; at += WINDOW_SAMPLES)
        look(pcm.subarray(at, at + WINDOW_SAMPLES), playAt + (at * 1000) / SAMPLE_RATE);
      const span = (pcm.length * 1000) / SAMPLE_RATE;
      ms += span;
      playAt += span;
      if (place !== undefined) nextPlace = place + span;
    },
    report() {
      const silent = playAt === null ? 0 : clock.now() - heardAt;
      const found = { since, ms: Math.round(ms), dips: dips.map((dip) => ({ ...dip })), longestWait };
      return { ...found, longest: silent > STALE_MS ? Math.max(longest, Math.round(silent)) : longest };
    },
  };
}
