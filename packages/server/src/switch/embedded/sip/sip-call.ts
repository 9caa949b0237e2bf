import type { IncomingReferRequest, OutgoingInviteRequest, Session } from 'sip.js/lib/core/index.js';
import { SessionState } from 'sip.js/lib/core/index.js';
import { parseDtmf } from './dtmf-body.ts';
import { NO_INTENT, type PageIntent, readIntent } from './page-intent.ts';

/** What happens on a {@link SipCall}. */
export interface SipCallEvents {
  ringing(): void;
  /** 200: the answer's SDP. Once. */
  accepted(answer: string): void;
  /** A final refusal, or 408/503 when nothing could be sent. Then nothing follows. */
  refused(status: number, why: PageIntent): void;
  /** The page hung up. Then nothing follows. */
  bye(why: PageIntent): void;
  digit(digit: string): void;
}

/** One INVITE to a page, and the dialog it becomes. */
export class SipCall {
  readonly #events: SipCallEvents;
  readonly #refer: (request: IncomingReferRequest) => void;
  #request: OutgoingInviteRequest | null = null;
  #session: Session | null = null;
  #over = false;

  /** `refer` answers a page that would send the call elsewhere. */
  constructor(events: SipCallEvents, refer: (request: IncomingReferRequest) => void) {
    this.#events = events;
    this.#refer = refer;
  }

  /** Takes over what the core made; `accept` and the rest arrive from its delegate. */
  sent(request: OutgoingInviteRequest): void {
    this.#request = request;
  }

  ringing(): void {
    if (!this.#over && !this.#session) this.#events.ringing();
  }

  accepted(session: Session, answer: string): void {
    if (this.#session) return;
    this.#session = session;
    // Hung up while the 200 was on its way: the CANCEL came too late, so the dialog exists and needs a BYE.
    if (this.#over) return this.#bye(session);
    session.delegate = {
      onBye: (request) => {
        request.accept();
        const why = readIntent(request.message);
        this.#finish(() => this.#events.bye(why));
      },
      onInfo: (request) => {
        const digit = parseDtmf(request.message.body);
        if (digit === null) return void request.reject({ statusCode: 400 });
        request.accept();
        if (!this.#over) this.#events.digit(digit);
      },
      // The server owns the media: a page has nothing to renegotiate.
      onInvite: (request) => void request.reject({ statusCode: 488 }),
      onRefer: (request) => this.#refer(request),
    };
    this.#events.accepted(answer);
  }

  refused(status: number, why: PageIntent = NO_INTENT): void {
    this.#finish(() => this.#events.refused(status, why));
  }

  /** Ends it from our side: CANCEL or BYE, whichever is due. Nothing is reported afterwards. */
  hangup(): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#session) this.#bye(this.#session);
    else this.#request?.cancel();
  }

  #finish(tell: () => void): void {
    if (this.#over) return;
    this.#over = true;
    tell();
  }

  #bye(session: Session): void {
    if (session.sessionState !== SessionState.Terminated) session.bye();
  }
}
