import type { MediaEnvironment } from './environment.ts';
import { loudness } from './loudness.ts';

const WINDOW_SAMPLES = 2048;

/** Measures one track at a time; another track may take its place at any measurement. */
export class TrackMeter {
  readonly #createStream: MediaEnvironment['createStream'];
  readonly #samples = new Float32Array(WINDOW_SAMPLES);
  #track: MediaStreamTrack | null = null;
  #source: MediaStreamAudioSourceNode | null = null;
  #analyser: AnalyserNode | null = null;

  constructor(createStream: MediaEnvironment['createStream']) {
    this.#createStream = createStream;
  }

  /** Loudness of the last 40 ms or so, 0 to 1. 0 without a context or a track. */
  measure(context: AudioContext | null, track: MediaStreamTrack | null): number {
    if (!context || !track) {
      this.stop();
      return 0;
    }
    if (track !== this.#track) this.#attach(context, track);
    // Read off the track and not off the sound alone: the last window would still hold what was said before the mute.
    if (!this.#analyser || !track.enabled) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return loudness(this.#samples);
  }

  stop(): void {
    this.#source?.disconnect();
    this.#source = null;
    this.#analyser = null;
    this.#track = null;
  }

  #attach(context: AudioContext, track: MediaStreamTrack): void {
    this.stop();
    this.#track = track;
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = WINDOW_SAMPLES;
    this.#source = context.createMediaStreamSource(this.#createStream([track]));
    this.#source.connect(this.#analyser);
  }
}
