import type { SocketFactory, SocketLike } from '@callstation/core/ports';
import { WebSocket } from 'ws';

/** A page's socket on the real wire, in Node. */
export const realSocket: SocketFactory = (url, protocol) => new WebSocket(url, protocol) as unknown as SocketLike;
