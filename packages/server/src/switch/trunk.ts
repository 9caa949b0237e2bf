import type { End } from '@callstation/core/model';

/**
 * Customers made of code. The embedded switch joins them as a PCM source, Asterisk as a WebSocket media channel, so that
 * one simulator serves both and the domain cannot tell it from a carrier.
 */
export interface VirtualTrunk {
  readonly name: string;
  /** The switch calls `number` through this trunk; the trunk drives `leg`. `callerNumber` is what the callee sees. */
  dialed(number: string, leg: VirtualLeg, callerNumber?: string): void;
  /**
   * The switch tells how to place an incoming call: the trunk calls `place`, gets the leg, and hears
   * `{ answered }` once somebody of the centre answered.
   */
  onIncoming(place: (call: { from: string; to: string; headers?: Record<string, string> }) => VirtualLeg): void;
}

/** What the far end of a {@link VirtualTrunk} hears and meets. */
export type VirtualLegEvent =
  | { answered: true }
  /**
   * 20 ms of what the centre sends to this customer: 320 samples, 16 kHz, mono. `at`: its place in the stream, milliseconds
   * from some beginning, where the switch knows it: what was never sent is a gap, what only came late is none.
   */
  | { audio: Int16Array; at?: number }
  | { digit: string }
  | { ended: End };

/** One call on a {@link VirtualTrunk}, driven by the trunk. */
export interface VirtualLeg {
  /** The switch's id of this leg. */
  readonly id: string;
  ring(): void;
  answer(): void;
  end(end: End): void;
  /** Says 20 ms to the centre: 320 samples, 16 kHz, mono. Before `answer` it is early media. The caller paces itself. */
  write(pcm16k: Int16Array): void;
  /** Presses one key: 0-9 * # A-D. Nothing before `answer`, or for anything else. */
  press(digit: string): void;
  on(fn: (event: VirtualLegEvent) => void): () => void;
}
