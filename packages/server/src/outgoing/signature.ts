import { createHmac, randomBytes } from 'node:crypto';
import type { Millis } from '@callstation/core/model';

const PREFIX = 'whsec_';

/** A new secret: 32 random bytes. */
export function newSigningSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`;
}

/** Why a text is no signing secret; null when it is one: `whsec_` and 24 to 64 bytes of base64. The text is not in it. */
export function secretProblem(secret: string): string | null {
  const base64 = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/u.test(base64) ? Buffer.from(base64, 'base64').length : 0;
  return bytes >= 24 && bytes <= 64 ? null : `must be ${PREFIX} and 24 to 64 random bytes as base64`;
}

/**
 * The headers of [Standard Webhooks](https://www.standardwebhooks.com) for a body: HMAC-SHA256 over id, time and body, so that
 * a library of theirs verifies it. `at`: when this try is made.
 */
export function signedHeaders(id: string, at: Millis, body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
