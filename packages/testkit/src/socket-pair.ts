import type { Clock, SocketFactory, SocketLike } from '@callstation/core/ports';

/** The centre's end of a socket, in a test's hands. */
export interface ServerEnd {
  readonly url: string;
  readonly protocol: string;
  /** What the page sent, oldest first. */
  readonly received: string[];
  /** Whether neither end has closed. */
  readonly open: boolean;
  /** Called with what the page sends, after it is in `received`. */
  onmessage: ((text: string) => void) | null;
  /** Called once when the page closes. */
  onclose: (() => void) | null;
  send(text: string): void;
  /** As {@link send}, but the page handles it before this returns. */
  sendNow(text: string): void;
  close(code?: number, reason?: string): void;
  /** The connection breaks: the page sees 1006. */
  drop(): void;
  /** From now on nothing gets through in either direction, and nobody is told. */
  halfOpen(): void;
  /** From now on everything takes `ms` milliseconds of the clock. */
  delay(ms: number): void;
}

/** Two ends of one socket. */
export interface SocketPair {
  page: SocketLike;
  server: ServerEnd;
}

/** Options of {@link createSocketPair} and {@link createSocketHub}. */
export interface SocketPairOptions {
  url?: string;
  protocol?: string;
  /** Needed for `delay`. */
  clock?: Clock;
  /** `never`: nobody listens, the page waits; `refuse`: the page sees 1006. Default `accept`. */
  answer?: 'accept' | 'refuse' | 'never';
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

/**
 * Makes a socket without a network. Everything arrives in order and in a later task, as on a real one.
 *
 * @example
 * const { page, server } = createSocketPair();
 * server.onmessage = (text) => server.send(text);
 * page.onmessage = ({ data }) => console.log(data);
 */
export function createSocketPair(options: SocketPairOptions = {}): SocketPair {
  const { clock, url = 'ws://centre.test/seat', protocol = '', answer = 'accept' } = options;
  const received: string[] = [];
  let state = CONNECTING;
  let silent = false;
  let wait = 0;

  const later = (fn: () => void): void => {
    const deliver = (): void => {
      if (!silent) fn();
    };
    if (wait > 0 && clock) clock.after(wait, deliver);
    else queueMicrotask(deliver);
  };
  const page: SocketLike = {
    get readyState() {
      return state;
    },
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send(text) {
      if (state === CONNECTING) throw new Error('InvalidStateError');
      if (state !== OPEN) return;
      later(() => {
        received.push(text);
        server.onmessage?.(text);
      });
    },
    close(code = 1005, reason = '') {
      if (state === CLOSED) return;
      state = CLOSED;
      later(() => server.onclose?.());
      queueMicrotask(() => page.onclose?.({ code, reason }));
    },
  };
  const end = (code: number, reason: string): void =>
    later(() => {
      if (state === CLOSED) return;
      state = CLOSED;
      page.onclose?.({ code, reason });
    });
  const server: ServerEnd = {
    url,
    protocol,
    received,
    get open() {
      return state < CLOSED && !silent;
    },
    onmessage: null,
    onclose: null,
    send: (text) => later(() => state === OPEN && page.onmessage?.({ data: text })),
    sendNow: (text) => void (state === OPEN && page.onmessage?.({ data: text })),
    close: (code = 1000, reason = '') => end(code, reason),
    drop: () => end(1006, ''),
    halfOpen() {
      silent = true;
    },
    delay(ms) {
      wait = ms;
    },
  };
  if (answer === 'refuse') end(1006, '');
  if (answer === 'accept') {
    later(() => {
      if (state !== CONNECTING) return;
      state = OPEN;
      page.onopen?.({} as never);
    });
  }
  return { page, server };
}

/** A place sockets connect to, again and again. */
export interface SocketHub {
  /** For the `socket` port. */
  readonly factory: SocketFactory;
  /** Every connection so far, oldest first. */
  readonly connections: readonly ServerEnd[];
  /** Called for each new connection, before it opens. */
  onconnection: ((server: ServerEnd) => void) | null;
  /** How the next connections are answered. */
  answer: NonNullable<SocketPairOptions['answer']>;
}

/** Makes a hub. */
export function createSocketHub(clock?: Clock): SocketHub {
  const connections: ServerEnd[] = [];
  const hub: SocketHub = {
    factory(url, protocol) {
      const { page, server } = createSocketPair({ url, protocol, answer: hub.answer, ...(clock ? { clock } : {}) });
      connections.push(server);
      if (hub.answer === 'accept') hub.onconnection?.(server);
      return page;
    },
    connections,
    onconnection: null,
    answer: 'accept',
  };
  return hub;
}
