import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { demoApp } from '../engine/app-config.ts';
import { badTokens, jwt as sign } from './testing/bad-tokens.ts';
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

/** As any back end would mint it. */
const jwt = (claims: object, { secret = SECRET } = {}): string => sign(claims, { secret });
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

  it.each([['app'], [['app', 'callstation']], [['x', 'app']]])('may be for the page of an app: aud %j', async (aud) => {
    expect(await tokens.verify(jwt({ ...good, aud }))).toMatchObject({ agent: 'alice', audience: 'app' });
    expect(await tokens.verify(jwt({ ...good, aud: 'callstation' }))).not.toHaveProperty('audience');
    const who = { app: 'one', agent: 'a', name: 'A', role: 'agent' as const, rights: [], audience: 'app' as const };
    expect(await tokens.verify((await tokens.mint(who, 60)).token)).toEqual(who);
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
  it.each([['nothing', ''], ...badTokens({ app: 'one', secret: SECRET, otherApp: 'two', otherSecret: OTHER, now })])(
    '%s',
    async (_, token) => {
      expect(await code(token)).toBe('unauthorized');
    },
  );

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
