import type { Clock } from '@callstation/core/ports';
import { WebSocket } from 'ws';

/** How long the other end may take over its part of the closing, milliseconds. */
const CLOSE_GRACE = 2000;

/** Closes a socket; one whose other end does not close in turn is cut. Nothing on a socket that is not open. */
export function closeSocket(socket: WebSocket, clock: Clock, code: number, reason: string): void {
  if (socket.readyState !== WebSocket.OPEN) return;
  socket.close(code, reason);
  socket.once(
    'close',
    clock.after(CLOSE_GRACE, () => socket.terminate()),
  );
}
