import type { Clock, Levels, Logger } from '../ports/index.ts';
import type { MediaEnvironment } from './environment.ts';
import { TrackMeter } from './track-meter.ts';

const EVERY_MS = 50;

/** The tracks a leg's loudness is measured on. */
export interface MeteredTracks {
  microphone: MediaStreamTrack | null;
  peer: MediaStreamTrack | null;
}

interface LevelOptions {
  environment: Pick<MediaEnvironment, 'createAudioContext' | 'createStream'>;
  clock: Clock;
  logger: Logger;
  /** The tracks of that leg; null while there is no such leg. */
  tracks: (leg: string) => MeteredTracks | null;
  /** Whether the microphone is captured: a context made earlier would stay suspended on a page without a gesture. */
  captured: () => boolean;
}

interface LegMeters {
  listeners: Set<(levels: Levels) => void>;
  microphone: TrackMeter;
  peer: TrackMeter;
}

/** Loudness about 20 times a second, for as long as somebody listens. */
export class LevelChannel {
  readonly #options: LevelOptions;
  readonly #legs = new Map<string, LegMeters>();
  #context: AudioContext | null = null;
  #cancel: (() => void) | null = null;

  constructor(options: LevelOptions) {
    this.#options = options;
  }

  /** Tells `fn` the loudness of that leg, also of one still to come; returns the end. */
  listen(leg: string, fn: (levels: Levels) => void): () => void {
    const { createStream } = this.#options.environment;
    const meters = this.#legs.get(leg) ?? {
      listeners: new Set(),
      microphone: new TrackMeter(createStream),
      peer: new TrackMeter(createStream),
    };
    this.#legs.set(leg, meters);
    const listener = (levels: Levels): void => fn(levels);
    meters.listeners.add(listener);
    this.#cancel ??= this.#options.clock.after(EVERY_MS, () => this.#tick());
    return () => {
      meters.listeners.delete(listener);
      if (meters.listeners.size === 0 && this.#legs.get(leg) === meters) this.#forget(leg, meters);
    };
  }

  close(): void {
    for (const [leg, meters] of [...this.#legs]) this.#forget(leg, meters);
  }

  #tick(): void {
    this.#cancel = this.#options.clock.after(EVERY_MS, () => this.#tick());
    if (!this.#context && this.#options.captured()) this.#context = this.#options.environment.createAudioContext();
    for (const [leg, { listeners, microphone, peer }] of [...this.#legs]) {
      const tracks = this.#options.tracks(leg);
      const levels: Levels = {
        mic: microphone.measure(this.#context, tracks?.microphone ?? null),
        peer: peer.measure(this.#context, tracks?.peer ?? null),
      };
      for (const listener of [...listeners]) this.#tell(listener, levels);
    }
  }

  #tell(listener: (levels: Levels) => void, levels: Levels): void {
    try {
      listener({ ...levels });
    } catch (error) {
      this.#options.logger.error('a listener for levels failed', { error });
    }
  }

  #forget(leg: string, meters: LegMeters): void {
    this.#legs.delete(leg);
    meters.microphone.stop();
    meters.peer.stop();
    if (this.#legs.size > 0) return;
    this.#cancel?.();
    this.#cancel = null;
    this.#context?.close().catch((error: unknown) => this.#options.logger.debug('context not closed', { error }));
    this.#context = null;
  }
}
