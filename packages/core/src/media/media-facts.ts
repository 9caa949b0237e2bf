import type { PageFacts } from '../model/index.ts';
import type { Logger } from '../ports/index.ts';

/** What the engine can know about this page. */
export type MediaFactsPart = Pick<PageFacts, 'microphone' | 'output' | 'volume' | 'media'>;
/** One leg's line in the facts. */
export type LegFacts = PageFacts['media'][string];
/** What {@link MediaFacts.on} passes on. */
export interface MediaFactsEvent {
  type: 'facts';
  facts: Partial<MediaFactsPart>;
}

/** What is known, told onward once per change and never otherwise. */
export class MediaFacts {
  readonly #logger: Logger;
  readonly #listeners = new Set<(event: MediaFactsEvent) => void>();
  #microphone: MediaFactsPart['microphone'] = 'unknown';
  #output: MediaFactsPart['output'] = 'ok';
  #volume: MediaFactsPart['volume'] = { microphone: 1, speaker: 1 };
  #media: MediaFactsPart['media'] = {};

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get microphone(): MediaFactsPart['microphone'] {
    return this.#microphone;
  }

  setMicrophone(microphone: MediaFactsPart['microphone']): void {
    if (microphone === this.#microphone) return;
    this.#microphone = microphone;
    this.#tell({ microphone });
  }

  setOutput(output: MediaFactsPart['output']): void {
    if (output === this.#output) return;
    this.#output = output;
    this.#tell({ output });
  }

  get volume(): MediaFactsPart['volume'] {
    return this.#volume;
  }

  setVolume(volume: MediaFactsPart['volume']): void {
    const { microphone, speaker } = this.#volume;
    if (volume.microphone === microphone && volume.speaker === speaker) return;
    this.#volume = volume;
    this.#tell({ volume });
  }

  /** Sets a leg's line; null removes it. The whole record is told, because facts are merged one level deep. */
  setLeg(id: string, leg: LegFacts | null): void {
    const known = this.#media[id];
    if (leg ? known?.ice === leg.ice && known.quality === leg.quality : !known) return;
    const { [id]: _gone, ...others } = this.#media;
    this.#media = leg ? { ...others, [id]: leg } : others;
    this.#tell({ media: this.#media });
  }

  on(fn: (event: MediaFactsEvent) => void): () => void {
    const listener = (event: MediaFactsEvent): void => fn(event);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
  }

  #tell(facts: Partial<MediaFactsPart>): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener({ type: 'facts', facts });
      } catch (error) {
        this.#logger.error('a listener for media facts failed', { error });
      }
    }
  }
}
