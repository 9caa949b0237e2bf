import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@callstation/core/ports';
import { createFakeLogger, createFakeRandom } from '@callstation/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { createPost, type Post } from '../outgoing/post.ts';
import { createKeeper, type Keeper } from '../store/keeper.ts';
import type { StoreWrite } from '../store/store.ts';
import { sampleEngagement, sampleQueueEvent, sampleSession, sessionWrite } from '../store/testing/samples.ts';
import { createWebhooks, type Webhooks } from './create-webhooks.ts';
import type { WebhookConfig } from './endpoints.ts';
import type { WebhookPayload } from './payload.ts';
import { SECRET } from './testing/delivery-rig.ts';
import { seeded, startRandomReceiver, type RandomReceiver } from './testing/random-receiver.ts';

// Sockets that hang and are cut take real time.
const clock: Clock = {
  now: () => Date.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
const open = { endedAt: null, end: null } as const;
const SEED = 20_261_121;
const cleanUp: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

/** One call, write by write: seven events and the record. */
function callOf(app: string, id: string): StoreWrite[] {
  const updatedAt = 1_700_000_000_000;
  const part = { app, id: `${id}-1`, sessionId: id, ...open, answeredAt: null, doneAt: null };
  const rung = sampleEngagement({ ...part, state: 'ring' });
  const talking = sampleEngagement({ ...part, state: 'talk', answeredAt: 2 });
  const left = sampleEngagement({
    ...part,
    state: 'wrap',
    answeredAt: 2,
    endedAt: 3,
    end: { reason: 'localHangup', by: 'agent' },
  });
  const live = sampleSession({ app, id, ...open, updatedAt, state: 'queue', answeredAt: null });
  return [
    sessionWrite(live),
    { type: 'queueEvent', event: sampleQueueEvent({ app, sessionId: id, at: updatedAt }) },
    sessionWrite({ ...live, state: 'ring' }, [rung]),
    sessionWrite({ ...live, state: 'talk', answeredAt: 2 }, [talking]),
    sessionWrite(sampleSession({ app, id, updatedAt }), [left]),
    sessionWrite(sampleSession({ app, id, updatedAt }), [{ ...left, state: 'done', doneAt: 4 }]),
  ];
}

/** What the endpoints want of a call's seven events, with the place each has among them. */
const WANTED = [
  ['session.created', 1],
  ['session.answered', 4],
  ['session.ended', 6],
  ['record.completed', 7],
] as const;
const TYPES = WANTED.map(([type]) => type);

interface Process {
  keeper: Keeper;
  webhooks: Webhooks;
  /** Sent again although the answer said that it was taken. */
  tooMany: string[];
  /** As `kill -9`: nothing of it reaches the store any more. */
  kill(): Promise<void>;
}

/** A process's part of it: a keeper over the file, and webhooks over the keeper. */
async function begin(path: string, apps: { id: string; webhooks: WebhookConfig[] }[]): Promise<Process> {
  const logger = createFakeLogger();
  const keeper = createKeeper({ target: { kind: 'file', path }, clock, logger });
  let killed = false;
  const never = new Promise<never>(() => undefined);
  const mortal: Pick<Keeper, 'store' | 'put' | 'nextSeq' | 'written'> = {
    put: (write) => (killed ? undefined : keeper.put(write)),
    nextSeq: () => keeper.nextSeq(),
    written: () => (killed ? never : keeper.written()),
    get store() {
      const webhooks = new Proxy(keeper.store.webhooks, {
        get: (target, name): unknown => (killed ? () => never : Reflect.get(target, name)),
      });
      return { ...keeper.store, webhooks };
    },
  };
  const delivered = new Set<string>();
  const tooMany: string[] = [];
  const real = createPost({ clock, allowPrivate: true });
  const post: Post = async (request) => {
    const id = `${request.url} ${request.headers['webhook-id']}`;
    if (delivered.has(id)) tooMany.push(id);
    const answer = await real(request);
    if (answer.status < 300) delivered.add(id);
    return answer;
  };
  const webhooks = createWebhooks({
    post,
    ...{ clock, wall: clock, logger, apps, allowPrivate: true, keeper: mortal, random: createFakeRandom('r') },
    delivery: { timeoutMs: 400, perEndpoint: 24, delay: (_tries, chance) => 2 + 6 * chance },
  });
  await keeper.start((store) => webhooks.load(store));
  webhooks.start();
  return {
    ...{ keeper, webhooks, tooMany },
    async kill() {
      killed = true;
      await keeper.stop();
    },
  };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Puts the calls' writes in, mixed as chance has it, each call in its own order. */
async function putMixed(calls: StoreWrite[][], process: Process, chance: () => number): Promise<void> {
  const left = calls.filter((call) => call.length > 0).map((call) => [...call]);
  for (let n = 0; left.length > 0; n++) {
    const at = Math.floor(chance() * left.length);
    const write = left[at]?.shift();
    if (write) process.webhooks.journal.put(write);
    if (left[at]?.length === 0) left.splice(at, 1);
    if (n % 40 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

function expectAll(receiver: RandomReceiver, ids: string[]): void {
  const bySession = new Map<string, WebhookPayload[]>();
  for (const one of receiver.taken) {
    const id = one.sessionId ?? '';
    bySession.set(id, [...(bySession.get(id) ?? []), one]);
  }
  expect([...bySession.keys()].toSorted()).toEqual(ids.toSorted());
  const wrong = [...bySession].filter(
    ([, taken]) => JSON.stringify(taken.map(({ type, seq }) => [type, seq])) !== JSON.stringify(WANTED),
  );
  expect(wrong.map(([id, taken]) => [id, taken.map(({ seq, type }) => `${seq} ${type}`)])).toEqual([]);
  expect(receiver.bad).toEqual([]);
}

describe('a receiver that fails at random', { timeout: 300_000 }, () => {
  it('gets every event once per id, in order per session, also when the process is killed in the middle', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
    cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'store.db');
    const other = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    const [shop, spy] = [
      await startRandomReceiver(SEED, () => SECRET),
      await startRandomReceiver(SEED + 1, () => other),
    ];
    cleanUp.push(
      () => shop.stop(),
      () => spy.stop(),
    );
    const apps = [
      { id: 'shop', webhooks: [{ id: 'all', url: shop.url, secret: SECRET, types: TYPES }] },
      { id: 'other', webhooks: [{ id: 'spy', url: spy.url, secret: other, types: TYPES }] },
    ];
    const chance = seeded(SEED + 2);
    const ids = Array.from({ length: 300 }, (_, n) => `s${n}`);
    const theirs = Array.from({ length: 20 }, (_, n) => `o${n}`);
    const calls = [...ids.map((id) => callOf('shop', id)), ...theirs.map((id) => callOf('other', id))];

    const first = await begin(path, apps);
    await putMixed(calls.slice(0, 150), first, chance);
    await first.keeper.written();
    await until(() => shop.taken.length > 300);
    await first.kill();
    const takenBefore = shop.taken.length;

    const second = await begin(path, apps);
    await putMixed(calls.slice(150), second, chance);
    await until(
      () => shop.taken.length === ids.length * TYPES.length && spy.taken.length === theirs.length * TYPES.length,
    );
    const left = async () => (await second.keeper.store.webhooks.due(Date.now() + 1e9, 1)).length;
    while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));

    expectAll(shop, ids);
    expectAll(spy, theirs);
    expect(takenBefore).toBeLessThan(150 * TYPES.length);
    expect([...first.tooMany, ...second.tooMany]).toEqual([]);
    expect(Math.max(...shop.came.values())).toBeGreaterThan(1);
    expect(Object.keys(shop.did)).toHaveLength(6);
    expect(second.webhooks.health().failed).toBeGreaterThan(100);
    await second.webhooks.stop();
    await second.keeper.stop();
  });
});
