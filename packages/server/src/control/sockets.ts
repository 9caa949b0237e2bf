import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock, Logger } from '@callstation/core/ports';
import { CLOSE_CODES, LIMITS, PROTOCOL_NAME, type CloseName } from '@callstation/core/protocol';
import { WebSocket, WebSocketServer } from 'ws';
import { closeSocket } from '../net/close-socket.ts';
import { hasOpaqueOrigin } from '../net/opaque-origin.ts';
import { refuseUpgrade } from '../net/refuse-upgrade.ts';
import type { Control } from './control.ts';
import type { Wire } from './wire.types.ts';

/** What may wait for a page that does not read, bytes. */
const MOST_BUFFERED = LIMITS.serverMessageBytes;

/** With more than this waiting a signal is left out: a newer one is to come. Bytes. */
const MOST_BEFORE_SIGNAL = 128 * 1024;
/** How long a page may leave so much unread. Milliseconds. */
const SLOW_MS = 10_000;

/** The WebSocket end of the control side. */
export interface Sockets {
  /** Takes an HTTP upgrade of `/seat`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Cuts what is still open. */
  stop(): void;
}

/** Puts WebSockets under the control side. `origins`: pages that may connect besides those of this very server; left out: all. */
export function attachSockets(
  control: Control,
  options: { clock: Clock; logger: Logger; origins?: string[] },
): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.requestBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(PROTOCOL_NAME) ? PROTOCOL_NAME : false),
  });
  server.on('wsClientError', (error, socket) => {
    options.logger.debug('a control socket was refused', { cause: error.message });
    refuseUpgrade(socket, 400, 'Not a WebSocket.');
  });
  const accept = (socket: WebSocket, raw: Duplex, origin: Pick<Wire, 'opaque' | 'foreign'>): void => {
    const wire = toWire(socket, gathering(raw), options.clock);
    const events = control.connect({ ...wire, ...origin });
    socket.on('message', (data, isBinary) => (isBinary ? events.binary() : events.message(String(data))));
    socket.on('close', () => events.closed());
    // An oversize or broken frame; ws closes with 1009 or 1007 by itself.
    socket.on('error', (error) => options.logger.debug('a control socket failed', { cause: error.message }));
  };
  return {
    upgrade(request, socket, head) {
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      if (!offered.includes(PROTOCOL_NAME))
        return refuseUpgrade(socket, 400, `Subprotocol ${PROTOCOL_NAME} is needed.`);
      // A page hears nothing of a refusal before it is open, and could not tell it from a network that is down.
      const foreign = originAllowed(request, options.origins) ? undefined : request.headers.origin;
      const origin = { opaque: hasOpaqueOrigin(request), foreign };
      server.handleUpgrade(request, socket, head, (client) => accept(client, socket, origin));
    },
    stop() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

/** What is sent within one turn goes to the network at once: a call that rings everywhere has three words for every page. */
function gathering(raw: Duplex): () => void {
  let gathers = false;
  return () => {
    if (gathers) return;
    gathers = true;
    raw.cork();
    setImmediate(() => {
      gathers = false;
      raw.uncork();
    });
  };
}

function toWire(socket: WebSocket, gather: () => void, clock: Clock): Wire {
  const close = (name: CloseName | 'bye'): void =>
    closeSocket(socket, clock, name === 'bye' ? 1000 : CLOSE_CODES[name].code, name);
  let slowSince: number | null = null;
  const send = (text: string): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > MOST_BUFFERED) return close('tooSlow');
    gather();
    socket.send(text);
  };
  return {
    send,
    signal(text) {
      const waits = socket.readyState === WebSocket.OPEN && socket.bufferedAmount > MOST_BEFORE_SIGNAL;
      slowSince = waits ? (slowSince ?? clock.now()) : null;
      if (slowSince === null) return send(text);
      if (clock.now() - slowSince >= SLOW_MS) close('tooSlow');
    },
    close,
  };
}

/** Scripts send no Origin; browsers always do. A page without a web origin is judged by its token. */
function originAllowed(request: IncomingMessage, origins: string[] | undefined): boolean {
  if (hasOpaqueOrigin(request)) return true;
  const { origin, host } = request.headers;
  if (origins === undefined || origin === undefined || origins.includes(origin)) return true;
  return origin === `https://${host}` || origin === `http://${host}`;
}
