import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createFakeClock, createFakeRandom } from '@callstation/testkit';
import { Digest } from './digest.ts';
import { parseDtmf } from './dtmf-body.ts';
import { TicketStore } from './ticket-store.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const ACCOUNT = { username: 'page-1', password: 'secret' };

/** The Authorization header a phone would send for a challenge. */
function answer(challenge: string, over: { password?: string; nc?: string; username?: string } = {}): string {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const { password = ACCOUNT.password, nc = '00000001', username = ACCOUNT.username } = over;
  const ha1 = md5(`${username}:realm:${password}`);
  const response = md5(`${ha1}:${nonce}:${nc}:abc:auth:${md5('REGISTER:sip:realm')}`);
  return `Digest username="${username}", realm="realm", nonce="${nonce}", uri="sip:realm", response="${response}", algorithm=MD5, cnonce="abc", qop=auth, nc=${nc}`;
}

describe('Digest', () => {
  const clock = createFakeClock();
  const make = (): Digest => new Digest(clock, 'realm', ACCOUNT);

  it('takes the right password once per count', () => {
    const digest = make();
    const challenge = digest.challenge(false);
    expect(digest.check(undefined, 'REGISTER')).toBe('missing');
    expect(digest.check(answer(challenge), 'REGISTER')).toBe('ok');
    expect(digest.check(answer(challenge), 'REGISTER')).toBe('stale');
    expect(digest.check(answer(challenge, { nc: '00000003' }), 'REGISTER')).toBe('ok');
    expect(digest.check(answer(challenge, { nc: '00000002' }), 'REGISTER')).toBe('stale');
  });

  it('takes nothing else', () => {
    const digest = make();
    const challenge = digest.challenge(false);
    expect(digest.check(answer(challenge, { password: 'x' }), 'REGISTER')).toBe('wrong');
    expect(digest.check(answer(challenge, { username: 'page-2' }), 'REGISTER')).toBe('wrong');
    expect(digest.check(answer(challenge), 'INVITE')).toBe('wrong');
    expect(digest.check(answer(challenge, { nc: '1' }), 'REGISTER')).toBe('wrong');
    for (const junk of ['', ' ', 'Basic x', 'Digest ', `Digest ${'a="'.repeat(500)}`, 'Digest nonce="x"'])
      expect(['wrong', 'missing']).toContain(digest.check(junk, 'REGISTER'));
  });

  it('calls a nonce of another account, or an old one, stale, and says so in the next challenge', () => {
    const digest = make();
    expect(digest.check(answer(make().challenge(false)), 'REGISTER')).toBe('stale');
    const old = digest.challenge(false);
    clock.advance(300_001);
    expect(digest.check(answer(old), 'REGISTER')).toBe('stale');
    expect(digest.challenge(true)).toContain('stale=true');
  });
});

describe('TicketStore', () => {
  it('gives each ticket away once, in time', () => {
    const clock = createFakeClock();
    const tickets = new TicketStore<string>(clock, createFakeRandom('t'));
    const { ticket, expiresAt } = tickets.issue('page');
    expect(expiresAt).toBe(clock.now() + 30_000);
    expect([tickets.peek(ticket), tickets.take(ticket), tickets.take(ticket)]).toEqual(['page', 'page', null]);
    const late = tickets.issue('page').ticket;
    clock.advance(30_000);
    expect(tickets.take(late)).toBeNull();
    const revoked = tickets.issue('page').ticket;
    tickets.revoke('page');
    expect(tickets.take(revoked)).toBeNull();
  });

  it('takes back all tickets of one page and no other', () => {
    const tickets = new TicketStore<string>(createFakeClock(), createFakeRandom('t'));
    const [first, other, second] = ['page', 'other', 'page'].map((page) => tickets.issue(page).ticket);
    tickets.revoke('page');
    expect([first, other, second].map((ticket) => tickets.take(ticket ?? ''))).toEqual([null, 'other', null]);
  });
});

describe('parseDtmf', () => {
  it('reads both body forms and nothing else', () => {
    expect(['Signal=5\r\nDuration=160', 'Signal= #\r\n', '7', 'a'].map(parseDtmf)).toEqual(['5', '#', '7', 'A']);
    expect(['', 'Signal=', 'Signal=55', 'hello', '１'].map(parseDtmf)).toEqual([null, null, null, null, null]);
  });

  it.each([
    ['10,000 keys', 'Signal=' + '5'.repeat(10_000)],
    ['10,000 lines', 'Signal=5\r\n'.repeat(10_000)],
    ['no time', 'Signal=5\r\nDuration=0'],
    ['less than no time', 'Signal=5\r\nDuration=-160'],
    ['a minute', 'Signal=5\r\nDuration=60000'],
    ['a time that is none', 'Signal=5\r\nDuration=1e3'],
    ['a key that is none', 'Signal=E\r\nDuration=160'],
    ['flash', 'Signal=hookflash\r\nDuration=160'],
    ['a NUL', 'Signal=5\0\r\nDuration=160'],
    ['10,000 spaces', `Signal=${' '.repeat(10_000)}5`],
  ])('X26: refuses %s', (_what, body) => expect(parseDtmf(body)).toBeNull());
});
