import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSipMessage, MAX_SIP_BYTES } from './index.ts';

const HEADERS = [
  'Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bKnashds7',
  'Max-Forwards: 70',
  'From: "Alice, A." <sip:alice@example.com>;tag=1',
  'To: <sip:bob@example.com>',
  'Call-ID: a84b4c76e66710@pc33.example.com',
  'CSeq: 1 INVITE',
];
function message(
  change: { start?: string; drop?: string; add?: string[]; swap?: [string, string]; body?: string } = {},
): string {
  const headers = HEADERS.filter((line) => !change.drop || !line.startsWith(change.drop)).map((line) =>
    change.swap && line.startsWith(change.swap[0]) ? change.swap[1] : line,
  );
  const lines = [change.start ?? 'INVITE sip:bob@example.com SIP/2.0', ...headers, ...(change.add ?? [])];
  return `${lines.join('\r\n')}\r\n\r\n${change.body ?? ''}`;
}
const reason = (text: string): string => {
  const verdict = checkSipMessage(text);
  return verdict.ok ? 'ok' : `${verdict.status} ${verdict.reason}`;
};

describe('checkSipMessage accepts', () => {
  it.each([
    ['a request', message()],
    ['a response', message({ start: 'SIP/2.0 200 OK', drop: 'Max-Forwards' })],
    ['a response without a phrase', message({ start: 'SIP/2.0 180 ' })],
    ['a body of the stated length', message({ add: ['Content-Length: 4'], body: 'é\r\n' })],
    ['compact names', message({ swap: ['Call-ID', 'i: abc'], add: ['l: 0'] })],
    ['a folded header', message({ add: ['Subject: one', ' two'] })],
    ['two Via of a proxied request', message({ add: ['Via: SIP/2.0/UDP a.example, SIP/2.0/TCP b.example:5060'] })],
    [
      'an ACK without Max-Forwards',
      message({ start: 'ACK sip:b@c SIP/2.0', drop: 'Max-Forwards', swap: ['CSeq', 'CSeq: 1 ACK'] }),
    ],
    ['CSeq just below 2^31', message({ swap: ['CSeq', 'CSeq: 2147483647 INVITE'] })],
    ['an address without brackets', message({ swap: ['To', 'To: sip:bob@example.com;tag=2'] })],
  ])('%s', (_, text) => {
    expect(reason(text)).toBe('ok');
  });
});

describe('checkSipMessage refuses', () => {
  it.each([
    ['nothing', '', '400 not a SIP message'],
    ['a keep-alive', '\r\n\r\n', '400 start line'],
    ['text without a blank line', message().trimEnd(), '400 not a SIP message'],
    ['bare line feeds', message().replaceAll('\r\n', '\n'), '400 not a SIP message'],
    ['a bare CR in a header', message({ add: ['Subject: a\rVia: x'] }), '400 not a SIP message'],
    ['a line that is no header', message({ add: ['nonsense'] }), '400 not a SIP message'],
    ['HTTP', message({ start: 'GET / HTTP/1.1' }), '400 start line'],
    ['another version', message({ start: 'INVITE sip:b@c SIP/3.0' }), '505 not SIP/2.0'],
    ['a status of 999', message({ start: 'SIP/2.0 999 What' }), '400 start line'],
    ['a foreign URI', message({ start: 'INVITE javascript:alert(1) SIP/2.0' }), '400 request URI'],
    ['no Via', message({ drop: 'Via' }), '400 via is missing'],
    ['no From', message({ drop: 'From' }), '400 from is missing'],
    ['no To', message({ drop: 'To' }), '400 to is missing'],
    ['no Call-ID', message({ drop: 'Call-ID' }), '400 call-id is missing'],
    ['no CSeq', message({ drop: 'CSeq' }), '400 cseq is missing'],
    ['no Max-Forwards', message({ drop: 'Max-Forwards' }), '400 max-forwards is missing'],
    ['Max-Forwards of 256', message({ swap: ['Max', 'Max-Forwards: 256'] }), '400 max-forwards'],
    ['From twice', message({ add: ['f: <sip:mallory@example.com>'] }), '400 from stands twice'],
    ['Content-Length twice', message({ add: ['Content-Length: 0', 'l: 9'] }), '400 content-length stands twice'],
    ['a CSeq of another method', message({ swap: ['CSeq', 'CSeq: 1 BYE'] }), '400 cseq names another method'],
    ['a CSeq of 2^31', message({ swap: ['CSeq', 'CSeq: 2147483648 INVITE'] }), '400 cseq'],
    ['a negative CSeq', message({ swap: ['CSeq', 'CSeq: -1 INVITE'] }), '400 cseq'],
    ['a Call-ID with a space', message({ swap: ['Call-ID', 'Call-ID: a b'] }), '400 call-id'],
    ['a From that is no address', message({ swap: ['From', 'From: <http://x>'] }), '400 from'],
    ['a Via that is none', message({ swap: ['Via', 'Via: hello'] }), '400 via'],
    [
      'two Via in a response',
      message({ start: 'SIP/2.0 200 OK', add: ['v: SIP/2.0/WS a'] }),
      '400 more than one via in a response',
    ],
    ['a body longer than said', message({ add: ['Content-Length: 3'], body: 'abcd' }), '400 content-length'],
    ['a length counted in characters', message({ add: ['Content-Length: 1'], body: 'é' }), '400 content-length'],
    ['a length that is no number', message({ add: ['Content-Length: 1e1'], body: '0123456789' }), '400 content-length'],
    ['NUL', message({ add: ['Subject: a\0b'] }), '400 NUL'],
    ['an escape character', message({ add: ['Subject: \u001b[31m'] }), '400 subject has a control character'],
    ['a long header', message({ add: [`Subject: ${'x'.repeat(5000)}`] }), '400 subject is too long'],
    ['many headers', message({ add: Array.from({ length: 130 }, () => 'X-A: 1') }), '400 too many headers'],
    ['17 KiB', message({ body: 'x'.repeat(MAX_SIP_BYTES) }), '413 too large'],
    ['17 KiB of two-byte letters', message({ body: 'é'.repeat(MAX_SIP_BYTES / 2) }), '413 too large'],
  ])('%s', (_, text, expected) => {
    expect(reason(text)).toBe(expected);
  });

  it('whatever comes, without throwing and in no time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof checkSipMessage(text).ok === 'boolean'));
    fc.assert(
      fc.property(fc.nat({ max: 400 }), fc.string({ unit: 'binary', maxLength: 3 }), (at, noise) => {
        const text = message();
        return typeof checkSipMessage(text.slice(0, at) + noise + text.slice(at + noise.length)).ok === 'boolean';
      }),
    );
    const began = performance.now();
    for (const evil of ['"\\', '<', ' ', ';', 'sip:', 'SIP / 2.0 ', '"a" '])
      for (const name of ['From: ', 'Via: ', 'Call-ID: '])
        checkSipMessage(message({ drop: name.trim(), add: [name + evil.repeat(4000 / evil.length)] }));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
