import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { EVENT_NAMES } from './events.ts';
import { coverage } from './testing/coverage.ts';
import { openPage, type OpenPage } from './testing/open-page.ts';
import { ALIASES, EVENTS, MEMBERS } from './testing/surface.ts';

const at = (root: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((found, name) => (found as Record<string, unknown> | undefined)?.[name], root);

/** Paths of what the object has, two levels deep, as a page sees it. */
function pathsOf(tccc: object): string[] {
  return Object.entries(tccc).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && name !== 'events'
      ? Object.keys(value as object).map((inner) => `${name}.${inner}`)
      : [name],
  );
}

/** With arguments that would do for anything, before anything is there to do it to. */
const call = (page: OpenPage, path: string): unknown => {
  const [, parent = ''] = /^(?:(\w+)\.)?\w+$/u.exec(path) ?? [];
  const owner = parent === '' ? page.tccc : at(page.tccc, parent);
  const method = at(page.tccc, path) as (...args: unknown[]) => unknown;
  return method.call(owner, {
    ...{ sessionId: 'none', phoneNumber: '10001', dtmfText: '1', userId: 'bob', calleeUserId: 'bob', status: 'rest' },
  });
};

describe('the object', () => {
  it('has every name, and no other but the one to drop it', async () => {
    const { tccc } = await openPage();
    expect(pathsOf(tccc).toSorted()).toEqual([...MEMBERS.map(({ path }) => path), 'destroy'].toSorted());
  });

  it.each(MEMBERS.map((one) => [one.path, one.gives] as const))('%s gives its %s', async (path, gives) => {
    const page = await openPage();
    const found = at(page.tccc, path);
    if (gives === 'names' || gives === 'object') return expect(typeof found).toBe('object');
    expect(typeof found).toBe('function');
    if (gives === 'nothing') return expect(call(page, path)).toBeUndefined();
    if (gives === 'boolean') return expect(typeof call(page, path)).toBe('boolean');
    if (gives === 'text') return expect(call(page, path)).toBe('free');
    const given = call(page, path);
    expect(given).toBeInstanceOf(Promise);
    const outcome: unknown = await (given as Promise<unknown>).catch((failure: unknown) => failure);
    if (gives === 'list')
      return expect(Array.isArray(outcome) || outcome === null || outcome instanceof Error).toBe(true);
    // There is no session of that id: whatever needs one fails as the vendor's does, and the rest succeeds.
    expect(['success', 'error']).toContain((outcome as { status: unknown }).status);
  });

  it('names every event by itself', async () => {
    const { tccc } = await openPage();
    expect(Object.entries(tccc.events).filter(([name, value]) => name !== value)).toEqual([]);
    expect(Object.keys(tccc.events)).toEqual([...EVENT_NAMES]);
    expect([...new Set(EVENTS.map(({ event }) => event))]).toEqual([...EVENT_NAMES]);
  });

  it.each(ALIASES)('takes %s for %s, and says so once where it is strict', async (alias, real) => {
    const strict = await openPage({ strict: true });
    const lenient = await openPage();
    for (const page of [strict, lenient]) {
      for (let times = 0; times < 2; times += 1) {
        const found = at(page.tccc, alias);
        if (typeof found === 'function') await Promise.resolve(call(page, alias)).catch(() => null);
        else expect(found).toBe(at(page.tccc, real));
      }
    }
    expect(lenient.said).toEqual([]);
    expect(strict.said.map((text) => text.split(' ').at(-1))).toEqual([real]);
    if (real.startsWith('Call.')) expect(lenient.asked()[0]).toBe('call.dial');
  });
});

describe('COVERAGE.md', () => {
  it('is what the tables say; UPDATE_DOCS=1 writes it', () => {
    const file = join(import.meta.dirname, '../COVERAGE.md');
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, coverage());
    expect(readFileSync(file, 'utf8')).toBe(coverage());
  });
});
