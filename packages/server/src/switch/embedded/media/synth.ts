import { FRAME_SAMPLES, SAMPLE_RATE } from './sound.ts';

/** A stretch of samples as whole frames; the last one is filled with silence. */
export function toFrames(samples: Int16Array): Int16Array[] {
  const frames: Int16Array[] = [];
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
    const frame = new Int16Array(FRAME_SAMPLES);
    frame.set(samples.subarray(at, at + FRAME_SAMPLES));
    frames.push(frame);
  }
  return frames;
}

/** A sine with soft edges; `level` is the amplitude, 0 to 32767. */
export function sine(hertz: number, ms: number, level: number, edgeMs = 10): Int16Array {
  const samples = new Int16Array((ms * SAMPLE_RATE) / 1000);
  const edge = (edgeMs * SAMPLE_RATE) / 1000;
  for (let i = 0; i < samples.length; i++) {
    const envelope = Math.min(1, i / edge, (samples.length - i) / edge);
    samples[i] = Math.round(level * envelope * Math.sin((2 * Math.PI * hertz * i) / SAMPLE_RATE));
  }
  return samples;
}

/** Silence. */
export function silence(ms: number): Int16Array {
  return new Int16Array((ms * SAMPLE_RATE) / 1000);
}

/** One after the other. */
export function concat(...parts: Int16Array[]): Int16Array {
  const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** European ringback: 425 Hz, one second on, four off. */
export function ringback(): Int16Array {
  return concat(sine(425, 1000, 6000), silence(4000));
}

/** Says "stay on the line, we are getting somebody back": two quiet low notes every three seconds. */
export function lostTone(): Int16Array {
  return concat(sine(300, 250, 2500, 60), silence(150), sine(250, 350, 2500, 80), silence(2250));
}

/** Warns an agent whose call comes up by itself: two short high notes. */
export function zipTone(): Int16Array {
  return concat(sine(1050, 110, 7000), silence(60), sine(1400, 150, 7000), silence(80));
}

/**
 * Chords of the hold music, one bar each: a calm turn in B, made here, so nobody owns it. B, since in C its A would be
 * 440 Hz: who measures whether a test tone gets past the music must not find it in the music.
 */
const BARS = [
  [123.47, 246.94, 311.13, 369.99, 466.16],
  [103.83, 207.65, 246.94, 311.13, 369.99],
  [82.41, 246.94, 329.63, 415.3, 311.13],
  [92.5, 233.08, 277.18, 369.99, 415.3],
] as const;
const BEAT_MS = 375;

/** Twelve seconds of hold music that end where they begin. */
export function holdMusic(): Int16Array {
  const length = (BARS.length * 8 * BEAT_MS * SAMPLE_RATE) / 1000;
  const mix = new Float32Array(length);
  BARS.forEach(([bass, ...chord], bar) => {
    const start = bar * 8 * BEAT_MS;
    pluck(mix, start, bass, 0.5, 2400);
    pluck(mix, start + 4 * BEAT_MS, bass * 1.5, 0.35, 1400);
    for (let beat = 0; beat < 8; beat++) {
      // Up and down the chord; the second half one note further, so that it does not sound like a machine.
      const step = beat < 4 ? beat : 7 - beat + (bar % 2);
      pluck(mix, start + beat * BEAT_MS, chord[step % chord.length] ?? bass, 0.42, 900);
    }
  });
  return Int16Array.from(mix, (v) => Math.round(Math.tanh(v) * 9000));
}

/** Adds one decaying note with two overtones; what rings past the end comes in at the start again. */
function pluck(mix: Float32Array, atMs: number, hertz: number, level: number, decayMs: number): void {
  const start = (atMs * SAMPLE_RATE) / 1000;
  const length = (decayMs * 2 * SAMPLE_RATE) / 1000;
  for (let i = 0; i < length; i++) {
    const t = i / SAMPLE_RATE;
    const envelope = Math.min(1, i / 160) * Math.exp((-3 * t * 1000) / decayMs) * Math.min(1, (length - i) / 320);
    const phase = 2 * Math.PI * hertz * t;
    const wave = Math.sin(phase) + 0.3 * Math.sin(2 * phase) + 0.12 * Math.sin(3 * phase);
    const at = Math.floor(start + i) % mix.length;
    mix[at] = (mix[at] ?? 0) + level * envelope * wave;
  }
}
