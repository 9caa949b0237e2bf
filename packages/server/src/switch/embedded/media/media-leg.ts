import type { OpusPacket } from './sound.ts';
import type { RtpPosition } from './rtp-continuity.ts';

/** What happens on a {@link MediaLeg}. Handlers must not throw. */
export interface MediaLegEvents {
  /** The path is up: encrypted, both ways open. Once. */
  up(): void;
  /** The far end said something. */
  packet(packet: OpusPacket): void;
  /** The far end pressed a key (telephone-event). */
  digit(digit: string): void;
  /** The path is gone for good. Once, and not after `close`. */
  down(): void;
}

/** One WebRTC audio connection of the server, always the offerer. The only thing the switch knows of its media stack. */
export interface MediaLeg {
  /** The offer, complete with addresses. Rejects `mediaFailed` when no port is to be had. */
  offer(): Promise<string>;
  /** Applies the answer. Rejects `mediaFailed` when it cannot be used. */
  accept(answer: string): Promise<void>;
  send(payload: Uint8Array, position: RtpPosition): void;
  /** Instant at which the far end was last heard: sound or an address check, authenticated. */
  readonly heardAt: number;
  close(): Promise<void>;
}

/** Makes media legs; the seam for another stack. */
export interface MediaStack {
  /** Makes the first leg fast: certificates, codecs. */
  prepare(): Promise<void>;
  create(events: MediaLegEvents): MediaLeg;
  /** Legs not closed yet. */
  readonly open: number;
}
