import { createSpeechEncoder } from './opus.ts';
import { FRAME_TICKS, type Sound } from './sound.ts';
import { toFrames } from './synth.ts';

/** Sound made ready once and played any number of times: both as samples and as Opus packets. */
export interface Clip {
  readonly frames: readonly Int16Array[];
  readonly packets: readonly Uint8Array[];
}

/** Frames that are encoded before everybody else has their turn: a few milliseconds of work. */
const AT_ONCE = 10;

/** Encodes samples into a clip, while calls go on: minutes of music take seconds. A loop is encoded after a lead-in of its own end, so that its seam is not heard. */
export async function createClip(samples: Int16Array): Promise<Clip> {
  const frames = toFrames(samples);
  const encoder = await createSpeechEncoder(32_000, 9);
  try {
    for (const frame of frames.slice(-10)) encoder.encode(frame);
    const packets: Uint8Array[] = [];
    for (const frame of frames) {
      packets.push(encoder.encode(frame));
      if (packets.length % AT_ONCE === 0) await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    return { frames, packets };
  } finally {
    encoder.close();
  }
}

/** Frame `index`, due at an instant, of a clip that runs on for ever: numbers go on, the content comes round. */
export function clipSound(clip: Clip, index: number, due?: number): Sound {
  const at = index % clip.frames.length;
  const frame = clip.frames[at];
  const payload = clip.packets[at];
  return {
    ...(payload ? { packet: { payload, sequence: index & 0xffff, timestamp: (index * FRAME_TICKS) >>> 0 } } : {}),
    ...(due === undefined ? {} : { at: due }),
    pcm: () => (frame ? [frame] : []),
  };
}
