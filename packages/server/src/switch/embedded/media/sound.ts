/** Samples a second of every PCM frame in the switch. */
export const SAMPLE_RATE = 16_000;
/** Samples of one frame. */
export const FRAME_SAMPLES = 320;
/** Milliseconds of one frame. */
export const FRAME_MS = 20;
/** RTP clock ticks of one frame: Opus always counts at 48 kHz, whatever the audio's rate. */
export const FRAME_TICKS = 960;

/** One Opus packet with the RTP position its source gave it. */
export interface OpusPacket {
  payload: Uint8Array;
  /** 16 bits. */
  sequence: number;
  /** 32 bits, 48 kHz. */
  timestamp: number;
}

/**
 * About 20 ms of sound on its way to a listener, in the forms its source has at hand: a packet is passed on as it is,
 * samples are made only when somebody asks.
 */
export interface Sound {
  packet?: OpusPacket;
  /** When it was due, epoch milliseconds; without it, when it came. */
  at?: number;
  /** Frames of {@link FRAME_SAMPLES}; may be none, or several when a lost packet was covered up. */
  pcm(): readonly Int16Array[];
}

/** Something that hears. `source` is whatever the sound comes from: a change of it restarts RTP continuity. */
export interface Ear {
  hear(sound: Sound, source: object): void;
}

/** A frame of samples as a sound, due at an instant. */
export function pcmSound(frame: Int16Array, at?: number): Sound {
  const frames = [frame];
  return { ...(at === undefined ? {} : { at }), pcm: () => frames };
}

/** 20 ms of nothing; never written to. */
export const SILENCE: Int16Array = new Int16Array(FRAME_SAMPLES);
