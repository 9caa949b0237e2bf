import { Amplifier, type AmplifierParts } from './amplifier.ts';
import type { MediaEnvironment } from './environment.ts';

/** What a loud output stands on. */
export interface LoudParts extends AmplifierParts {
  environment: Pick<MediaEnvironment, 'createAudioContext' | 'createAudioElement' | 'createStream'>;
}

/** What a player's own volume cannot do, on a second player: louder than it comes. */
export class LoudOutput {
  readonly #amplifier: Amplifier;
  readonly #element: HTMLAudioElement;
  readonly #changed: () => void;
  #playing = false;

  /** Throws where the browser cannot. `changed`: {@link sounds} may be another. */
  constructor(parts: LoudParts, source: MediaStreamTrack, volume: number, changed: () => void) {
    this.#changed = changed;
    this.#amplifier = new Amplifier(parts, source, volume, () => this.#follow());
    this.#element = parts.environment.createAudioElement();
    this.#element.srcObject = parts.environment.createStream([this.#amplifier.track]);
    this.#follow();
  }

  /** Whether it is heard; as long as it is not, the first player has to be. */
  get sounds(): boolean {
    return this.#playing && this.#amplifier.flows;
  }

  plug(source: MediaStreamTrack): void {
    this.#amplifier.plug(source);
  }

  setVolume(volume: number): void {
    this.#amplifier.setVolume(volume);
    this.#amplifier.resume();
  }

  async setSpeaker(id: string): Promise<void> {
    await this.#element.setSinkId(id);
  }

  close(): void {
    this.#amplifier.close();
    this.#element.pause();
    this.#element.srcObject = null;
  }

  #follow(): void {
    if (this.#amplifier.flows && !this.#playing) void this.#play();
    else this.#changed();
  }

  async #play(): Promise<void> {
    try {
      await this.#element.play();
      this.#playing = true;
      this.#changed();
    } catch {
      // Without a gesture, or closed meanwhile: the first player goes on.
    }
  }
}
