import { EmitterImpl, type Transport, TransportState } from 'sip.js';
import type { Logger, SocketFactory, SocketLike } from '../ports/index.ts';
import { checkSipMessage } from '../sip-guard/index.ts';

/** What sip.js hands to the transport it constructs. */
export interface PageTransportOptions {
  open: SocketFactory;
  logger: Logger;
  /** The socket's URL; asked at every connect, because each one holds a ticket of one use. */
  url: () => string;
}

type Settle = { resolve: () => void; reject: (error: Error) => void };

/**
 * sip.js's transport over one replaceable socket. sip.js's own keeps the URL of the first connect, and what a peer sends
 * can throw out of its message handler; here neither is so.
 */
export class PageTransport implements Transport {
  readonly protocol: string;
  readonly stateChange = new EmitterImpl<TransportState>();
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  readonly #options: PageTransportOptions;
  #state = TransportState.Disconnected;
  #socket: SocketLike | null = null;
  #connecting: (Settle & { promise: Promise<void> }) | null = null;

  constructor(_logger: unknown, options: PageTransportOptions) {
    this.#options = options;
    this.protocol = options.url().startsWith('wss:') ? 'WSS' : 'WS';
  }

  get state(): TransportState {
    return this.#state;
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  connect(): Promise<void> {
    if (this.isConnected()) return Promise.resolve();
    if (this.#connecting) return this.#connecting.promise;
    let settle: Settle = { resolve() {}, reject() {} };
    const promise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
    this.#connecting = { ...settle, promise };
    this.#move(TransportState.Connecting);
    try {
      this.#listen(this.#options.open(this.#options.url(), 'sip'));
    } catch (error) {
      this.#down(error instanceof Error ? error : new Error('The SIP socket could not be made.'));
    }
    return promise;
  }

  disconnect(): Promise<void> {
    if (this.#state === TransportState.Disconnected) return Promise.resolve();
    this.#move(TransportState.Disconnecting);
    // The close event of a dead network comes minutes later, so it is not waited for.
    const socket = this.#drop();
    socket?.close(1000);
    this.#down(undefined);
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  send(message: string): Promise<void> {
    if (!this.#socket || !this.isConnected()) return Promise.reject(new Error('The SIP socket is not connected.'));
    try {
      this.#socket.send(message);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error('The SIP socket did not send.'));
    }
  }

  #listen(socket: SocketLike): void {
    this.#socket = socket;
    socket.onopen = () => {
      this.#move(TransportState.Connected);
      this.#connecting?.resolve();
      this.#connecting = null;
      this.onConnect?.();
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onerror = null;
    socket.onclose = ({ code }) => {
      this.#drop();
      this.#down(new Error(`The SIP socket closed with ${code}.`));
    };
  }

  #receive(data: unknown): void {
    // A lone line end is the other side's keep-alive (RFC 7118).
    if (typeof data !== 'string' || data.trim() === '') return;
    const verdict = checkSipMessage(data);
    if (!verdict.ok) {
      this.#options.logger.warn('a malformed SIP message was dropped', { reason: verdict.reason });
      return;
    }
    try {
      // The parser still throws at what is well formed and yet makes no sense to it.
      this.onMessage?.(data);
    } catch (error) {
      this.#options.logger.warn('a SIP message was dropped', { error });
    }
  }

  #drop(): SocketLike | null {
    const socket = this.#socket;
    this.#socket = null;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    return socket;
  }

  #down(error: Error | undefined): void {
    const was = this.#state;
    const connecting = this.#connecting;
    this.#connecting = null;
    this.#move(TransportState.Disconnected);
    connecting?.reject(error ?? new Error('The SIP socket was closed.'));
    if (was === TransportState.Connected || was === TransportState.Disconnecting) this.onDisconnect?.(error);
  }

  #move(state: TransportState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.stateChange.emit(state);
  }
}
