import type { Id, PageFacts, Volume } from '../model/index.ts';
import type { IceServer } from '../protocol/index.ts';

/** A microphone, speaker or camera. */
export interface MediaDevice {
  id: Id;
  kind: 'microphone' | 'speaker' | 'camera';
  label: string;
}
/** Loudness of both directions, 0 to 1. */
export interface Levels {
  mic: number;
  peer: number;
}
/** Which device to use; what is left out stays. */
export interface DeviceChoice {
  microphone?: Id;
  speaker?: Id;
  ringer?: Id;
  camera?: Id;
}

/**
 * Sound and picture of one page. MUST: `acquire` asks for the microphone once and later legs reuse it; failures reject
 * with mediaDenied, mediaMissing, mediaBusy or mediaFailed; `setMuted` is synchronous; `close` leaves no peer connection;
 * nothing waits for STUN longer than 300 ms.
 */
export interface MediaPort {
  /** `ask: false`: only where it was allowed before; else resolves with nothing taken and nobody asked. */
  acquire(want: { video: boolean; ask?: boolean }): Promise<void>;
  /** Gives the microphone back (the recording dot goes). */
  release(): void;
  /**
   * The leg of that name; the same object until it is closed. One audio leg per page. `fresh`: a new one beside it, which
   * takes the name over when its media flows; the old one plays until it is closed (make before break). It starts as
   * muted as the old one is. `listen`: without a microphone it plays and sends nothing, until there is one.
   */
  leg(id: 'audio' | Id, want: { video: boolean; iceServers: IceServer[]; fresh?: boolean; listen?: boolean }): MediaLeg;
  ring(on: boolean): void;
  /** Lets sound out after a gesture, where the browser blocked autoplay. */
  unlock(): Promise<void>;
  devices(): Promise<MediaDevice[]>;
  select(choice: DeviceChoice): Promise<void>;
  /**
   * How loud, from now on, for this leg and those to come; what is left out stays. Rejects `invalidArgument` for what is no
   * number from 0 to 1.5, `notSupported` where it cannot be done; then nothing has changed.
   */
  setVolume(volume: Partial<Volume>): Promise<void>;
  /** Loudness of the leg about 20 times a second, on a channel of its own, never in a snapshot. */
  levels(leg: Id, fn: (levels: Levels) => void): () => void;
  /** Facts for the page: microphone, output, volume, media. */
  on(
    fn: (event: {
      type: 'facts';
      facts: Partial<Pick<PageFacts, 'microphone' | 'output' | 'volume' | 'media'>>;
    }) => void,
  ): () => void;
  /** Ends everything: legs, microphone, output, timers. */
  close(): void;
}

/** One peer connection. Negotiations are serialised. */
export interface MediaLeg {
  offer(options?: { iceRestart: boolean }): Promise<string>;
  answer(sdp: string): Promise<string>;
  accept(sdp: string): Promise<void>;
  rollback(): Promise<void>;
  setMuted(kind: 'audio' | 'video', on: boolean): void;
  setHeld(on: boolean): void;
  sendDigits(digits: string): void;
  close(): void;
}
