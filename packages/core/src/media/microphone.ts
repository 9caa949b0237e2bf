import { CallstationError } from '../protocol/index.ts';
import type { Logger } from '../ports/index.ts';
import type { MediaEnvironment } from './environment.ts';
import type { MediaFacts } from './media-facts.ts';
import { microphoneError, microphoneFact } from './microphone-error.ts';
import { SerialQueue } from './serial-queue.ts';

type Environment = Pick<MediaEnvironment, 'getUserMedia' | 'onDeviceChange'>;

/** The one captured microphone of a page. Legs send clones of its track, so that ending a leg does not end the capture. */
export class Microphone {
  readonly #environment: Environment;
  readonly #facts: MediaFacts;
  readonly #logger: Logger;
  readonly #queue = new SerialQueue();
  readonly #listeners = new Set<(source: MediaStreamTrack) => void>();
  #deviceId: string | null = null;
  #source: MediaStreamTrack | null = null;
  #acquiring: Promise<MediaStreamTrack> | null = null;
  /** Rises with every release: what was opened for an earlier one is given back at once. */
  #generation = 0;
  #stopWatching: (() => void) | null = null;

  constructor(environment: Environment, facts: MediaFacts, logger: Logger) {
    this.#environment = environment;
    this.#facts = facts;
    this.#logger = logger;
  }

  /** The captured track; null before the first {@link acquire} and after {@link release}. */
  get source(): MediaStreamTrack | null {
    return this.#source;
  }

  /** Captures, or hands out what is captured. Calls at the same time share one prompt. */
  acquire(): Promise<MediaStreamTrack> {
    if (this.#source?.readyState === 'live') return Promise.resolve(this.#source);
    if (this.#acquiring) return this.#acquiring;
    const generation = this.#generation;
    const acquiring = this.#queue
      .run(() => this.#open(generation))
      .finally(() => {
        if (this.#acquiring === acquiring) this.#acquiring = null;
      });
    this.#acquiring = acquiring;
    return acquiring;
  }

  /** Uses that device from now on; a capture that runs moves over. Rejects, and keeps the old one, if it cannot be had. */
  async select(deviceId: string): Promise<void> {
    const generation = this.#generation;
    await this.#queue.run(async () => {
      const before = this.#deviceId;
      this.#deviceId = deviceId;
      if (!this.#source && this.#stopWatching) this.#recover();
      if (!this.#source || before === deviceId) return;
      try {
        this.#replace(await this.#capture({ exact: deviceId }, generation));
      } catch (error) {
        this.#deviceId = before;
        throw microphoneError(error);
      }
    });
  }

  /** Somebody waits for a source: from now on every change of devices or permission is a chance. */
  watch(): void {
    if (this.#source === null) this.#stopWatching ??= this.#environment.onDeviceChange(() => this.#recover());
  }

  /** Calls `fn` with each new source: one that takes over from another, or the first. */
  onSource(fn: (source: MediaStreamTrack) => void): () => void {
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  /** Ends the capture. */
  release(): void {
    this.#generation += 1;
    this.#acquiring = null;
    this.#stopWatching?.();
    this.#stopWatching = null;
    this.#drop();
  }

  async #open(generation: number): Promise<MediaStreamTrack> {
    if (this.#source?.readyState === 'live') return this.#source;
    try {
      const track = await this.#captureChosen(generation);
      this.#replace(track);
      return track;
    } catch (thrown) {
      const error = microphoneError(thrown);
      if (generation === this.#generation) this.#facts.setMicrophone(microphoneFact(error));
      throw error;
    }
  }

  /** The chosen device, or the default one where the chosen is gone. */
  async #captureChosen(generation: number): Promise<MediaStreamTrack> {
    if (this.#deviceId === null) return this.#capture(null, generation);
    try {
      return await this.#capture({ exact: this.#deviceId }, generation);
    } catch (thrown) {
      if (microphoneError(thrown).code !== 'mediaMissing') throw thrown;
      this.#logger.warn('the chosen microphone is gone, the default one is used');
      return this.#capture(null, generation);
    }
  }

  async #capture(deviceId: { exact: string } | null, generation: number): Promise<MediaStreamTrack> {
    this.#mustBe(generation);
    const stream = await this.#environment.getUserMedia({
      audio: {
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        ...(deviceId && { deviceId }),
      },
    });
    const [track] = stream.getAudioTracks();
    if (!track) throw new CallstationError('mediaMissing');
    if (generation !== this.#generation) track.stop();
    this.#mustBe(generation);
    return track;
  }

  #mustBe(generation: number): void {
    if (generation === this.#generation) return;
    throw new CallstationError('mediaFailed', 'The microphone was given back while it was being opened.');
  }

  #replace(track: MediaStreamTrack): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
    const old = this.#source;
    this.#source = track;
    // `ended` never follows our own stop(): it means unplugged, taken by the system, or permission withdrawn.
    track.addEventListener('ended', () => this.#ended(track));
    this.#facts.setMicrophone('ok');
    for (const fn of [...this.#listeners]) fn(track);
    old?.stop();
  }

  #ended(track: MediaStreamTrack): void {
    if (track !== this.#source) return;
    this.#logger.warn('the microphone ended by itself');
    this.#source = null;
    this.#facts.setMicrophone('missing');
    // Until a microphone is back every change of the devices is a chance, so the loss must be remembered here.
    this.#stopWatching = this.#environment.onDeviceChange(() => this.#recover());
    this.#recover();
  }

  #recover(): void {
    this.acquire().catch((error: unknown) => this.#logger.warn('no microphone to fall back to', { error }));
  }

  #drop(): void {
    this.#source?.stop();
    this.#source = null;
  }
}
