import { decodeRequest } from '@callstation/core/protocol';
import { checkSipMessage } from '@callstation/core/sip-guard';
import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { parseConfigFile } from './config/config-file.ts';
import { demoTenant } from './config/demo-tenant.ts';
import { judgeNumber } from './domain/dial-policy.ts';
import { readDigits } from './domain/digits.ts';
import { readNumber, showNumber } from './domain/number-plan.ts';
import { createTokens } from './http/index.ts';
import { hoursProblem } from './routing/working-hours.ts';
import { parseStore } from './store/target.ts';
import { Digest } from './switch/embedded/sip/digest.ts';
import { readTc3 } from './vendors/tccc/tc3.ts';
import { parseDtmf } from './switch/embedded/sip/dtmf-body.ts';
import { readIntent } from './switch/embedded/sip/page-intent.ts';

const LONG = 60_000;
const MOST_MS = 10;
const many = (text: string): string => text.repeat(LONG / text.length);
const TEXTS = [
  ...['0', '+', ' ', 'a', '-', '.', ',', ';', '=', '"', '\\', '<', '%', '\u200b', '１', '\t', '\0'].map(many),
  ...['a=', '"\\', '<>', ';a', ', ', '%4', '+1', 'a@', '. ', '[[', '{}', '\r\n', ' \t'].map(many),
  ...['a', '0', ' ', '='].map((text) => `${many(text)}\0`),
];

const tokens = createTokens([demoTenant], createFakeClock());
const digest = new Digest(createFakeClock(), 'callstation.invalid', { username: 'u', password: 'p' });
const group = { id: 'g' };
const configured = (over: object): unknown => {
  const app = { id: 'shop', secret: many('s3cr3t'), defaultCountry: 'CN', skillGroups: [group], ...over };
  return parseConfigFile(JSON.stringify({ apps: [app] }), 'centre.json');
};
const register = (value: string, name: string): string =>
  [
    ...['REGISTER sip:x SIP/2.0', 'Via: SIP/2.0/WS a;branch=z9hG4bKa', 'From: <sip:a@b>;tag=1', 'To: <sip:a@b>'],
    ...['Call-ID: 1', 'CSeq: 1 REGISTER', 'Max-Forwards: 70', 'Content-Length: 0'],
  ]
    .map((line) => (line.startsWith(`${name}:`) ? `${name}: ${value}` : line))
    .join('\r\n')
    .concat('\r\n\r\n');
const asked = (params: object): unknown => decodeRequest(JSON.stringify({ jsonrpc: '2.0', id: 1, ...params }));

const PARSERS: [string, (text: string) => unknown][] = [
  ['a number to dial', (text) => readNumber(text, 'CN')],
  ['a number to dial, as tel:', (text) => readNumber(`tel:${text}`.slice(0, 64), 'CN')],
  ['a number to show', (text) => showNumber(text, 'CN')],
  ['a number under rules', (text) => judgeNumber({ number: text, kind: 'external' }, { allow: ['+86'] }, 'CN')],
  ['keys', readDigits],
  ['keys by INFO', parseDtmf],
  ['a request', decodeRequest],
  ['an id in a request', (text) => asked({ method: 'call.answer', params: { sessionId: text }, commandId: 'c' })],
  ['a command id', (text) => asked({ method: 'call.answer', params: { sessionId: 's' }, commandId: text })],
  ['a note', (text) => asked({ method: 'session.annotate', params: { sessionId: 's', annotation: { note: text } } })],
  ['a method', (text) => asked({ method: text, params: {} })],
  ['a SIP message', checkSipMessage],
  ...['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Content-Length'].map((name): [string, (text: string) => unknown] => [
    `SIP ${name}`,
    (text) => checkSipMessage(register(text, name)),
  ]),
  ['a digest', (text) => digest.check(`Digest ${text}`, 'REGISTER')],
  ['a digest with all its fields', (text) => digest.check(`Digest username="${text}", nonce=${text}`, 'REGISTER')],
  ['a vendor’s signature', (text) => readTc3({ headers: { authorization: `TC3-HMAC-SHA256 ${text}`.slice(0, 2048) } })],
  [
    'a vendor’s signature that is too long',
    (text) => readTc3({ headers: { authorization: `TC3-HMAC-SHA256 ${text}` } }),
  ],
  ['an intent', (text) => readIntent({ getHeader: () => text })],
  ['an app id', (text) => configured({ id: text })],
  ['a number of a group', (text) => configured({ skillGroups: [{ ...group, numbers: [text] }] })],
  ['a prefix', (text) => configured({ dialling: { deny: [text] } })],
  ['a country', (text) => configured({ defaultCountry: text })],
  ['a time zone', (text) => hoursProblem({ timeZone: text, weekly: [] })],
  ['a store', parseStore],
];

/** Milliseconds of processor time, the least of some tries: what is left is the parser's own. */
function slowness(parse: (text: string) => unknown, text: string): number {
  let least = Infinity;
  for (let turn = 0; turn < 6 && least > MOST_MS; turn++) {
    const from = process.cpuUsage();
    try {
      parse(text);
    } catch {
      // Refused is as good as read.
    }
    const { user, system } = process.cpuUsage(from);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

describe('X28: 60,000 hostile characters', () => {
  it.each(PARSERS)(`as %s take ${MOST_MS} ms at most`, { timeout: 30_000 }, (_what, parse) => {
    const slow = TEXTS.filter((text) => slowness(parse, text) > MOST_MS).map((text) => text.slice(0, 10));
    expect(slow).toEqual([]);
  });

  it('as a token are refused as fast', async () => {
    for (const text of [...TEXTS, `${many('a')}.${many('b')}.${many('c')}`]) {
      const from = performance.now();
      await expect(tokens.verify(text)).rejects.toMatchObject({ code: 'unauthorized' });
      expect(performance.now() - from).toBeLessThan(250);
    }
  });
});
