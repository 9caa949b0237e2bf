import type { Core } from 'sip.js';
import type { Id } from '../model/index.ts';
import { CallstationError } from '../protocol/index.ts';
import type { Clock, Logger, MediaLeg } from '../ports/index.ts';
import { sdpBody, sdpOf } from './sdp-body.ts';
import { within } from './within.ts';

/** How long an INVITE may stay unanswered, for example while the browser asks for the microphone. */
const ANSWER_LIMIT_MS = 60_000;
/** How long a BYE's answer is waited for. */
const BYE_LIMIT_MS = 2000;

/** What an {@link AudioLeg} needs. */
export interface AudioLegOptions {
  clock: Clock;
  logger: Logger;
  /** This page's contact. */
  contact: string;
  /** Makes the media; called once, when it answers. */
  media: () => MediaLeg;
  /** Called once, whoever ended it. */
  onEnded: () => void;
}

/** `ending`: the BYE waits for the ACK, which RFC 3261 15 has it follow. */
type LegState = 'invited' | 'answering' | 'up' | 'ending' | 'over';

/** One INVITE of the centre and the audio it brought up. */
export class AudioLeg {
  readonly #request: Core.IncomingInviteRequest;
  readonly #options: AudioLegOptions;
  readonly #cancelAlarm: () => void;
  readonly #acked: Promise<void>;
  #state: LegState = 'invited';
  #media: MediaLeg | null = null;
  #silent = false;
  /** Our offer went out in a 200; its answer comes in the ACK. */
  #offered = false;
  #session: Core.Session | null = null;
  #acknowledge: () => void = () => undefined;

