import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@callstation/core/ports';
import { pathOf } from '../net/http-errors.ts';
import { refuseUpgrade } from '../net/refuse-upgrade.ts';

/** Takes an HTTP upgrade and answers it, one way or the other. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Sends each upgrade to the handler of its path; what has none is 404. Queries are never logged: they hold tickets. */
export function routeUpgrades(
  server: Server,
  handlers: ReadonlyMap<string, Upgrade>,
  {
    logger,
    refuses,
  }: { logger: Logger; /** Why it is 403, or null. */ refuses?: (request: IncomingMessage) => string | null },
): void {
  server.on('upgrade', (request, socket, head) => {
    // Between here and the handler the socket belongs to nobody, and an error without a listener ends the process.
    socket.on('error', () => socket.destroy());
    const reason = refuses?.(request) ?? null;
    if (reason !== null) return refuseUpgrade(socket, 403, reason);
    const path = pathOf(request.url ?? '');
    const handler = handlers.get(path);
    if (!handler) return refuseUpgrade(socket, 404, 'Nothing is here.');
    try {
      handler(request, socket, head);
    } catch (cause) {
      logger.error('an upgrade failed inside', { path, cause: String(cause) });
      socket.destroy();
    }
  });
}
