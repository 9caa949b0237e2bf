import { Application, createDecoder, createEncoder } from 'libopus-wasm';
import { FRAME_SAMPLES, SAMPLE_RATE } from './sound.ts';

/** Turns frames of 16 kHz samples into Opus packets. */
export interface SpeechEncoder {
  encode(frame: Int16Array): Uint8Array;
  close(): void;
}

/** Turns Opus packets into frames of 16 kHz samples. Stateful: one per stream, in order. */
export interface SpeechDecoder {
  /** Any number of samples: a packet may hold 2.5 to 120 ms. `null` covers up 20 ms that never came. Garbage gives none. */
  decode(payload: Uint8Array | null): Int16Array;
  close(): void;
}

/**
 * Makes an encoder. It is what a mixed call costs most: complexity 1 takes a third less than 3 and half of 5. What is
 * encoded once and heard often is worth more.
 */
export async function createSpeechEncoder(bitrate = 24_000, complexity = 1): Promise<SpeechEncoder> {
  const encoder = await createEncoder({
    channels: 1,
    sampleRate: SAMPLE_RATE,
    frameSize: FRAME_SAMPLES,
    application: Application.Voip,
    bitrate,
    complexity,
    fec: true,
    packetLossPercent: 3,
    dtx: false,
  });
  return closable(
    {
      // The codec hands out a view of its own memory; a packet outlives the next call.
      encode: (frame: Int16Array) => Uint8Array.prototype.slice.call(encoder.encode(frame)),
    },
    () => encoder.free(),
  );
}

/** Turns frames of two interleaved channels of 16 kHz samples into Opus packets. */
export interface StereoEncoder extends SpeechEncoder {
  /** What a player leaves out at the beginning, in samples of 48 kHz. */
  readonly preSkip: number;
}

/**
 * Makes an encoder for recordings. Without the speech model a stereo frame costs a quarter and the channels stay apart; the
 * bits it takes more are cheap on a disk.
 */
export async function createStereoEncoder(bitrate = 48_000): Promise<StereoEncoder> {
  const encoder = await createEncoder({
    channels: 2,
    sampleRate: SAMPLE_RATE,
    frameSize: FRAME_SAMPLES,
    application: Application.RestrictedLowDelay,
    bitrate,
    // A quarter less work than 3; what that would gain is heard in music, if anywhere.
    complexity: 0,
    vbr: true,
  });
  const preSkip = encoder.getLookahead() * (48_000 / SAMPLE_RATE);
  return closable({ preSkip, encode: (frame: Int16Array) => Uint8Array.from(encoder.encode(frame)) }, () =>
    encoder.free(),
  );
}

/** Makes a decoder. libopus delivers 16 kHz itself, so nothing is resampled. */
export async function createSpeechDecoder(): Promise<SpeechDecoder> {
  const decoder = await createDecoder({ channels: 1, sampleRate: SAMPLE_RATE });
  const none = new Int16Array(0);
  return closable(
    {
      decode(payload: Uint8Array | null): Int16Array {
        try {
          const pcm = payload ? decoder.decode(payload) : decoder.decodePacketLoss(FRAME_SAMPLES);
          return pcm.slice();
        } catch {
          return none;
        }
      },
    },
    () => decoder.free(),
  );
}

let open = 0;

/** Encoders and decoders of this process that are not closed yet; each holds memory outside the garbage collector. */
export function codecsOpen(): number {
  return open;
}

function closable<T extends object>(codec: T, free: () => void): T & { close(): void } {
  let closed = false;
  open++;
  return Object.assign(codec, {
    close(): void {
      if (closed) return;
      closed = true;
      open--;
      free();
    },
  });
}
