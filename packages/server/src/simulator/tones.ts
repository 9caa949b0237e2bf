/** 20 ms at 16 kHz. */
export const FRAME_SAMPLES = 320;
export const FRAME_MS = 20;
export const SAMPLE_RATE = 16_000;

/** Sound that comes frame by frame; `undefined` once it is over. */
export interface Source {
  next(): Int16Array | undefined;
}

/**
 * What the keypad menu (10007) answers to each key, Hz. At least 60 Hz apart, so that a 100 ms window tells them apart;
 * none is a DTMF frequency.
 */
export const DIGIT_TONES: Readonly<Record<string, number>> = {
  '0': 500,
  '1': 560,
  '2': 620,
  '3': 740,
  '4': 800,
  '5': 880,
  '6': 1060,
  '7': 1120,
  '8': 1180,
  '9': 1260,
  '*': 1400,
  '#': 1540,
  A: 1700,
  B: 1800,
  C: 1900,
  D: 2000,
};

/** A sine of `hz` for `ms` (rounded up to frames), `level` 0 to 1 of full scale, with soft 2 ms edges against clicks. */
export function tone(hz: number, ms: number, level: number): Source {
  const total = Math.round((ms * SAMPLE_RATE) / 1000);
  const edge = Math.min(32, total / 2);
  let at = 0;
  return {
    next() {
      if (at >= total) return undefined;
      const frame = new Int16Array(FRAME_SAMPLES);
      for (let i = 0; i < FRAME_SAMPLES && at < total; i++, at++) {
        const fade = Math.min(1, (at + 1) / edge, (total - at) / edge);
        frame[i] = Math.round(Math.sin((2 * Math.PI * hz * at) / SAMPLE_RATE) * level * fade * 32_767);
      }
      return frame;
    },
  };
}

/** Recorded sound, frame by frame; the last frame is filled with silence. */
export function samples(pcm: Int16Array): Source {
  let at = 0;
  return {
    next() {
      if (at >= pcm.length) return undefined;
      const frame = new Int16Array(FRAME_SAMPLES);
      frame.set(pcm.subarray(at, at + FRAME_SAMPLES));
      at += FRAME_SAMPLES;
      return frame;
    },
  };
}
