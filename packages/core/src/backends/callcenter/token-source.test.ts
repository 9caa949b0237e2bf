import { createFakeClock, createFakeLogger } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { CallstationError } from '../../protocol/index.ts';

import { createTokenSource } from './token-source.ts';

function source(...given: unknown[]) {
  const asked: unknown[] = [...given];
  // An app in plain JavaScript may hand over anything.
  const fetchToken = (): string => asked.shift() as string;
  return createTokenSource(fetchToken, createFakeClock(), createFakeLogger());
}

describe('a token source', () => {
  it.each([
    ['an empty text', ''],
    ['undefined', undefined],
    ['an object', {}],
  ])('refuses %s each time, and asks again', async (_name, value) => {
    const tokens = source(value, value, 'good');
    await expect(tokens.get()).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(tokens.get()).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await tokens.get()).toBe('good');
    expect(await tokens.get()).toBe('good');
  });

  it('hands nothing of a refused answer out later', async () => {
    const tokens = source('good', '', 'better');
    expect(await tokens.get()).toBe('good');
    tokens.invalidate();
    await expect(tokens.get()).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await tokens.get()).toBe('better');
  });
});

const HOUR = 3600_000;
const jwt = (clock: { now(): number }, ms: number, more: object = {}): string =>
  `h.${btoa(JSON.stringify({ exp: (clock.now() + ms) / 1000, ...more }))}.s`;

/** A page that is signed in with what its app gave it, for a day and an hour. `renew`: what the centre says. */
async function signedIn(
  first: object,
  app: (nth: number, held: string) => string | Promise<string>,
  renew: (nth: number) => string | Promise<string> = () => Promise.reject(new CallstationError('forbidden')),
) {
  const [clock, logger] = [createFakeClock(), createFakeLogger()];
  const held = jwt(clock, 24 * HOUR, first);
  const [asked, put, renewals] = [[] as number[], [] as string[], [] as number[]];
  const start = clock.now();
  const tokens = createTokenSource(
    async () => {
      asked.push((clock.now() - start) / 1000);
      return asked.length === 1 ? held : app(asked.length, held);
    },
    clock,
    logger,
  );
  await tokens.get();
  tokens.keepFresh(0, {
    put: (token) => void put.push(token),
    renew: async () => {
      renewals.push((clock.now() - start) / 1000);
      return renew(renewals.length);
    },
  });
  await clock.advanceAsync(25 * HOUR);
  const warned = logger.lines.filter(({ level }) => level === 'warn').length;
  return { tokens, clock, asked: asked.slice(1), times: () => asked.length, put, renewals, warned };
}
const DAY = 24 * 3600;

describe('a token that is nearly over', () => {
  it('is replaced by the app’s next one', async () => {
    const page = await signedIn({}, (nth) => `newer-${nth}`);
    expect(page).toMatchObject({ asked: [DAY - 60], put: ['newer-2'], renewals: [], warned: 0 });
  });

  it('is let go when the app has no other: it is asked once more at the end, and by the next sign-in', async () => {
    const page = await signedIn({}, (_nth, held) => held);
    expect(page).toMatchObject({ asked: [DAY - 60, DAY], put: [], warned: 1 });
    expect(page.clock.pending).toBe(0);
    await page.tokens.get();
    expect(page.times()).toBe(4);
  });

  it('is replaced by one that the app has at the end only', async () => {
    const page = await signedIn({}, (nth, held) => (nth === 2 ? held : 'newer'));
    expect(page).toMatchObject({ asked: [DAY - 60, DAY], put: ['newer'], warned: 0 });
  });

  it.each(['tokenExpired', 'unauthorized', 'notFound'] as const)('is let go when the app says %s', async (code) => {
    const page = await signedIn({}, () => Promise.reject(new CallstationError(code)));
    expect(page).toMatchObject({ asked: [DAY - 60], put: [], warned: 1 });
  });

  it('is asked for again as long as the app cannot be reached', async () => {
    const page = await signedIn({}, (nth) => (nth < 5 ? Promise.reject(new Error('offline')) : 'newer'));
    expect(page).toMatchObject({ asked: [-60, -50, -40, -30].map((s) => DAY + s), put: ['newer'], warned: 3 });
  });
});

describe('a token that may be renewed', () => {
  it('is, by the centre and every hour, and the page signs in with what it got', async () => {
    const [later, fresh] = [createFakeClock(), new Map<number, string>()];
    later.advance(30 * HOUR);
    const page = await signedIn(
      { renew: true },
      () => 'never',
      (nth) => fresh.set(nth, jwt(later, nth, { renew: true })).get(nth) ?? '',
    );
    expect(page).toMatchObject({ asked: [], put: [], warned: 0 });
    expect(page.renewals.slice(0, 3)).toEqual([3600, 7200, 10_800]);
    expect(await page.tokens.get()).toBe(fresh.get(page.renewals.length));
  });

  it('is asked of the app where the centre refuses', async () => {
    const page = await signedIn({ renew: true }, (nth) => `newer-${nth}`);
    expect(page).toMatchObject({ asked: [3600], renewals: [3600], put: ['newer-2'] });
  });

  it('is let go where neither has another', async () => {
    const page = await signedIn({ renew: true }, (_nth, held) => held);
    expect(page).toMatchObject({ asked: [3600, DAY], renewals: [3600, DAY], put: [], warned: 1 });
    expect(page.clock.pending).toBe(0);
  });

  it.each(['', null])('is asked for again after an answer that is none: %j', async (answer) => {
    const [later] = [createFakeClock()];
    later.advance(90 * HOUR);
    const page = await signedIn(
      { renew: true },
      () => 'app',
      (nth) => (nth === 1 ? (answer as string) : jwt(later, 0)),
    );
    expect(page).toMatchObject({ asked: [3600], put: ['app'] });
  });

  it('is renewed later when the centre cannot at the moment', async () => {
    const later = createFakeClock();
    later.advance(90 * HOUR);
    const page = await signedIn(
      { renew: true },
      () => 'never',
      (nth) => (nth === 1 ? Promise.reject(new CallstationError('rateLimited')) : jwt(later, 0)),
    );
    expect(page).toMatchObject({ asked: [], renewals: [3600, 3610], put: [], warned: 1 });
  });
});
