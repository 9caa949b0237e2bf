import {
  IncomingRequestMessage,
  IncomingResponseMessage,
  Parser,
  URI,
  type IncomingReferRequest,
} from 'sip.js/lib/core/index.js';
import type { WebSocket } from 'ws';
import type { Clock, Logger } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import { checkSipMessage } from '@callstation/core/sip-guard';
import { closeSocket } from '../../../net/close-socket.ts';
import { createRateLimit, type RateLimit } from '../../../net/rate-limit.ts';
import type { Credentials } from './digest.ts';
import { Registrar } from './registrar.ts';
import { readIntent } from './page-intent.ts';
import { SipCall, type SipCallEvents } from './sip-call.ts';
import { createSipCore, REALM, type SipCore } from './sip-core.ts';

const ALLOW = 'Allow: ACK, BYE, CANCEL, INFO, INVITE, OPTIONS';
/** WebSocket close code: policy violation. */
const POLICY = 1008;

/** What pages are refused: to be another user, to be reached as one, to send a call elsewhere, to send so much. */
export type SipRefusal = 'user' | 'contact' | 'refer' | 'flood';

/** What a {@link SipConnection} needs. */
export interface SipConnectionOptions {
  id: string;
  clock: Clock;
  logger: Logger;
  credentials: Credentials;
  /** The page wanted what no page may. */
  refused(what: SipRefusal): void;
}

/**
 * The SIP side of one account. The socket may be replaced; the core under it stays, and so do the dialogs: a lost socket
 * costs no call. Ends with {@link dispose}, when the page's lease ends.
 */
export class SipConnection {
  readonly #options: SipConnectionOptions;
  readonly #sip: SipCore;
  readonly #registrar: Registrar;
  readonly #limit: RateLimit;
  readonly #watchers = new Set<() => void>();
  #socket: WebSocket | null = null;
  #disposed = false;

  constructor(options: SipConnectionOptions) {
    this.#options = options;
    this.#registrar = new Registrar(options.clock, options.credentials, (what) => options.refused(what));
    // Generous for a page, hopeless for a flood. The account's, so that another socket brings no more.
    this.#limit = createRateLimit(options.clock, 20, 60);
    this.#sip = createSipCore(options.id, options.logger, (message) => this.#send(message), {
      onRegister: (request) => void (this.#registrar.register(request) && this.#changed()),
      // Pages are called; they call through the control socket.
      onInvite: (request) => void request.reject({ statusCode: 403 }),
      onRefer: (request) => this.#refer(request),
    });
  }

  /** Whether there is a socket. Media does not depend on it. */
  get open(): boolean {
    return this.#socket?.readyState === 1;
  }

  /** Whether the page can be invited now. */
  get reachable(): boolean {
    return this.open && this.#registrar.contact !== null;
  }

  /** Calls `fn` when {@link open} or {@link reachable} may have changed; returns the stop. */
  watch(fn: () => void): () => void {
    this.#watchers.add(fn);
    return () => void this.#watchers.delete(fn);
  }

  /** Puts a socket under the account; an older one is closed. */
  attach(socket: WebSocket): void {
    const { clock } = this.#options;
    const old = this.#socket;
    this.#socket = socket;
    if (old) closeSocket(old, clock, POLICY, 'replaced');
    let flooded = false;
    socket.on('message', (data, binary) => {
      if (this.#socket !== socket || flooded) return;
      // For good: what is on its way while it closes is part of the flood.
      flooded = !this.#limit.take();
      if (flooded) {
        this.#options.refused('flood');
        return closeSocket(socket, clock, POLICY, 'too many messages');
      }
      this.#received(binary ? '' : String(data));
    });
    socket.on('error', (error) => this.#options.logger.debug('sip socket', { error: error.message }));
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#changed();
    });
    this.#changed();
  }

  /**
   * Invites the page. @throws CallstationError `network` when it cannot be reached now.
   */
  invite(offer: string, headers: readonly string[], events: SipCallEvents): SipCall {
    const { contact } = this.#registrar;
    if (!contact || !this.reachable) throw new CallstationError('network', 'The page is not registered.');
    const { core, config, self } = this.#sip;
    const to = new URI('sip', this.#options.credentials.username, REALM);
    const message = core.makeOutgoingRequestMessage(
      'INVITE',
      contact,
      self,
      to,
      {},
      [`Contact: ${config.contact.toString()}`, ALLOW, ...headers],
      {
        contentDisposition: 'session',
        contentType: 'application/sdp',
        content: offer,
      },
    );
    const call = new SipCall(events, (refer) => this.#refer(refer));
    const request = core.invite(message, {
      onProgress: () => call.ringing(),
      onAccept: (response) => {
        response.ack();
        call.accepted(response.session, response.message.body);
      },
      onReject: (response) => call.refused(response.message.statusCode ?? 500, readIntent(response.message)),
      onRedirect: () => call.refused(480),
    });
    call.sent(request);
    return call;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const socket = this.#socket;
    this.#socket = null;
    this.#sip.core.dispose();
    if (socket) closeSocket(socket, this.#options.clock, 1000, 'over');
    this.#changed();
    this.#watchers.clear();
  }

  /** Whom a call goes to is the call logic's business, whatever the target. */
  #refer(request: IncomingReferRequest): void {
    this.#options.refused('refer');
    request.reject({ statusCode: 403 });
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher();
  }

  #send(message: string): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.readyState !== 1) return Promise.reject(new Error('no socket'));
    return new Promise((resolve, reject) => {
      socket.send(message, (error) => (error ? reject(error) : resolve()));
    });
  }

  // Whatever a page sends ends here: answered, handed on or dropped, never thrown.
  #received(text: string): void {
    if (/^(\r\n){1,2}$/.test(text)) {
      this.#send('\r\n').catch(() => undefined);
      return;
    }
    const verdict = checkSipMessage(text);
    if (!verdict.ok) return this.#drop(verdict.reason);
    try {
      const message = Parser.parseMessage(text, this.#sip.logs.getLogger('sip.parser'));
      if (message instanceof IncomingRequestMessage) this.#request(message);
      else if (message instanceof IncomingResponseMessage) this.#response(message);
      else this.#drop('not parsable');
    } catch (error) {
      this.#drop(String(error));
    }
  }

  #request(message: IncomingRequestMessage): void {
    // The core answers 404 unless the request names its address of record; for REGISTER that is the domain alone.
    if (!message.toTag && message.ruri) this.#sip.config.aor = message.ruri;
    this.#sip.core.receiveIncomingRequestFromTransport(message);
  }

  #response(message: IncomingResponseMessage): void {
    if (message.getHeaders('via').length !== 1 || message.via.host !== this.#sip.config.viaHost)
      return this.#drop('not ours');
    this.#sip.core.receiveIncomingResponseFromTransport(message);
  }

  #drop(why: string): void {
    this.#options.logger.debug('sip message dropped', { why: why.slice(0, 120) });
  }
}
