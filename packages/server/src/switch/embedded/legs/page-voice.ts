import type { Clock } from '@callstation/core/ports';
import type { MediaLeg } from '../media/media-leg.ts';
import { ArrivalClock } from '../media/arrival-clock.ts';
import { OpusStream } from '../media/opus-stream.ts';
import { createSpeechDecoder, createSpeechEncoder, type SpeechDecoder, type SpeechEncoder } from '../media/opus.ts';
import { RtpContinuity } from '../media/rtp-continuity.ts';
import type { Ear, OpusPacket, Sound } from '../media/sound.ts';

/** Mouth and ear of a page: Opus packets as they are where possible, the codec where not. */
export class PageVoice implements Ear {
  readonly #clock: Clock;
  readonly #encoder: SpeechEncoder;
  readonly #decoder: SpeechDecoder;
  readonly #stream: OpusStream;
  readonly #continuity: RtpContinuity;
  readonly #arrivals = new ArrivalClock();
  /** Where the sound goes now; replaced when the media is set up anew. */
  media: MediaLeg | null = null;

  private constructor(clock: Clock, chance: () => number, encoder: SpeechEncoder, decoder: SpeechDecoder) {
    this.#clock = clock;
    this.#encoder = encoder;
    this.#decoder = decoder;
    this.#stream = new OpusStream(decoder);
    this.#continuity = new RtpContinuity(chance);
  }

  static async create(clock: Clock, chance: () => number): Promise<PageVoice> {
    const [encoder, decoder] = await Promise.all([createSpeechEncoder(), createSpeechDecoder()]);
    return new PageVoice(clock, chance, encoder, decoder);
  }

  hear(sound: Sound, source: object): void {
    if (!this.media) return;
    const now = sound.at ?? this.#clock.now();
    if (sound.packet) return this.media.send(sound.packet.payload, this.#continuity.place(sound.packet, source, now));
    for (const frame of sound.pcm()) this.media.send(this.#encoder.encode(frame), this.#continuity.next(source, now));
  }

  /** A received packet as a sound: decoded when the first listener asks, once. */
  sound(packet: OpusPacket): Sound {
    let frames: Int16Array[] | null = null;
    this.#stream.came(packet);
    const at = this.#arrivals.due(packet.timestamp, this.#clock.now());
    return { packet, at, pcm: () => (frames ??= this.#stream.frames(packet)) };
  }

  close(): void {
    this.media = null;
    this.#encoder.close();
    this.#decoder.close();
  }
}
