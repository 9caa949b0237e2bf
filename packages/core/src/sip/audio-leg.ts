import { type Invitation, SessionState } from 'sip.js';
import { CallstationError } from '../protocol/index.ts';
import type { Clock, Logger } from '../ports/index.ts';
import { within } from './within.ts';
import type { MediaSessionDescriptionHandler } from './media-session-description-handler.ts';

/** How long a BYE's answer is waited for. */
const BYE_LIMIT_MS = 2000;

/** One INVITE of the centre and the audio it brought up. */
export class AudioLeg {
  readonly #invitation: Invitation;
  readonly #clock: Clock;
  readonly #logger: Logger;

  /** `onEnded` is called once, whoever ended it. */
  constructor(invitation: Invitation, clock: Clock, logger: Logger, onEnded: () => void) {
    this.#invitation = invitation;
    this.#clock = clock;
    this.#logger = logger;
    invitation.stateChange.addListener((state) => {
      if (state === SessionState.Terminated) onEnded();
    });
  }

  /** Answers. False when the centre took the INVITE back meanwhile or the answer could not be made. */
  async answer(): Promise<boolean> {
    if (this.#invitation.state !== SessionState.Initial) return false;
    try {
      await this.#invitation.accept();
    } catch (error) {
      this.#logger.warn('the leg could not be answered', { error });
    }
    return this.#established();
  }

  /** Refuses, telling the centre why in `X-Callstation-Reason`. */
  async reject(statusCode: number, reason?: string): Promise<void> {
    if (this.#unanswered()) await this.#decline(statusCode, reason ? [`X-Callstation-Reason: ${reason}`] : []);
  }

  /** Stops sound both ways at once, whatever SIP has to say. */
  silence(): void {
    const handler = this.#invitation.sessionDescriptionHandler as MediaSessionDescriptionHandler | undefined;
    handler?.close();
  }

  /**
   * Ends it; resolves when the centre has confirmed. `hangup`: the agent means the call. Without it the centre takes the
   * leg for lost and keeps the customer.
   */
  async end(intent?: 'hangup'): Promise<void> {
    const extraHeaders = intent ? [`X-Callstation-Intent: ${intent}`] : [];
    if (this.#unanswered()) await this.#decline(603, extraHeaders);
    else if (this.#established()) await within(this.#clock, BYE_LIMIT_MS, this.#bye(extraHeaders));
  }

  #bye(extraHeaders: string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (): void => resolve();
      // Any final answer will do: 481 means that the centre ended it first.
      const requestDelegate = { onAccept: done, onRedirect: done, onReject: done };
      // bye() throws, not rejects, in some dialog states.
      Promise.resolve()
        .then(() => this.#invitation.bye({ requestDelegate, requestOptions: { extraHeaders } }))
        .catch((error: unknown) => reject(CallstationError.from(error, 'network')));
    });
  }

  async #decline(statusCode: number, extraHeaders: string[]): Promise<void> {
    try {
      await this.#invitation.reject({ statusCode, extraHeaders });
    } catch (error) {
      // The centre's CANCEL, or our own failure to answer, came first.
      this.#logger.debug('the leg was already gone', { error });
    }
  }

  #unanswered(): boolean {
    const { state } = this.#invitation;
    return state === SessionState.Initial || state === SessionState.Establishing;
  }

  #established(): boolean {
    return this.#invitation.state === SessionState.Established;
  }
}
