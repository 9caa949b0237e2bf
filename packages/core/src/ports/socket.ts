/** The part of a WebSocket that Callstation uses; a browser's fits as it is. */
export interface SocketLike {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}
/** Opens a socket. */
export type SocketFactory = (url: string, protocol: string) => SocketLike;
