import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock, createFakeLogger, createFakeRandom, settle } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../store/sql/sqlite.ts';
import { createSqlStore } from '../store/sql/sql-store.ts';
import type { Store, StoreWrite } from '../store/store.ts';
import { sampleSession } from '../store/testing/samples.ts';
import { createRecordingKeeper, type RecordingKeeper } from './keeper.ts';
import { createRecordingFolder } from './recording-folder.ts';

const DAY_MS = 24 * 3600_000;
const PATIENCE = { timeout: 10_000 };
const nameOf = (n: number): string => `${String(n).padStart(32, '0')}.ogg`;
let folder: string;
let store: Store;
let told: Promise<unknown> = Promise.resolve();
let keeper: RecordingKeeper;
let clock: ReturnType<typeof createFakeClock>;
let logger: ReturnType<typeof createFakeLogger>;

async function make(retentionDays?: number, over: Partial<Store> = {}): Promise<void> {
  const at = { ...store, ...over };
  // What is put is written before the next is.
  const put = (write: StoreWrite): void => void (told = told.then(() => at.write([write]).catch(() => undefined)));
  const books = { store: at, put };
  keeper = createRecordingKeeper({
    ...{ clock, logger, random: createFakeRandom('k'), books, apps: ['demo', 'other'] },
    folder: createRecordingFolder(folder),
    ...(retentionDays === undefined ? {} : { retentionDays }),
  });
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keeper-'));
  store = await createSqlStore(openSqlite(':memory:'));
  clock = createFakeClock();
  logger = createFakeLogger();
  await make();
});
afterEach(async () => {
  keeper.stop();
  await told;
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A recording from its beginning to its end. */
async function record(n: number, app = 'demo', sessionId = `s${n}`): Promise<string> {
  const id = `${sessionId}-r${n}`;
  keeper.began({ app, id, sessionId });
  keeper.began({ app, id, sessionId });
  writeFileSync(join(folder, nameOf(n)), 'sound');
  keeper.heard({ type: 'recording', id, file: nameOf(n), at: clock.now() });
  clock.advance(3000);
  keeper.heard({ type: 'recorded', id, file: nameOf(n), ms: 3000, bytes: 5, at: clock.now() });
  keeper.stop();
  await told;
  return id;
}

const audit = async (): Promise<string[]> =>
  (await store.audit.list('demo')).map(({ actor, action, target }) => `${actor} ${action} ${target}`);

describe('recording keeper', () => {
  it('writes down what there is, from the beginning on', async () => {
    const startedAt = clock.now();
    keeper.began({ app: 'demo', id: 'a-r1', sessionId: 'a' });
    keeper.heard({ type: 'recording', id: 'a-r1', file: nameOf(1), at: startedAt });
    keeper.stop();
    await told;
    expect(await keeper.list('demo')).toMatchObject([{ id: 'a-r1', state: 'on', file: nameOf(1), endedAt: null }]);
    await expect(keeper.open('demo', 'a-r1', 'agent:sam')).rejects.toMatchObject({ code: 'invalidState' });
    keeper.heard({ type: 'recorded', id: 'a-r1', file: nameOf(1), ms: 1200, bytes: 99, at: startedAt + 1234 });
    keeper.heard({ type: 'ended' });
    keeper.stop();
    await told;
    const whole = { app: 'demo', id: 'a-r1', sessionId: 'a', file: nameOf(1), deletedAt: null };
    const length = { state: 'done', startedAt, endedAt: startedAt + 1234, ms: 1200, bytes: 99 };
    expect(await keeper.list('demo', { sessionId: 'a' })).toEqual([{ ...whole, ...length }]);
    expect(await keeper.list('other')).toEqual([]);
  });

  it('says which were cut off, and keeps nothing of those that never began', async () => {
    keeper.began({ app: 'demo', id: 'a-r1', sessionId: 'a' });
    keeper.heard({ type: 'recordingFailed', id: 'a-r1', error: 'EACCES' });
    keeper.began({ app: 'demo', id: 'b-r1', sessionId: 'b' });
    keeper.heard({ type: 'recording', id: 'b-r1', file: nameOf(2), at: 1 });
    keeper.heard({ type: 'recordingFailed', id: 'b-r1', error: 'ENOSPC' });
    keeper.heard({ type: 'recorded', id: 'b-r1', file: nameOf(2), ms: 10, bytes: 1, at: 2 });
    keeper.stop();
    await told;
    expect((await keeper.list('demo')).map(({ id, state }) => `${id} ${state}`)).toEqual(['b-r1 failed']);
  });

  it('lets nobody hear one without writing it down, nor one of another app', async () => {
    const id = await record(1);
    expect(await keeper.open('demo', id, 'agent:sam')).toEqual({
      path: join(folder, nameOf(1)),
      bytes: 5,
      type: 'audio/ogg',
    });
    expect(await audit()).toEqual([`agent:sam recording.play ${id}`]);
    await expect(keeper.open('other', id, 'agent:eve')).rejects.toMatchObject({ code: 'notFound' });
    await make(undefined, { write: () => Promise.reject(new Error('the disk is full')) });
    await expect(keeper.open('demo', id, 'agent:sam')).rejects.toThrow('the disk is full');
  });

  it('deletes one, or all of a session, and remembers that there were', async () => {
    const [one, two, three] = [await record(1, 'demo', 's'), await record(2, 'demo', 's'), await record(3)];
    expect(await keeper.remove('other', { sessionId: 's' }, 'key')).toBe(0);
    expect(await keeper.remove('demo', { id: one }, 'key')).toBe(1);
    expect(await keeper.remove('demo', { id: one }, 'key')).toBe(0);
    expect(await keeper.remove('demo', { sessionId: 's' }, 'key')).toBe(1);
    expect(readdirSync(folder)).toEqual([nameOf(3)]);
    expect((await keeper.list('demo')).map(({ id }) => id)).toEqual([three]);
    expect((await store.recordings.get('demo', two))?.state).toBe('deleted');
    await expect(keeper.open('demo', one, 'agent:sam')).rejects.toMatchObject({ code: 'notFound' });
    expect((await audit()).sort()).toEqual([`key recording.delete ${one}`, `key recording.delete ${two}`]);
  });

  it('deletes what is too old, every hour, in every app', async () => {
    await make(30);
    await record(1);
    await record(2, 'other');
    clock.advance(20 * DAY_MS);
    await record(3);
    clock.advance(10 * DAY_MS - 60_000);
    keeper.start();
    await settle();
    expect(await keeper.sweep()).toBe(0);
    clock.advance(3600_000);
    await expect
      .poll(async () => [readdirSync(folder), await keeper.list('other'), (await keeper.list('demo')).length], PATIENCE)
      .toEqual([[nameOf(3)], [], 1]);
  });

  it('finds, and deletes, all of a number', async () => {
    await record(1);
    await record(2);
    const session = sampleSession({ app: 'demo', id: 's1', from: '+8613800000001' });
    await store.write([{ type: 'session', session, engagements: [], steps: [] }]);
    expect((await keeper.list('demo', { number: '+8613800000001' })).map(({ id }) => id)).toEqual(['s1-r1']);
    expect(await keeper.remove('demo', { number: '+8613800000001' }, 'key')).toBe(1);
    expect(readdirSync(folder)).toEqual([nameOf(2)]);
  });
});
