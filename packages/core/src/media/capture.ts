import type { Logger } from '../ports/index.ts';
import { CallstationError } from '../protocol/index.ts';
import { Amplifier, type AmplifierParts } from './amplifier.ts';
import type { Microphone } from './microphone.ts';

type Listener = (source: MediaStreamTrack) => Promise<void>;

/**
 * What legs send: the microphone's own track, or, at another volume than 1, that of an {@link Amplifier} behind it. Only
 * then is there one. While it gives no sound, the microphone goes as it is: too loud is better than not heard.
 */
export class Capture {
  readonly #microphone: Microphone;
  readonly #parts: AmplifierParts;
  readonly #logger: Logger;
  readonly #listeners = new Set<Listener>();
  #volume = 1;
  #amplifier: Amplifier | null = null;
  #told: MediaStreamTrack | null = null;

  constructor(microphone: Microphone, parts: AmplifierParts, logger: Logger) {
    this.#microphone = microphone;
    this.#parts = parts;
    this.#logger = logger;
    microphone.onSource((source) => this.#captured(source));
  }

  /** The track to send a clone of; null while nothing is captured. */
  get source(): MediaStreamTrack | null {
    const { source } = this.#microphone;
    return source && this.#through(source);
  }

  /** See {@link Microphone.acquire}. */
  async acquire(): Promise<MediaStreamTrack> {
    return this.#through(await this.#microphone.acquire());
  }

  /** See {@link Microphone.watch}. */
  watch(): void {
    this.#microphone.watch();
  }

  /** Calls `fn` with each new source; the old one sounds until `fn` has resolved. */
  onSource(fn: Listener): () => void {
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  /** How loud; 1 is as it is captured. Throws `notSupported`, and changes nothing, where it cannot be. */
  setVolume(volume: number): void {
    const old = this.#amplifier;
    const { source } = this.#microphone;
    if (volume === 1) this.#amplifier = null;
    else if (old) {
      old.setVolume(volume);
      old.resume();
    } else if (source) this.#amplifier = this.#amplify(source, volume);
    this.#volume = volume;
    this.#changed(this.#amplifier === old ? null : old);
  }

  release(): void {
    this.#microphone.release();
    this.#amplifier?.close();
    this.#amplifier = null;
    this.#told = null;
  }

  #through(source: MediaStreamTrack): MediaStreamTrack {
    const amplifier = this.#amplifier;
    // Silence is silence whether it flows or not.
    return amplifier && (amplifier.flows || this.#volume === 0) ? amplifier.track : source;
  }

  #captured(source: MediaStreamTrack): void {
    try {
      if (this.#amplifier) this.#amplifier.plug(source);
      else if (this.#volume !== 1) this.#amplifier = this.#amplify(source, this.#volume);
    } catch (error) {
      this.#amplifier?.close();
      this.#amplifier = null;
      this.#logger.warn('the microphone is sent at its own volume', { error });
    }
    // The same track again, too: a leg without a microphone waits for it.
    void this.#tell(this.#through(source));
  }

  #amplify(source: MediaStreamTrack, volume: number): Amplifier {
    try {
      const amplifier: Amplifier = new Amplifier(this.#parts, source, volume, () => {
        if (amplifier === this.#amplifier) this.#changed(null);
      });
      return amplifier;
    } catch (cause) {
      throw new CallstationError('notSupported', 'This browser cannot change the volume of the microphone.', { cause });
    }
  }

  /** `old` goes when no leg sends it any more. */
  #changed(old: Amplifier | null): void {
    const { source } = this;
    const told = source && source !== this.#told ? this.#tell(source) : null;
    if (old) void Promise.resolve(told).then(() => old.close());
  }

  async #tell(source: MediaStreamTrack): Promise<void> {
    this.#told = source;
    await Promise.all([...this.#listeners].map((fn) => fn(source)));
  }
}
