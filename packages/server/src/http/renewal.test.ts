import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { demoApp } from '../engine/app-config.ts';
import { createRenewal } from './renewal.ts';
import { createTokens, MAX_TTL } from './tokens.ts';

const anna = { id: 'anna', name: 'Anna', role: 'agent' as const };
const day = MAX_TTL * 1000;

/** A page that signed in with a token of a day. */
async function start({ renew = true, audience }: { renew?: boolean; audience?: 'app' } = {}) {
  const clock = createFakeClock();
  const app = { ...demoApp, agents: [anna] as NonNullable<typeof demoApp.agents> };
  const tokens = createTokens([app], clock);
  const wall = { now: () => clock.now() };
  const ask = createRenewal({ clock, wall, tokens, current: () => app });
  const who = { app: app.id, agent: 'anna', name: 'Anna', role: 'agent' as const, rights: [] };
  const first = await tokens.mint(audience === undefined ? who : { ...who, audience }, MAX_TTL, { renew });
  const page = { identity: await tokens.verify(first.token) };
  const renewed = async (): Promise<string> => {
    const token = await ask(page.identity);
    page.identity = await tokens.verify(token);
    return token;
  };
  const refused = (): Promise<string> =>
    renewed().then(
      () => 'renewed',
      (error: { code: string }) => error.code,
    );
  return { clock, app, page, renewed, refused };
}

describe('a token that may be renewed', () => {
  it('is good for another day from then on, and so on, with what the agent may do now', async () => {
    const { clock, app, page, renewed } = await start();
    const end = clock.now() + day;
    expect(page.identity.renewableUntil).toBe(end);
    clock.advance(day / 2);
    app.agents = [{ ...anna, name: 'Anna B.', role: 'supervisor' }];
    await renewed();
    expect(page.identity).toMatchObject({ agent: 'anna', name: 'Anna B.', role: 'supervisor' });
    expect(page.identity.renewableUntil).toBe(end + day / 2);
    clock.advance(day - 1000);
    await renewed();
    expect(page.identity.renewableUntil).toBe(end + day / 2 + day - 1000);
  });

  it('is not, once it is over', async () => {
    const { clock, refused } = await start();
    clock.advance(day);
    expect(await refused()).toBe('tokenExpired');
  });

  it('is not, once the app has no such agent', async () => {
    const { app, refused } = await start();
    app.agents = [];
    expect(await refused()).toBe('forbidden');
  });

  it('keeps what kind of page it is for', async () => {
    const { page, renewed } = await start({ audience: 'app' });
    await renewed();
    expect(page.identity.audience).toBe('app');
  });

  it('is ten times at once and then once in a minute', async () => {
    const { clock, refused } = await start();
    const said: string[] = [];
    for (let n = 0; n < 11; n++) said.push(await refused());
    expect(said).toEqual([...Array.from({ length: 10 }, () => 'renewed'), 'rateLimited']);
    clock.advance(60_000);
    expect([await refused(), await refused()]).toEqual(['renewed', 'rateLimited']);
  });
});

it('a token that does not say so is never renewed', async () => {
  const { page, refused } = await start({ renew: false });
  expect(page.identity).not.toHaveProperty('renewableUntil');
  expect(await refused()).toBe('forbidden');
});
