import { FRAME_MS, FRAME_TICKS, type OpusPacket } from './sound.ts';

const TICKS_A_MS = FRAME_TICKS / FRAME_MS;

/** Where the next packet goes in our own stream. */
export interface RtpPosition {
  sequence: number;
  timestamp: number;
  marker: boolean;
}

/**
 * Keeps one outgoing RTP stream continuous while its sources change: sequence + 1, timestamp on by the time that passed,
 * marker once. Copying a source's own numbers makes receivers drop or stretch sound at every change.
 */
export class RtpContinuity {
  readonly #grain: number;
  #sequence: number;
  #timestamp: number;
  #sentAt: number | null = null;
  #source: object | null = null;
  #sequenceOffset = 0;
  #timestampOffset = 0;

  /**
   * `chance` gives 0 to 1: a stream starts at a random place (RFC 3550). At a change the time that passed is rounded to
   * `grain` milliseconds: receivers of packets want whole frames.
   */
  constructor(chance: () => number, grain: number = FRAME_MS) {
    this.#grain = grain;
    this.#sequence = Math.floor(chance() * 0x7fff);
    this.#timestamp = Math.floor(chance() * 0x7fff_ffff);
  }

  /** The place of a packet of `source` that was due at the instant `now` in milliseconds. */
  place(packet: Pick<OpusPacket, 'sequence' | 'timestamp'>, source: object, now: number): RtpPosition {
    const marker = this.#source !== source;
    if (marker) this.#anchor(packet, source, now);
    return this.#sent(
      (packet.sequence + this.#sequenceOffset) & 0xffff,
      (packet.timestamp + this.#timestampOffset) >>> 0,
      marker,
      now,
    );
  }

  /** The place of a frame that has no numbers of its own. */
  next(source: object, now: number): RtpPosition {
    const changed = this.#source !== source;
    this.#source = source;
    const elapsed = this.#elapsed(now);
    // A pause of the source is a pause of the stream; jitter of one frame is not.
    const ticks = changed || elapsed > 3.5 * FRAME_TICKS ? elapsed : FRAME_TICKS;
    return this.#sent(
      (this.#sequence + 1) & 0xffff,
      (this.#timestamp + ticks) >>> 0,
      ticks > FRAME_TICKS || changed,
      now,
    );
  }

  #anchor(packet: Pick<OpusPacket, 'sequence' | 'timestamp'>, source: object, now: number): void {
    this.#source = source;
    this.#sequenceOffset = this.#sequence + 1 - packet.sequence;
    this.#timestampOffset = this.#timestamp + this.#elapsed(now) - packet.timestamp;
  }

  /** In ticks, at least a frame. */
  #elapsed(now: number): number {
    if (this.#sentAt === null) return FRAME_TICKS;
    const grains = Math.round((now - this.#sentAt) / this.#grain);
    return Math.max(FRAME_TICKS, grains * this.#grain * TICKS_A_MS);
  }

  #sent(sequence: number, timestamp: number, marker: boolean, now: number): RtpPosition {
    // One that was overtaken keeps its place, and the next goes behind the newest.
    if (((sequence - this.#sequence) & 0xffff) < 0x8000) {
      this.#sequence = sequence;
      this.#timestamp = timestamp;
      this.#sentAt = now;
    }
    return { sequence, timestamp, marker };
  }
}
