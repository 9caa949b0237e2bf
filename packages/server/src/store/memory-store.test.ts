import { describe, expect, it } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import type { SessionRecord, Store } from './record-log.ts';

const record = (id: string, over: Partial<SessionRecord> = {}): SessionRecord => ({
  sessionId: id,
  engagementId: `e-${id}`,
  app: 'demo',
  agent: 'alice',
  kind: 'phone',
  direction: 'in',
  role: 'handler',
  peer: { id: 'p', role: 'customer', state: 'joined', number: '+8613800138000' },
  context: { flow: 'in' },
  createdAt: 1,
  answeredAt: 2,
  endedAt: 3,
  end: { reason: 'remoteHangup', by: 'peer' },
  ...over,
});

const stores: [string, () => Store][] = [['memory', () => createMemoryStore()]];

describe.each(stores)('%s store', (_name, create) => {
  it('gives back what was appended, newest first', async () => {
    const store = create();
    await store.append(record('1'));
    await store.append(record('2'));
    expect(await store.records({ app: 'demo' })).toEqual([record('2'), record('1')]);
  });
  it('keeps an engagement once', async () => {
    const store = create();
    await store.append(record('1'));
    await store.append(record('1', { endedAt: 99 }));
    expect(await store.records({ app: 'demo' })).toEqual([record('1')]);
  });
  it('shows an app only its own records', async () => {
    const store = create();
    await store.append(record('1'));
    expect(await store.records({ app: 'other' })).toEqual([]);
  });
  it('narrows by agent and limit', async () => {
    const store = create();
    for (const id of ['1', '2', '3']) await store.append(record(id));
    await store.append(record('4', { agent: 'bob' }));
    expect((await store.records({ app: 'demo', agent: 'bob' })).map((r) => r.sessionId)).toEqual(['4']);
    expect((await store.records({ app: 'demo', limit: 2 })).map((r) => r.sessionId)).toEqual(['4', '3']);
  });
  it('is not changed through what was put in or taken out', async () => {
    const store = create();
    const mine = record('1');
    await store.append(mine);
    mine.end.reason = 'busy';
    const [taken] = await store.records({ app: 'demo' });
    if (taken) taken.peer.number = 'changed';
    expect(await store.records({ app: 'demo' })).toEqual([record('1')]);
  });
});

describe('memory store', () => {
  it('forgets the oldest beyond its limit', async () => {
    const store = createMemoryStore(2);
    for (const id of ['1', '2', '3']) await store.append(record(id));
    expect((await store.records({ app: 'demo' })).map((r) => r.sessionId)).toEqual(['3', '2']);
  });
});
