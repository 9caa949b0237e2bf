import type { SocketFactory, SocketLike } from '../socket.ts';

/** The platform's WebSocket. */
export const browserSocket: SocketFactory = (url, protocol) =>
  // The DOM types its handlers with the whole event; at run time a WebSocket is all that SocketLike asks for.
  new WebSocket(url, protocol) as unknown as SocketLike;
