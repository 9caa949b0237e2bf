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

/** What both ends share: whether it is open, and how things get across. */
class Line {
  state = CONNECTING;
  silent = false;
  wait = 0;
  readonly #clock: Clock | undefined;
  constructor(clock: Clock | undefined) {
    this.#clock = clock;
  }
  later(fn: () => void): void {
    const deliver = (): void => {
      if (!this.silent) fn();
    };
    if (this.wait > 0 && this.#clock) this.#clock.after(this.wait, deliver);
    else queueMicrotask(deliver);
  }
}

class PageEnd implements SocketLike {
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  readonly #line: Line;
  readonly #server: () => ServerEnd;
  constructor(line: Line, server: () => ServerEnd) {
    this.#line = line;
    this.#server = server;
  }
  get readyState(): number {
    return this.#line.state;
  }
  send(text: string): void {
    if (this.#line.state === CONNECTING) throw new Error('InvalidStateError');
    if (this.#line.state !== OPEN) return;
    this.#line.later(() => {
      this.#server().received.push(text);
      this.#server().onmessage?.(text);
    });
  }
  close(code = 1005, reason = ''): void {
    if (this.#line.state === CLOSED) return;
    this.#line.state = CLOSED;
    this.#line.later(() => this.#server().onclose?.());
    // The page's own end is told even where nothing gets through any more.
    queueMicrotask(() => this.onclose?.({ code, reason }));
  }
}

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
  const line = new Line(clock);
  const page = new PageEnd(line, () => server);
  const server = createServerEnd(line, page, { url, protocol });
  if (answer === 'refuse') server.drop();
  if (answer === 'accept') {
    line.later(() => {
      if (line.state !== CONNECTING) return;
      line.state = OPEN;
      page.onopen?.({} as never);
    });
  }
  return { page, server };
}

function createServerEnd(line: Line, page: SocketLike, about: Pick<ServerEnd, 'url' | 'protocol'>): ServerEnd {
  const deliver = (data: string): void => {
    if (line.state === OPEN) page.onmessage?.({ data });
  };
  const end = (code: number, reason: string): void =>
    line.later(() => {
      if (line.state === CLOSED) return;
      line.state = CLOSED;
      page.onclose?.({ code, reason });
    });
  return {
    ...about,
    received: [],
    get open() {
      return line.state < CLOSED && !line.silent;
    },
    onmessage: null,
    onclose: null,
    send: (text) => line.later(() => deliver(text)),
    sendNow: deliver,
    close: (code = 1000, reason = '') => end(code, reason),
    drop: () => end(1006, ''),
    halfOpen() {
      line.silent = true;
    },
    delay(ms) {
      line.wait = ms;
    },
  };
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
