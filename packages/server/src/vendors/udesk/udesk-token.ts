import { createHmac } from 'node:crypto';
import { CallstationError } from '@callstation/core/protocol';
import type { UdeskConfig } from '../../config/server-config.ts';
import { sameSecret } from '../same-secret.ts';

/** How far a token's timestamp may be from now, milliseconds. */
export const UDESK_LIFE_MS = 5 * 60_000;

/** Throws `unauthorized` unless the app made that token, `tokenExpired` when it is too old or not yet good. */
export function checkUdeskToken(
  { appId, secret }: UdeskConfig,
  { timestamp, token }: { timestamp: string; token: string },
  now: number,
): void {
  if (!sameSecret(udeskToken({ appId, secret }, timestamp), token.toLowerCase()))
    throw new CallstationError('unauthorized', 'The token was refused.');
  if (!/^\d{1,12}$/u.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > UDESK_LIFE_MS)
    throw new CallstationError('tokenExpired', 'The timestamp is more than five minutes away from this server’s time.');
}

/** The token that the app makes at that time, seconds. */
export function udeskToken({ appId, secret }: UdeskConfig, timestamp: string): string {
  return createHmac('sha1', secret).update(`${appId}${timestamp}`).digest('hex');
}
