import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a request is called in answers and logs: its own `X-Request-Id` where that is one, else a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/u.test(given) ? given : randomUUID();
}
