import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isAuthentic, isStun, isStunRequest } from './stun-auth.ts';

/** A binding request as RFC 5389 says. */
function request(username: string, password: string, after: Buffer = Buffer.alloc(0)): Buffer {
  const name = Buffer.from(username);
  const padded = Buffer.concat([name, Buffer.alloc((4 - (name.length % 4)) % 4)]);
  const head = (type: number, length: number): Buffer =>
    Buffer.from([type >> 8, type & 255, length >> 8, length & 255]);
  const body = Buffer.concat([head(6, name.length), padded]);
  const header = Buffer.concat([head(1, body.length + 24), Buffer.from('2112a442', 'hex'), Buffer.alloc(12, 7)]);
  const mac = createHmac('sha1', password)
    .update(Buffer.concat([header, body]))
    .digest();
  const all = Buffer.concat([header, body, head(8, 20), mac, after]);
  all.writeUInt16BE(all.length - 20, 2);
  return all;
}

describe('STUN checks', () => {
  it('believes who knows the password', () => {
    expect(isAuthentic(request('abcd:wxyz', 'secret'), 'abcd', 'secret')).toBe(true);
    const fingerprint = Buffer.from('8028000400000000', 'hex');
    expect(isAuthentic(request('abcd:wxyz', 'secret', fingerprint), 'abcd', 'secret')).toBe(true);
  });

  it('believes nobody else', () => {
    expect(isAuthentic(request('abcd:wxyz', 'guess'), 'abcd', 'secret')).toBe(false);
    expect(isAuthentic(request('other:wxyz', 'secret'), 'abcd', 'secret')).toBe(false);
    expect(isAuthentic(request('abcd', 'secret'), 'abcd', 'secret')).toBe(false);
    const cut = request('abcd:wxyz', 'secret');
    for (let length = 0; length < cut.length; length++)
      expect(isAuthentic(cut.subarray(0, length), 'abcd', 'secret')).toBe(false);
    for (let at = 8; at < cut.length; at++) {
      const changed = Buffer.from(cut);
      changed[at] = (changed[at] ?? 0) ^ 1;
      if (at < 20 || at >= 24) expect(isAuthentic(changed, 'abcd', 'secret')).toBe(false);
    }
  });

  it('tells STUN from DTLS, RTP and junk', () => {
    expect(isStunRequest(request('a:b', 'c'))).toBe(true);
    const response = request('a:b', 'c');
    response.writeUInt16BE(0x0101, 0);
    expect([isStun(response), isStunRequest(response)]).toEqual([true, false]);
    for (const first of [20, 22, 63, 128, 191, 255]) expect(isStun(Buffer.alloc(40, first))).toBe(false);
    expect(isStun(Buffer.alloc(0))).toBe(false);
  });
});
