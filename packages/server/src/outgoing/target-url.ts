import { isIP } from 'node:net';
import { isPublicAddress } from './address-guard.ts';

const LONGEST = 2048;

/**
 * Why this server would not post to a URL; null when it would. Without `allowPrivate` it must be `https:` and name no address
 * of a private network; what its name resolves to is judged with every request again. The text never holds the URL.
 */
export function targetProblem(text: string, allowPrivate: boolean): string | null {
  const url = text.length <= LONGEST && URL.canParse(text) ? new URL(text) : null;
  if (url === null) return `must be a URL of at most ${LONGEST} characters`;
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    return allowPrivate ? 'must begin with https:// or http://' : 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must not hold a user or a password';
  const host = hostOf(url);
  if (allowPrivate) return null;
  const named = isIP(host) === 0 && !/(?:^|\.)(?:localhost|local|internal)\.?$/u.test(host);
  return named || isPublicAddress(host) ? null : 'must not be an address of a private network';
}

/** The host as sockets want it: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/u, '$1');
}
