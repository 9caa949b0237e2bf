import { createHmac } from 'node:crypto';
import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { demoApp } from '../engine/app-config.ts';
import { createTokens, MAX_TTL } from './tokens.ts';

const SECRET = 'a-secret-of-one-app-0123456789abcdef';
const OTHER = 'the-secret-of-another-0123456789abcd';
const tenants = [
  { ...demoApp, id: 'one', secret: SECRET },
  { ...demoApp, id: 'two', secret: OTHER },
];
const clock = createFakeClock();
const now = Math.floor(clock.now() / 1000);
const tokens = createTokens(tenants, clock);
const good = { sub: 'alice', app: 'one', role: 'agent', exp: now + 3600 };

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** As any back end would mint it, with no library of ours. */
function jwt(claims: object, { secret = SECRET, alg = 'HS256', hash = 'sha256' } = {}): string {
  const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}
const code = (token: string): Promise<string> =>
  tokens.verify(token).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );

describe('a token', () => {
  it('of sub, app, role and exp alone is enough', async () => {
    expect(await tokens.verify(jwt(good))).toEqual({
      app: 'one',
      agent: 'alice',
      name: 'alice',
      role: 'agent',
      rights: ['dial', 'dialExternal'],
    });
  });

  it('may say more; rights that do not exist are nothing', async () => {
    const more = {
      ...good,
      name: 'Alice A.',
      role: 'supervisor',
      rights: ['dial', 'fly'],
      aud: ['x', 'callstation'],
      iat: now,
    };
    expect(await tokens.verify(jwt(more))).toMatchObject({ name: 'Alice A.', role: 'supervisor', rights: ['dial'] });
  });

  it('that we mint is read back, and expires', async () => {
    const who = { app: 'two', agent: 'bob', name: 'Bob', role: 'agent' as const, rights: ['dial' as const] };
    const minted = createTokens(tenants, clock);
    const { token, expiresAt } = await minted.mint(who, 60);
    expect(expiresAt).toBe((now + 60) * 1000);
    expect(await minted.verify(token)).toEqual(who);
    const later = createTokens(tenants, createFakeClock(expiresAt + 6000));
    await expect(later.verify(token)).rejects.toMatchObject({ code: 'tokenExpired', retryable: true });
  });

  it('is never minted for longer than a day, nor for an app that does not exist', async () => {
    const who = { app: 'one', agent: 'a', name: 'A', role: 'agent' as const, rights: [] };
    expect((await tokens.mint(who, 1e9)).expiresAt).toBe((now + MAX_TTL) * 1000);
    await expect(tokens.mint({ ...who, app: 'none' }, 60)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('refused', () => {
  const unsigned = `${part({ alg: 'none' })}.${part(good)}.`;
  it.each([
    ['nothing', ''],
    ['not a JWT', 'a.b.c'],
    ['10 kB', 'x'.repeat(10_240)],
    ['alg none', unsigned],
    ['alg none with a signature', jwt(good, { alg: 'none' })],
    ['HS512, though rightly signed', jwt(good, { alg: 'HS512', hash: 'sha512' })],
    ['a wrong secret', jwt(good, { secret: 'x'.repeat(40) })],
    ["another tenant's secret", jwt(good, { secret: OTHER })],
    ['the tenant swapped after signing', jwt(good).replace(part(good), part({ ...good, app: 'two' }))],
    ['an app that does not exist', jwt({ ...good, app: 'three' })],
    [
      'an app named __proto__',
      jwt(JSON.parse('{"sub":"a","role":"agent","exp":9999999999,"app":"__proto__"}') as object),
    ],
    ['a wrong audience', jwt({ ...good, aud: 'elsewhere' })],
    ['an empty audience', jwt({ ...good, aud: [] })],
    ['no expiry', jwt({ ...good, exp: undefined })],
    ['an expiry that is text', jwt({ ...good, exp: '9999999999' })],
    ['ten years', jwt({ ...good, exp: now + 10 * 365 * MAX_TTL })],
    ['a life of two days, almost over', jwt({ ...good, iat: now - 2 * MAX_TTL + 60, exp: now + 60 })],
    ['no subject', jwt({ ...good, sub: undefined })],
    ['an empty subject', jwt({ ...good, sub: '' })],
    ['a subject with CR LF', jwt({ ...good, sub: 'a\r\nb' })],
    ['a role that does not exist', jwt({ ...good, role: 'root' })],
    ['not valid yet', jwt({ ...good, nbf: now + 600 })],
  ])('%s', async (_, token) => {
    expect(await code(token)).toBe('unauthorized');
  });

  it('an expired one by its own code, but only when it is genuine', async () => {
    const old = { ...good, exp: now - 60 };
    expect(await code(jwt(old))).toBe('tokenExpired');
    expect(await code(jwt(old, { secret: OTHER }))).toBe('unauthorized');
  });

  it('without a word about what is wrong', async () => {
    const error = await tokens.verify(jwt({ ...good, aud: 'elsewhere' })).catch((thrown: Error) => thrown);
    expect((error as Error).message).not.toMatch(/aud/u);
  });
});
