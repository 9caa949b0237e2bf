import { createHmac, timingSafeEqual } from 'node:crypto';

const HEADER = 20;
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;

/** Whether a datagram is a STUN message (RFC 7983: first byte 0 to 3, and the magic cookie). */
export function isStun(data: Buffer): boolean {
  return data.length >= HEADER && (data[0] ?? 255) < 4 && data.readUInt32BE(4) === 0x2112a442;
}

/** Whether a STUN message is a request. */
export function isStunRequest(data: Buffer): boolean {
  return isStun(data) && (data.readUInt16BE(0) & 0x0110) === 0;
}

/**
 * Whether a STUN request was made by somebody who knows our ICE password: USERNAME starts with our fragment and
 * MESSAGE-INTEGRITY fits. The media stack answers anybody, and we take the first check as the peer's address, so this must
 * hold before it sees the request.
 */
export function isAuthentic(data: Buffer, fragment: string, password: string): boolean {
  const found = attributes(data);
  if (!found) return false;
  const { username, integrityAt } = found;
  if (!username.startsWith(`${fragment}:`) || integrityAt === null) return false;
  // RFC 5389 15.4: the length field counts up to and with MESSAGE-INTEGRITY, as if nothing followed.
  const signed = Buffer.from(data.subarray(0, integrityAt));
  signed.writeUInt16BE(integrityAt + 24 - HEADER, 2);
  const expected = createHmac('sha1', password).update(signed).digest();
  const given = data.subarray(integrityAt + 4, integrityAt + 24);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function attributes(data: Buffer): { username: string; integrityAt: number | null } | null {
  let username = '';
  for (let at = HEADER; at + 4 <= data.length;) {
    const type = data.readUInt16BE(at);
    const length = data.readUInt16BE(at + 2);
    if (at + 4 + length > data.length) return null;
    if (type === MESSAGE_INTEGRITY) return length === 20 ? { username, integrityAt: at } : null;
    if (type === USERNAME) username = data.toString('utf8', at + 4, at + 4 + length);
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return { username, integrityAt: null };
}
