import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@callstation/core/ports';
import { CLOSE_CODES, LIMITS, PROTOCOL_NAME, type CloseName } from '@callstation/core/protocol';
import { WebSocket, WebSocketServer } from 'ws';
import { refuseUpgrade } from '../http/refuse-upgrade.ts';
import type { Control } from './control.ts';
import type { Wire } from './wire.types.ts';

/** What may wait for a page that does not read, bytes. */
const MOST_BUFFERED = LIMITS.serverMessageBytes;
/** How long a closing handshake may take before the socket is cut, milliseconds. */
const CLOSE_GRACE = 2000;

/** The WebSocket end of the control side. */
export interface Sockets {
  /** Takes an HTTP upgrade of `/seat`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Cuts what is still open. */
  stop(): void;
}

/** Puts WebSockets under the control side. `origins`: pages that may connect besides those of this very server; left out: all. */
export function attachSockets(control: Control, options: { logger: Logger; origins?: string[] }): Sockets {
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
  server.on('connection', (socket: WebSocket) => {
    const events = control.connect(toWire(socket));
    socket.on('message', (data, isBinary) => (isBinary ? events.binary() : events.message(String(data))));
    socket.on('close', () => events.closed());
    // An oversize or broken frame; ws closes with 1009 or 1007 by itself.
    socket.on('error', (error) => options.logger.debug('a control socket failed', { cause: error.message }));
  });
  return {
    upgrade(request, socket, head) {
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      if (!offered.includes(PROTOCOL_NAME))
        return refuseUpgrade(socket, 400, `Subprotocol ${PROTOCOL_NAME} is needed.`);
      if (!originAllowed(request, options.origins)) return refuseUpgrade(socket, 403, 'This origin is not allowed.');
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request));
    },
    stop() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function toWire(socket: WebSocket): Wire {
  const close = (name: CloseName | 'bye'): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.close(name === 'bye' ? 1000 : CLOSE_CODES[name].code, name);
    const cut = setTimeout(() => socket.terminate(), CLOSE_GRACE).unref();
    socket.once('close', () => clearTimeout(cut));
  };
  return {
    send(text) {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (socket.bufferedAmount > MOST_BUFFERED) return close('tooSlow');
      socket.send(text);
    },
    close,
  };
}

/** Scripts send no Origin; browsers always do. */
function originAllowed({ headers }: IncomingMessage, origins: string[] | undefined): boolean {
  const { origin, host } = headers;
  if (origins === undefined || origin === undefined || origins.includes(origin)) return true;
  return origin === `https://${host}` || origin === `http://${host}`;
}
