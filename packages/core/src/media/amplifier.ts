import type { Clock } from '../ports/index.ts';
import type { MediaEnvironment } from './environment.ts';

/** A step in loudness is heard as a click; so long a slope is not. Seconds. */
const SLOPE = 0.02;
/** What comes out of a context that has just begun is silence until its buffers are full. Milliseconds. */
const FILLING = 100;

/** What an amplifier stands on. */
export interface AmplifierParts {
  environment: Pick<MediaEnvironment, 'createAudioContext' | 'createStream'>;
  clock: Clock;
}

/** Makes a track louder or softer, in a context of its own that lives until {@link close}. Making it throws where it cannot be. */
export class Amplifier {
  /** What comes out: one track for all its life. */
  readonly track: MediaStreamTrack;
  readonly #createStream: MediaEnvironment['createStream'];
  readonly #context: AudioContext;
  readonly #gain: GainNode;
  #input: MediaStreamAudioSourceNode | null = null;
  #flows = false;
  #cancel: () => void = () => undefined;

  /** `changed`: {@link flows} may be another. */
  constructor({ environment, clock }: AmplifierParts, source: MediaStreamTrack, volume: number, changed: () => void) {
    this.#createStream = environment.createStream;
    const context = environment.createAudioContext();
    this.#context = context;
    try {
      const output = context.createMediaStreamDestination();
      const [track] = output.stream.getAudioTracks();
      if (!track) throw new Error('no track');
      this.track = track;
      this.#gain = context.createGain();
      this.#gain.gain.value = volume;
      this.#gain.connect(output);
      this.plug(source);
    } catch (error) {
      this.close();
      throw error;
    }
    context.addEventListener('statechange', () => {
      // A phone call takes the sound from a page, and a context does not come back from that by itself.
      this.resume();
      this.#cancel();
      this.#flows = false;
      if (context.state !== 'running') return changed();
      this.#cancel = clock.after(FILLING, () => {
        this.#flows = true;
        changed();
      });
    });
    this.resume();
  }

  /** Whether sound comes through: not before a gesture where the browser wants one, nor while the system has taken it. */
  get flows(): boolean {
    return this.#flows;
  }

  /** Tries to let sound through; call it again from a gesture. */
  resume(): void {
    if (this.#context.state === 'running' || this.#context.state === 'closed') return;
    this.#context.resume().catch(() => undefined);
  }

  /** Takes that track in, in the place of the one before. */
  plug(source: MediaStreamTrack): void {
    const input = this.#context.createMediaStreamSource(this.#createStream([source]));
    input.connect(this.#gain);
    this.#input?.disconnect();
    this.#input = input;
  }

  setVolume(volume: number): void {
    const { gain } = this.#gain;
    const now = this.#context.currentTime;
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(gain.value, now);
    gain.linearRampToValueAtTime(volume, now + SLOPE);
  }

  close(): void {
    this.#cancel();
    this.#flows = false;
    this.#input?.disconnect();
    this.#input = null;
    if (this.#context.state !== 'closed') this.#context.close().catch(() => undefined);
  }
}
