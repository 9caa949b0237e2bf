import { isIP } from 'node:net';

/** Whether only this machine reaches that address or name. Names below `localhost` never leave a machine (RFC 6761). */
export function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === '::1' || host === 'localhost' || host.endsWith('.localhost');
}
