import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js';
import { CallstationError } from '../protocol/index.ts';
import type { Logger, MediaLeg } from '../ports/index.ts';

const SDP = 'application/sdp';
const KINDS = { none: 'none', offered: 'offered', asked: 'asked' } as const;

/** sip.js's view of a {@link MediaLeg}: turns its set-then-get order into offer, answer and accept. */
export class MediaSessionDescriptionHandler implements SessionDescriptionHandler {
  readonly #leg: MediaLeg;
  readonly #logger: Logger;
  readonly #onClosed: () => void;
  #state: keyof typeof KINDS = KINDS.none;
  #offer = '';
  #closed = false;

  constructor(leg: MediaLeg, logger: Logger, onClosed: () => void = () => undefined) {
    this.#leg = leg;
    this.#logger = logger;
    this.#onClosed = onClosed;
  }

  hasDescription(contentType: string): boolean {
    return contentType.split(';')[0]?.trim().toLowerCase() === SDP;
  }

  async setDescription(sdp: string): Promise<void> {
    this.#mustBeOpen();
    if (this.#state === KINDS.offered) {
      this.#state = KINDS.none;
      await this.#leg.accept(sdp);
      return;
    }
    // The answer is made in getDescription: applying the offer and answering it must be one piece of the leg's queue.
    this.#offer = sdp;
    this.#state = KINDS.asked;
  }

  async getDescription(): Promise<BodyAndContentType> {
    this.#mustBeOpen();
    if (this.#state === KINDS.asked) {
      this.#state = KINDS.none;
      return this.#body(await this.#leg.answer(this.#offer));
    }
    const offer = await this.#leg.offer();
    this.#state = KINDS.offered;
    return this.#body(offer);
  }

  async rollbackDescription(): Promise<void> {
    this.#state = KINDS.none;
    if (!this.#closed) await this.#leg.rollback();
  }

  sendDtmf(tones: string): boolean {
    try {
      this.#leg.sendDigits(tones);
      return true;
    } catch (error) {
      this.#logger.warn('digits were not sent', { error });
      return false;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#leg.close();
    this.#onClosed();
  }

  #body(body: string): BodyAndContentType {
    this.#mustBeOpen();
    return { body, contentType: SDP };
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new CallstationError('mediaFailed', 'The leg was closed.');
  }
}
