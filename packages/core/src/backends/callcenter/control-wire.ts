import type { Logger, SocketFactory, SocketLike } from '../../ports/index.ts';
import { decodeServerMessage, encodeRequest, PROTOCOL_NAME, type ServerMessage } from '../../protocol/index.ts';

/** What happens on a {@link ControlWire}; nothing of a socket that was dropped. */
interface WireEvents {
  /** Anything came, readable or not: somebody is there. */
  heard: () => void;
  message: (message: ServerMessage) => void;
  closed: (code: number) => void;
}

/** The socket of a control link, one at a time: requests go out encoded, messages come in decoded. */
export class ControlWire {
  readonly #socketTo: SocketFactory;
  readonly #logger: Logger;
  readonly #events: WireEvents;
  #socket: SocketLike | null = null;

  constructor(ports: { socket: SocketFactory; logger: Logger }, events: WireEvents) {
    this.#socketTo = ports.socket;
    this.#logger = ports.logger;
    this.#events = events;
  }

  /** Whether there is a socket, open or opening. */
  get inUse(): boolean {
    return this.#socket !== null;
  }

  /** `opened`: it takes requests. Throws what `new WebSocket` throws: for a URL or a policy that forbids it. */
  open(url: string, opened: () => void): void {
    const socket = this.#socketTo(url, PROTOCOL_NAME);
    this.#socket = socket;
    socket.onopen = opened;
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onerror = () => undefined; // always followed by close, which says more
    socket.onclose = ({ code }) => this.#events.closed(code);
  }

  send(request: Parameters<typeof encodeRequest>[0]): void {
    const text = encodeRequest(request);
    try {
      this.#socket?.send(text);
    } catch (error) {
      // A socket on its way down throws; its close event follows and the request is sent again.
      this.#logger.debug('the socket took no more', { error: String(error) });
    }
  }

  /** Lets go of the socket at once: a half-open one would not report its end for minutes. */
  drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** Everything is done inside onmessage: client timers are throttled in hidden tabs, messages are not. */
  #receive(data: unknown): void {
    this.#events.heard();
    const decoded = decodeServerMessage(typeof data === 'string' ? data : '');
    if (decoded.ok) return this.#events.message(decoded.value);
    this.#logger.warn('a message of the centre was refused', { ...decoded.error });
  }
}
