import type { SpeechDecoder } from './opus.ts';
import { FRAME_SAMPLES, type OpusPacket } from './sound.ts';

/** At most this many lost packets are covered up; a longer gap is silence. */
const MAX_CONCEALED = 3;

/** A decoder that begins in the middle of a voice is too quiet for a frame: it is shown this many packets before. */
const RUN_UP = 3;

/**
 * One received Opus stream as frames of samples: in order, gaps covered up, whatever the packet's length. Packets may be
 * left out when nobody listens; the next one then starts afresh, after a run-up of the newest ones left out.
 */
export class OpusStream {
  readonly #decoder: SpeechDecoder;
  #last: number | null = null;
  #rest = new Int16Array(0);
  readonly #unheard: OpusPacket[] = [];

  constructor(decoder: SpeechDecoder) {
    this.#decoder = decoder;
  }

  /** Tells of every packet, whether or not its frames will be wanted. */
  came(packet: OpusPacket): void {
    this.#unheard.push(packet);
    if (this.#unheard.length > RUN_UP + 1) this.#unheard.shift();
  }

  /** The whole frames that are ready with this packet; a late or repeated packet gives none. */
  frames(packet: OpusPacket): Int16Array[] {
    const step = this.#last === null ? 1 : (packet.sequence - this.#last) & 0xffff;
    if (step === 0 || step > 0x8000) return [];
    const fresh = this.#last === null || step - 1 > MAX_CONCEALED;
    this.#last = packet.sequence;
    if (fresh) this.#runUp(packet);
    this.#unheard.length = 0;
    if (step === 1 && this.#rest.length === 0) {
      const frame = this.#decoder.decode(packet.payload);
      // By far the usual case, and nothing is to be cut.
      return frame.length === FRAME_SAMPLES ? [frame] : this.#cut([frame]);
    }
    const parts: Int16Array[] = [this.#rest];
    if (step - 1 <= MAX_CONCEALED) for (let lost = 1; lost < step; lost++) parts.push(this.#decoder.decode(null));
    parts.push(this.#decoder.decode(packet.payload));
    return this.#cut(parts);
  }

  #runUp(to: OpusPacket): void {
    this.#rest = new Int16Array(0);
    for (const { sequence, payload } of this.#unheard) {
      const ahead = (to.sequence - sequence) & 0xffff;
      if (ahead > 0 && ahead <= RUN_UP) this.#decoder.decode(payload);
    }
  }

  #cut(parts: readonly Int16Array[]): Int16Array[] {
    const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    const whole = Math.floor(all.length / FRAME_SAMPLES);
    this.#rest = all.slice(whole * FRAME_SAMPLES);
    return Array.from({ length: whole }, (_, i) => all.slice(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES));
  }
}
