import { isIP } from 'node:net';
import { isLoopback } from '../config/loopback.ts';
import type { ServerConfig } from '../config/server-config.ts';

/**
 * Under which names the demo answers. Everybody knows its secrets, so a page that lets its own name lead to this machine
 * (DNS rebinding) could sign in: the demo answers to what cannot lead elsewhere first. That is this machine's own names; where
 * it listens for others also plain addresses, its own name, and the names of `origins`.
 */
export function demoHosts(config: Pick<ServerConfig, 'host' | 'origins'>): (host: string | undefined) => boolean {
  const named = new Set([config.host.toLowerCase(), ...(config.origins ?? []).map((origin) => nameOf(origin))]);
  const here = isLoopback(config.host);
  return (host) => {
    const name = nameOf(`http://${host ?? ''}`);
    if (name === null) return false;
    return isLoopback(name) || named.has(name) || (!here && isIP(name) !== 0);
  };
}

/** Without port and brackets, in lower case; null for what is no URL. */
function nameOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/u, '$1') : null;
}
