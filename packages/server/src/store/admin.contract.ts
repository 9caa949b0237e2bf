import { CallstationError } from '@callstation/core/protocol';
import type { ApiKey } from './settings.types.ts';
import type { Over } from './testing/store-rig.ts';

/** The code of a refusal, or what was returned instead. */
const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.catch((error: unknown) => (error instanceof CallstationError ? error.code : error));

/** Settings, API keys, audit. */
export function adminContract(over: Over): void {
  const { describe, it, expect, store } = over;
  const change = (more = {}) => ({
    app: 'shop',
    kind: 'hours',
    id: 'h',
    value: { open: [1, 2] },
    updatedAt: 5,
    ...more,
  });

  describe('settings', () => {
    it('keeps a document and counts its versions', async () => {
      const made = { ...change(), version: 1, updatedBy: null };
      expect(await store().settings.put(change({ version: 0 }))).toEqual(made);
      expect(await store().settings.get('shop', 'hours', 'h')).toEqual(made);
      const next = await store().settings.put(change({ value: null, updatedBy: 'agent:sam', version: 1 }));
      expect(next).toMatchObject({ version: 2, value: null, updatedBy: 'agent:sam' });
      expect(await store().settings.put(change())).toMatchObject({ version: 3 });
      await store().settings.put(change({ id: 'a' }));
      await store().settings.put(change({ kind: 'other' }));
      expect((await store().settings.list('shop', 'hours')).map(({ id }) => id)).toEqual(['a', 'h']);
    });

    it('refuses who has not seen the present version', async () => {
      await store().settings.put(change());
      expect(await codeOf(store().settings.put(change({ version: 0 })))).toBe('invalidState');
      await store().settings.put(change({ version: 1 }));
      expect(await codeOf(store().settings.put(change({ version: 1 })))).toBe('invalidState');
      expect(await codeOf(store().settings.remove('shop', 'hours', 'h', 1))).toBe('invalidState');
      expect(await store().settings.remove('shop', 'hours', 'h', 2)).toBe(true);
      expect(await store().settings.remove('shop', 'hours', 'h')).toBe(false);
      expect(await codeOf(store().settings.put(change({ version: 2 })))).toBe('invalidState');
    });

    it('lets one of many at once through, and loses none that name no version', async () => {
      const tries = await Promise.all(
        [1, 2, 3, 4].map((n) => codeOf(store().settings.put(change({ value: n, version: 0 })))),
      );
      expect(tries.filter((one) => one === 'invalidState')).toHaveLength(3);
      await Promise.all([1, 2, 3, 4].map((n) => store().settings.put(change({ value: n }))));
      expect(await store().settings.get('shop', 'hours', 'h')).toMatchObject({ version: 5 });
    });

    it('refuses a document that is too large', async () => {
      expect(await codeOf(store().settings.put(change({ value: 'x'.repeat(300_000) })))).toBe('tooLarge');
      expect(await store().settings.get('shop', 'hours', 'h')).toBeNull();
    });
  });

  describe('API keys', () => {
    const key = (id: string): ApiKey => ({
      ...{ app: 'shop', id, name: `Key ${id}`, role: 'admin', hash: `hash-${id}`, createdAt: 5 },
      ...{ expiresAt: null, revokedAt: null, usedAt: null },
    });
    it('finds a key by its hash, and keeps its use and its end', async () => {
      await store().keys.add(key('a'));
      await store().keys.add(key('b'));
      expect(await store().keys.byHash('hash-a')).toEqual(key('a'));
      expect(await store().keys.byHash('hash-x')).toBeNull();
      await expect(store().keys.add({ ...key('c'), hash: 'hash-a' })).rejects.toThrow();
      await store().keys.used('shop', 'a', 9);
      expect(await store().keys.revoke('shop', 'a', 10)).toBe(true);
      expect(await store().keys.revoke('shop', 'a', 11)).toBe(false);
      expect(await store().keys.list('shop')).toEqual([{ ...key('a'), usedAt: 9, revokedAt: 10 }, key('b')]);
    });
  });

  describe('audit', () => {
    const entry = (id: string, at: number, more = {}) => ({
      ...{ app: 'shop', id, at, actor: 'agent:sam', action: 'recording.play', target: 'r1', data: { ip: '::1' } },
      ...more,
    });
    it('only appends, and lists newest first', async () => {
      await store().write([
        { type: 'audit', entry: entry('a', 1) },
        { type: 'audit', entry: entry('b', 2, { actor: 'system', action: 'prune', target: null, data: null }) },
      ]);
      await store().write([{ type: 'audit', entry: entry('a', 1, { actor: 'nobody' }) }]);
      const { list, prune } = store().audit;
      expect((await list('shop')).map(({ id }) => id)).toEqual(['b', 'a']);
      expect(await list('shop', { actor: 'agent:sam' })).toEqual([entry('a', 1)]);
      expect(await list('shop', { action: 'prune', from: 2, to: 3 })).toHaveLength(1);
      expect(await prune('shop', 2, 0)).toBe(0);
      expect(await prune('shop', 2)).toBe(1);
      expect(await list('shop', { limit: 5 })).toHaveLength(1);
    });
  });

  describe('the store itself', () => {
    it('tells whether it answers', async () => {
      await expect(store().check()).resolves.toBeUndefined();
    });
  });
}
