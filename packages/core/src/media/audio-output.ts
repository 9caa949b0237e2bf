import type { Logger } from '../ports/index.ts';
import type { MediaEnvironment } from './environment.ts';
import type { OutputGate } from './output-gate.ts';

type Environment = Pick<MediaEnvironment, 'createAudioElement' | 'createStream'>;

/** What one leg's peer says, on the speaker. */
export class AudioOutput {
  readonly #environment: Environment;
  readonly #gate: OutputGate;
  readonly #logger: Logger;
  #speaker: string;
  #element: HTMLAudioElement | null = null;

  constructor(environment: Environment, gate: OutputGate, logger: Logger, speaker: string) {
    this.#environment = environment;
    this.#gate = gate;
    this.#logger = logger;
    this.#speaker = speaker;
  }

  /** Plays that track from now on. Made here and not earlier: after the capture, autoplay is allowed without a gesture. */
  async play(track: MediaStreamTrack): Promise<void> {
    const element = (this.#element ??= this.#environment.createAudioElement());
    element.autoplay = true;
    element.srcObject = this.#environment.createStream([track]);
    if (this.#speaker !== '') await this.setSpeaker(this.#speaker);
    await this.#start();
  }

  /** Sends the sound to that device; `''` is the system's default. A device that is gone leaves the sound where it was. */
  async setSpeaker(id: string): Promise<void> {
    this.#speaker = id;
    const element = this.#element;
    // Safari has no setSinkId: the system's default is all there is.
    if (!element || typeof element.setSinkId !== 'function') return;
    try {
      await element.setSinkId(id);
    } catch (error) {
      this.#logger.warn('the speaker cannot be used', { error });
    }
  }

  stop(): void {
    const element = this.#element;
    this.#element = null;
    this.#gate.free(this);
    if (!element) return;
    element.pause();
    element.srcObject = null;
  }

  async #start(): Promise<void> {
    const element = this.#element;
    if (!element) return;
    try {
      await element.play();
      this.#gate.free(this);
    } catch (error) {
      if (element !== this.#element) return;
      // AbortError means a newer play() replaced this one; only a missing gesture keeps the page silent.
      if (error instanceof Error && error.name === 'NotAllowedError') this.#gate.block(this, () => this.#start());
      else this.#logger.debug('playback was interrupted', { error });
    }
  }
}
