import { networkInterfaces } from 'node:os';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Addresses that the media is offered on, best first, and the family of socket they need. */
export interface MediaAddresses {
  family: 4 | 6;
  hosts: string[];
}

/** Interfaces whose addresses no page reaches. */
const UNREACHABLE = /^(veth|vmnet|docker|br-|virbr)/;

/**
 * Which addresses to offer. A configured public address stands first; then the machine's own; loopback last, because a
 * browser's first check to it is lost when another address exists. A machine with loopback only offers that.
 */
export function mediaAddresses(
  publicIp: string | undefined,
  interfaces: Interfaces = networkInterfaces(),
): MediaAddresses {
  const own = (family: 'IPv4' | 'IPv6'): string[] =>
    Object.entries(interfaces)
      .filter(([name]) => !UNREACHABLE.test(name))
      .flatMap(([, list]) => list ?? [])
      .filter((a) => a.family === family && !a.internal && !/^(169\.254\.|fe80:)/i.test(a.address))
      .map((a) => a.address);
  if (publicIp?.includes(':')) return { family: 6, hosts: unique([publicIp, ...own('IPv6'), '::1']) };
  const v4 = own('IPv4');
  if (publicIp) return { family: 4, hosts: unique([publicIp, ...v4, '127.0.0.1']) };
  const v6 = own('IPv6');
  return v4.length === 0 && v6.length > 0
    ? { family: 6, hosts: unique([...v6, '::1']) }
    : { family: 4, hosts: unique([...v4, '127.0.0.1']) };
}

function unique(list: string[]): string[] {
  return [...new Set(list)];
}