  constructor(request: Core.IncomingInviteRequest, options: AudioLegOptions) {
    this.#request = request;
    this.#options = options;
    this.#acked = new Promise((resolve) => (this.#acknowledge = resolve));
    this.#cancelAlarm = options.clock.after(ANSWER_LIMIT_MS, () => this.#decline(480));
    request.delegate = { onCancel: () => this.#decline(487) };
    // Else the centre gives the INVITE up while the browser asks for the microphone.
    request.trying();
  }

  /** Answers. False when the centre took the INVITE back meanwhile or the answer could not be made. */
  async answer(): Promise<boolean> {
    if (!this.#is('invited') || this.#silent) return false;
    this.#state = 'answering';
    try {
      const body = await this.#describe(this.#request);
      // Silenced: the end follows, and says why.
      if (!this.#is('answering') || this.#silent) return false;
      this.#begin(this.#request.accept({ statusCode: 200, body }).session);
      return true;
    } catch (error) {
      this.#options.logger.warn('the leg could not be answered', { error });
      const { code } = CallstationError.from(error, 'mediaFailed');
      if (!this.#silent) this.reject(code === 'malformed' ? 415 : 480, code);
      return false;
    }
  }

  /** Refuses, telling the centre why in `X-Callstation-Reason`. */
  reject(statusCode: number, reason?: string): void {
    this.#decline(statusCode, reason ? [`X-Callstation-Reason: ${reason}`] : []);
  }

  setMuted(on: boolean): void {
    if (!this.#silent) this.#media?.setMuted('audio', on);
  }

  /** Stops sound both ways at once, whatever SIP has to say. */
  silence(): void {
    if (this.#silent) return;
    this.#silent = true;
    this.#media?.close();
  }

  /**
   * Ends it; resolves when the centre has confirmed. `hangup`: the session that the agent means to end, named because the
   * page may not know yet which of their calls has the leg. Without it the centre takes the leg for lost and keeps the customer.
   */
  async end(hangup?: Id): Promise<void> {
    const extraHeaders =
      hangup === undefined
        ? []
        : ['X-Callstation-Intent: hangup', `X-Callstation-Session: ${encodeURIComponent(hangup)}`];
    if (this.#is('up')) await within(this.#options.clock, BYE_LIMIT_MS, this.#bye(extraHeaders));
    else this.#decline(603, extraHeaders);
  }

  /** Forgets it without a word to the centre: it knows, or is not there to be told. */
  abandon(): void {
    if (this.#is('over')) return;
    this.#state = 'over';
    this.#cancelAlarm();
    this.#acknowledge();
    this.silence();
    this.#options.onEnded();
  }

  #begin(session: Core.Session): void {
    this.#state = 'up';
    this.#session = session;
    this.#cancelAlarm();
    session.delegate = {
      onAck: (request) => this.#onAck(request),
      // Nobody there: RFC 3261 13.3.1.4 ends the session with BYE.
      onAckTimeout: () => {
        this.#acknowledge();
        this.#endLost();
      },
      onBye: (request) => {
        request.accept();
        this.abandon();
      },
      onInvite: (request) => void this.#renegotiate(request),
    };
  }

  /** sip.js refuses a re-INVITE until this is settled. */
  async #onAck({ message }: Core.IncomingAckRequest): Promise<void> {
    this.#acknowledge();
    if (!this.#offered) return;
    this.#offered = false;
    try {
      const answer = sdpOf(message);
      if (answer === undefined) throw new CallstationError('mediaFailed', 'The ACK had no answer.');
      if (!this.#silent) await this.#media?.accept(answer);
    } catch (error) {
      this.#options.logger.warn('the answer to our offer was of no use', { error });
      this.#endLost();
    }
  }

  /** A new offer in the dialog, for example an ICE restart. */
  async #renegotiate(request: Core.IncomingInviteRequest): Promise<void> {
    const { logger, contact } = this.#options;
    try {
      const body = await this.#describe(request);
      // The dialog was ended meanwhile, but this transaction still wants its answer (RFC 3261 15.1.2).
      if (this.#is('over')) request.reject({ statusCode: 487 });
      else request.accept({ statusCode: 200, extraHeaders: [`Contact: ${contact}`], body });
    } catch (error) {
      logger.warn('a new offer was refused', { error });
      await this.#refuseOffer(request);
    }
  }

  /** Back to what was agreed before (RFC 3261 14.2); where that fails there is no sound left to keep. */
  async #refuseOffer(request: Core.IncomingInviteRequest): Promise<void> {
    this.#offered = false;
    let kept = true;
    if (!this.#silent) await this.#media?.rollback().catch(() => (kept = false));
    try {
      request.reject({ statusCode: 488 });
    } catch (error) {
      this.#options.logger.debug('the new offer was already gone', { error });
    }
    if (!kept) this.#endLost();
  }

  async #describe({ message }: Core.IncomingInviteRequest): Promise<Core.Body> {
    if (this.#silent) throw new CallstationError('invalidState', 'The leg is being ended.');
    const offer = sdpOf(message);
    this.#media ??= this.#options.media();
    if (offer !== undefined) return sdpBody(await this.#media.answer(offer));
    const own = await this.#media.offer();
    this.#offered = true;
    return sdpBody(own);
  }

  async #bye(extraHeaders: string[]): Promise<void> {
    this.#state = 'ending';
    await this.#acked;
    // The centre's own BYE came first.
    if (!this.#is('ending')) return;
    await new Promise<void>((resolve, reject) => {
      const done = (): void => resolve();
      try {
        // Any final answer will do: 481 means that the centre ended it first.
        this.#session?.bye({ onAccept: done, onRedirect: done, onReject: done }, { extraHeaders });
      } catch (error) {
        reject(CallstationError.from(error, 'network'));
      }
      this.abandon();
    });
  }

  /** The centre takes the leg for lost, keeps the customer and makes another. */
  #endLost(): void {
    if (!this.#is('up')) return;
    this.end().catch((error: unknown) => this.#options.logger.debug('the leg was not ended', { error }));
  }

  #decline(statusCode: number, extraHeaders: string[] = []): void {
    if (!this.#is('invited') && !this.#is('answering')) return;
    try {
      this.#request.reject({ statusCode, extraHeaders });
    } catch (error) {
      this.#options.logger.debug('the INVITE was already gone', { error });
    }
    this.abandon();
  }

  #is(state: LegState): boolean {
    return this.#state === state;
  }
}
