import type { Core } from 'sip.js';
import type { Logger, SocketFactory, SocketLike } from '../ports/index.ts';
import { checkSipMessage } from '../sip-guard/index.ts';

/** What a {@link PageTransport} needs. */
export interface PageTransportOptions {
  open: SocketFactory;
  logger: Logger;
  /** The socket's URL; asked at every connect, because each one holds a ticket of one use. */
  url: () => string;
  /** Takes a checked message; may throw. */
  onMessage: (message: string) => void;
  /** An open socket was closed by the other side or the network. */
  onLost: (error: Error) => void;
}

/** The SIP core's transport over one replaceable socket. What a peer sends never throws out of it. */
export class PageTransport implements Core.Transport {
  readonly protocol: string;
  readonly #options: PageTransportOptions;
  #socket: SocketLike | null = null;
  #connected = false;
  #connecting: { resolve: () => void; reject: (error: Error) => void } | null = null;

  constructor(options: PageTransportOptions) {
    this.#options = options;
    this.protocol = options.url().startsWith('wss:') ? 'WSS' : 'WS';
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Opens a new socket in place of what is left of the last one. Rejects when it closes before it opened. */
  connect(): Promise<void> {
    this.disconnect();
    return new Promise((resolve, reject) => {
      this.#connecting = { resolve, reject };
      try {
        this.#listen(this.#options.open(this.#options.url(), 'sip'));
      } catch (error) {
        this.#down(error instanceof Error ? error : new Error('The SIP socket could not be made.'));
      }
    });
  }

  /** Lets go of the socket; whoever waits for it is rejected. */
  disconnect(): void {
    // The close event of a dead network comes minutes later, so it is not waited for.
    this.#drop()?.close(1000);
    this.#connected = false;
    this.#down(new Error('The SIP socket was closed.'));
  }

  send(message: string): Promise<void> {
    if (!this.#socket || !this.#connected) return Promise.reject(new Error('The SIP socket is not connected.'));
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
      this.#connected = true;
      this.#connecting?.resolve();
      this.#connecting = null;
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
      this.#options.onMessage(data);
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

  #down(error: Error): void {
    const was = this.#connected;
    const connecting = this.#connecting;
    this.#connected = false;
    this.#connecting = null;
    connecting?.reject(error);
    if (was) this.#options.onLost(error);
  }
}
