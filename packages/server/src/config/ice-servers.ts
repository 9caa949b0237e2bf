import { createHmac } from 'node:crypto';
import type { Clock } from '@callstation/core/ports';
import type { IceServer } from '@callstation/core/protocol';
import type { ServerConfig } from './server-config.ts';

/**
 * What a page is given to reach media: the fixed servers, and TURN with a credential that is good for `turn.ttl` seconds
 * (username `expiry:page`, password its HMAC-SHA1 under the shared secret, as coturn's `use-auth-secret` wants).
 */
export function iceServersFor(
  page: string,
  config: Pick<ServerConfig, 'iceServers' | 'turn'>,
  wall: Pick<Clock, 'now'>,
): IceServer[] {
  const { iceServers, turn } = config;
  if (!turn) return iceServers;
  const username = `${Math.floor(wall.now() / 1000) + turn.ttl}:${page}`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  return [...iceServers, { urls: turn.urls, username, credential }];
}
