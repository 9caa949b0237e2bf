import { BlockList, isIP } from 'node:net';

/** IPv4 that is nobody's on the internet: private, loopback, link-local, shared, documentation, multicast, reserved. */
const INSIDE_4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Of IPv6 only 2000::/3 is the internet, and these parts of it are not, or lead to an IPv4 address that nobody checked. */
const INSIDE_6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const inside = new BlockList();
for (const [net, bits] of INSIDE_4) inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of INSIDE_6) inside.addSubnet(net, bits, 'ipv6');
const internet6 = new BlockList();
internet6.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is on the public internet. What is no address is not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !inside.check(address, 'ipv4');
    case 6:
      return internet6.check(address, 'ipv6') && !inside.check(address, 'ipv6');
    default:
      return false;
  }
}
