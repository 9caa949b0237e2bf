import { createFakeClock, createFakeLogger } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import { createRetention, type Retention, type RetentionDays } from './retention.ts';
import type { Store, StoreWrite } from './store.ts';
import { sampleActivity, sampleEvent, sampleQueueEvent, sampleSession, sessionWrite } from './testing/samples.ts';

const DAY_MS = 86_400_000;
const NOW = 1_800_000_000_000;
const clock = createFakeClock(NOW);
const logger = createFakeLogger();
let store: Store;
let running: Retention;
beforeEach(async () => {
  store = await openStore({ kind: 'memory' }, () => undefined);
});
afterEach(async () => {
  await running.stop();
  await store.close();
});

const keep = (days: Partial<RetentionDays>, over: Partial<Store> = {}): void => {
  const none = { records: null, events: null, audit: null, webhooks: null };
  const of = { ...store, ...over };
  running = createRetention({ clock, logger, store: () => of, apps: ['shop', 'other'], days: { ...none, ...days } });
  running.start();
};
const until = async (is: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 500 && !(await is()); turn++) await clock.advanceAsync(100);
};
const ago = (days: number): number => clock.now() - days * DAY_MS;
const session = (id: string, endedAt: number, app = 'shop'): StoreWrite =>
  sessionWrite(sampleSession({ app, id, endedAt }));
const ids = async (app = 'shop'): Promise<string[]> => (await store.sessions.list(app)).map(({ id }) => id);

describe('retention', () => {
  it('removes of every app what is older than its kind may be, and nothing else', async () => {
    const [old, young] = [ago(11), ago(9)];
    const audit = (id: string, at: number) =>
      ({
        type: 'audit',
        entry: { app: 'shop', id, at, actor: 'system', action: 'x', target: null, data: null },
      }) as const;
    await store.write([
      ...[session('old', old), session('young', young), session('theirs', old, 'other')],
      ...[old, young].map((at) => ({ type: 'activity', activity: sampleActivity({ seq: at, at }) }) as const),
      ...[old, young].map((at) => ({ type: 'queueEvent', event: sampleQueueEvent({ seq: at, at }) }) as const),
      ...[audit('old', old), audit('young', young)],
      ...[old, young].map(
        (at, n) => ({ type: 'webhook', event: sampleEvent({ id: `e${n}`, at }), to: [] as string[] }) as const,
      ),
    ]);
    keep({ records: 10, events: 10, audit: 10, webhooks: 10 });
    await clock.advanceAsync(59_000);
    expect(await ids()).toHaveLength(2);
    await clock.advanceAsync(1000);
    await until(async () => (await store.webhooks.event('shop', 'e0')) === null && (await ids('other')).length === 0);
    expect(await ids()).toEqual(['young']);
    expect(await ids('other')).toEqual([]);
    expect((await store.events.agentActivity('shop')).map(({ at }) => at)).toEqual([young]);
    expect((await store.events.queueEvents('shop')).map(({ at }) => at)).toEqual([young]);
    expect((await store.audit.list('shop')).map(({ id }) => id)).toEqual(['young']);
    expect([await store.webhooks.event('shop', 'e0'), (await store.webhooks.event('shop', 'e1'))?.id]).toEqual([
      null,
      'e1',
    ]);
  });

  it('removes few at a time, with a rest in between, and again an hour later', async () => {
    await store.write(Array.from({ length: 450 }, (_, n) => session(`s${n}`, ago(11))));
    const counts: number[] = [];
    const prune: Store['sessions']['prune'] = async (...args) => {
      const count = await store.sessions.prune(...args);
      if (args[0] === 'shop') counts.push(count);
      return count;
    };
    keep({ records: 10 }, { sessions: { ...store.sessions, prune } });
    await clock.advanceAsync(60_000);
    await until(async () => counts.length > 0);
    expect(counts[0]).toBe(200);
    await until(async () => counts.length === 3);
    expect(counts).toEqual([200, 200, 50]);
    await store.write([session('later', ago(11))]);
    await clock.advanceAsync(60 * 60_000);
    await until(async () => counts.length === 4);
    expect(counts).toEqual([200, 200, 50, 1]);
  });

  it('tries again in an hour when the database fails', async () => {
    let calls = 0;
    const prune: Store['sessions']['prune'] = () => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve(0);
    };
    keep({ records: 10 }, { sessions: { ...store.sessions, prune } });
    await clock.advanceAsync(60_000);
    await until(async () => calls === 1);
    await clock.advanceAsync(60 * 60_000);
    await until(async () => calls > 1);
    expect(calls).toBe(3);
  });

  it('keeps everything where nothing is said, and rests once it is stopped', async () => {
    keep({ audit: 1 });
    await running.stop();
    expect(clock.pending).toBe(0);
    keep({});
    expect(clock.pending).toBe(0);
  });
});
