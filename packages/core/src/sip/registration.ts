import type { Core } from 'sip.js';
import { CallstationError } from '../protocol/index.ts';
import type { Clock } from '../ports/index.ts';
import { ALLOW } from './sip-core.ts';

const EXPIRES_SECONDS = 600;
/** The share of its life after which a registration is renewed. */
const RENEW_AT = 0.8;

/**
 * The binding of one account. Unlike sip.js's Registerer it does not believe itself registered after the socket went away,
 * sends a new REGISTER while a lost one waits out its 32 s, and leaves no timer behind.
 */
export class Registration {
  readonly #core: Core.UserAgentCore;
  readonly #clock: Clock;
  readonly #onLost: (error: CallstationError) => void;
  readonly #request: Core.OutgoingRequestMessage;
  #pending: { request: Core.OutgoingRegisterRequest; fail: (error: CallstationError) => void } | null = null;
  #cancelRenewal: (() => void) | null = null;

  /** `onLost`: a renewal was refused or not answered. */
  constructor(core: Core.UserAgentCore, clock: Clock, onLost: (error: CallstationError) => void) {
    this.#core = core;
    this.#clock = clock;
    this.#onLost = onLost;
    const { aor } = core.configuration;
    const registrar = aor.clone();
    registrar.user = undefined;
    this.#request = core.makeOutgoingRequestMessage('REGISTER', registrar, aor, aor, {});
  }

  /** Resolves once bound. Rejects `network` when refused or stopped. A digest challenge is answered inside. */
  register(): Promise<void> {
    return this.#send(EXPIRES_SECONDS);
  }

  /** Gives the binding back; settles at the answer. */
  unregister(): Promise<void> {
    return this.#send(0);
  }

  /** Forgets what is on its way, rejecting it, and ends the renewal. */
  stop(): void {
    this.#cancelRenewal?.();
    this.#cancelRenewal = null;
    const pending = this.#pending;
    this.#pending = null;
    pending?.request.dispose();
    pending?.fail(new CallstationError('network'));
  }

  #send(expires: number): Promise<void> {
    this.stop();
    // The credentials of last time hold a nonce of last time.
    delete this.#request.headers['Authorization'];
    this.#request.cseq += 1;
    this.#request.setHeader('cseq', `${this.#request.cseq} REGISTER`);
    this.#request.extraHeaders = [`Contact: ${this.#core.configuration.contact.toString()};expires=${expires}`, ALLOW];
    return new Promise((resolve, reject) => {
      const request = this.#core.register(this.#request, {
        onAccept: (response) => {
          this.#pending = null;
          if (expires > 0) this.#renewAfter(grantedSeconds(response));
          resolve();
        },
        onReject: ({ message }) => {
          this.#pending = null;
          reject(new CallstationError('network', `The centre refused the page's SIP account (${message.statusCode}).`));
        },
      });
      this.#pending = { request, fail: reject };
    });
  }

  #renewAfter(seconds: number): void {
    this.#cancelRenewal = this.#clock.after(seconds * RENEW_AT * 1000, () => {
      this.register().catch((error: unknown) => this.#onLost(CallstationError.from(error, 'network')));
    });
  }
}

function grantedSeconds({ message }: Core.IncomingResponse): number {
  const seconds = Number(message.parseHeader('contact')?.getParam?.('expires') ?? message.getHeader('expires'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : EXPIRES_SECONDS;
}
