import { createHmac } from 'node:crypto';

const DAY = 24 * 3600;
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT as any back end would mint it, with no library of ours. */
export function jwt(claims: object, { secret = '', alg = 'HS256', hash = 'sha256' } = {}): string {
  const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

/** Two apps that exist, with their secrets; whom the token is for; the present, seconds. */
export interface Minting {
  app: string;
  secret: string;
  otherApp: string;
  otherSecret: string;
  now: number;
  /** Of the claims, instead of the usual. */
  role?: string;
}

/** Claims that are good for an hour. */
export function goodClaims({ app, now, role = 'agent' }: Pick<Minting, 'app' | 'now' | 'role'>) {
  return { sub: 'alice', app, role, exp: now + 3600 };
}

/** Tokens that nobody may be let in with, by what is wrong with them. */
export function badTokens(minting: Minting): [what: string, token: string][] {
  const { secret, otherApp, otherSecret, now } = minting;
  const good = goodClaims(minting);
  const signed = (claims: object, more: Parameters<typeof jwt>[1] = {}) => jwt(claims, { secret, ...more });
  return [
    ['not a JWT', 'a.b.c'],
    ['no payload', 'eyJhbGciOiJIUzI1NiJ9.e30.'],
    ['10 kB', 'x'.repeat(10_240)],
    ['alg none', `${part({ alg: 'none' })}.${part(good)}.`],
    ['alg none in capitals', `${part({ alg: 'NONE' })}.${part(good)}.`],
    ['alg none with a signature', signed(good, { alg: 'none' })],
    ['HS512, though rightly signed', signed(good, { alg: 'HS512', hash: 'sha512' })],
    ['a wrong secret', signed(good, { secret: 'x'.repeat(40) })],
    ["another tenant's secret", signed(good, { secret: otherSecret })],
    ['the tenant swapped after signing', signed(good).replace(part(good), part({ ...good, app: otherApp }))],
    ['the role raised after signing', signed(good).replace(part(good), part({ ...good, role: 'admin', sub: 'root' }))],
    ['an app that does not exist', signed({ ...good, app: 'nowhere' })],
    [
      'an app named __proto__',
      signed(JSON.parse('{"sub":"a","role":"agent","exp":9999999999,"app":"__proto__"}') as object),
    ],
    ['a wrong audience', signed({ ...good, aud: 'elsewhere' })],
    ['an empty audience', signed({ ...good, aud: [] })],
    ['no expiry', signed({ ...good, exp: undefined })],
    ['an expiry that is text', signed({ ...good, exp: '9999999999' })],
    ['ten years', signed({ ...good, exp: now + 10 * 365 * DAY })],
    ['a life of two days, almost over', signed({ ...good, iat: now - 2 * DAY + 60, exp: now + 60 })],
    ['no subject', signed({ ...good, sub: undefined })],
    ['an empty subject', signed({ ...good, sub: '' })],
    ['a subject with CR LF', signed({ ...good, sub: 'a\r\nb' })],
    ['a role that does not exist', signed({ ...good, role: 'root' })],
    ['not valid yet', signed({ ...good, nbf: now + 600 })],
  ];
}
