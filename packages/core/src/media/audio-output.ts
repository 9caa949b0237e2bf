import type { Clock, Logger } from '../ports/index.ts';
import type { MediaEnvironment } from './environment.ts';
import { LoudOutput } from './loud-output.ts';
import type { OutputGate } from './output-gate.ts';

type Environment = Pick<MediaEnvironment, 'createAudioContext' | 'createAudioElement' | 'createStream'>;

/** What one leg's peer says, on the speaker. */
export class AudioOutput {
  readonly #environment: Environment;
  readonly #gate: OutputGate;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #speaker: string;
  #volume = 1;
  #track: MediaStreamTrack | null = null;
  #element: HTMLAudioElement | null = null;
  /** Above 1, which no element does; and on iOS, where its volume is the phone's. */
  #loud: LoudOutput | null = null;

  constructor(environment: Environment, gate: OutputGate, clock: Clock, logger: Logger, speaker: string) {
    this.#environment = environment;
    this.#gate = gate;
    this.#clock = clock;
    this.#logger = logger;
    this.#speaker = speaker;
  }

  /** Plays that track from now on. Made here and not earlier: after the capture, autoplay is allowed without a gesture. */
  async play(track: MediaStreamTrack): Promise<void> {
    const element = (this.#element ??= this.#environment.createAudioElement());
    element.autoplay = true;
    element.srcObject = this.#environment.createStream([track]);
    this.#track = track;
    this.#loud?.plug(track);
    this.#turn(element);
    if (this.#speaker !== '') await this.setSpeaker(this.#speaker);
    await this.#start();
  }

  /** How loud; 1 is as it comes. Where the browser cannot, it is as near as it gets. */
  setVolume(volume: number): void {
    this.#volume = volume;
    const element = this.#element;
    if (!element) return;
    this.#turn(element);
    // Unmuted without a gesture a browser may stop it.
    if (element.paused) void this.#start();
  }

  /** Sends the sound to that device; `''` is the system's default. A device that is gone leaves the sound where it was. */
  async setSpeaker(id: string): Promise<void> {
    this.#speaker = id;
    const element = this.#element;
    // Safari has no setSinkId: the system's default is all there is.
    if (!element || typeof element.setSinkId !== 'function') return;
    try {
      await Promise.all([element.setSinkId(id), this.#loud?.setSpeaker(id)]);
    } catch (error) {
      this.#logger.warn('the speaker cannot be used', { error });
    }
  }

  stop(): void {
    const element = this.#element;
    this.#element = null;
    this.#gate.free(this);
    this.#loud?.close();
    this.#loud = null;
    if (!element) return;
    element.pause();
    element.srcObject = null;
  }

  #turn(element: HTMLAudioElement): void {
    const own = Math.min(1, this.#volume);
    element.volume = own;
    // On iOS it stays 1 whatever is set.
    const enough = own === 0 || (own === this.#volume && Math.abs(element.volume - own) < 0.01);
    if (enough) {
      this.#loud?.close();
      this.#loud = null;
    } else if (this.#loud) this.#loud.setVolume(this.#volume);
    else {
      this.#loud = this.#louder(element);
      if (this.#speaker !== '') void this.setSpeaker(this.#speaker);
    }
    this.#hush(element);
  }

  /** The element still has to play: Chromium hands a remote track to Web Audio only while one does. */
  #hush(element: HTMLAudioElement): void {
    element.muted = this.#volume === 0 || this.#loud?.sounds === true;
  }

  #louder(element: HTMLAudioElement): LoudOutput | null {
    if (!this.#track) return null;
    try {
      const parts = { environment: this.#environment, clock: this.#clock };
      return new LoudOutput(parts, this.#track, this.#volume, () => this.#hush(element));
    } catch (error) {
      this.#logger.warn('the volume of the speaker cannot be changed', { error });
      return null;
    }
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
