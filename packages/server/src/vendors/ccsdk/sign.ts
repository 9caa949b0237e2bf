import { createHash } from 'node:crypto';
import { sameSecret } from '../same-secret.ts';
import type { CcsdkConfig } from '../../config/server-config.ts';

/** How far a request's timestamp may be from now, milliseconds. */
export const CCSDK_WINDOW_MS = 5 * 60_000;

/** Whether a request was signed by who has the secret: MD5 of key, secret and timestamp, as this vendor's APIs have it. */
export function signedBy(
  { apiKey, secret }: CcsdkConfig,
  { timestamp, sign }: { timestamp: string; sign: string },
): boolean {
  const made = createHash('md5').update(`${apiKey}${secret}${timestamp}`).digest('hex');
  return sameSecret(made, sign.toLowerCase());
}
