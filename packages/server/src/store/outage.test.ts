import { createFakeLogger } from '@callstation/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { realClock } from '../switch/testing/real-ports.ts';
import { createKeeper } from './keeper.ts';
import { openStore } from './open-store.ts';
import { openPostgres } from './sql/postgres.ts';
import { startTestPostgres, type TestPostgres } from './testing/postgres.ts';
import { sampleActivity, sampleSession, sessionWrite } from './testing/samples.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startTestPostgres();
  await (await openStore({ kind: 'postgres', url: server.url }, () => undefined)).close();
}, 120_000);
afterAll(() => server.stop(), 60_000);
beforeEach(async () => {
  await server.admit();
  await server.clear();
});

const target = () => ({ kind: 'postgres', url: server.url }) as const;
const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('a PostgreSQL that goes away', () => {
  it('F31: every connection is cut and refused: puts return at once, one alarm, all is written in order afterwards', async () => {
    const logger = createFakeLogger();
    const keeper = createKeeper({ target: target(), clock: realClock, logger });
    await keeper.start();
    keeper.put(sessionWrite(sampleSession({ state: 'talk', endedAt: null, end: null })));
    await keeper.written();
    await server.refuse();
    keeper.put({ type: 'activity', activity: sampleActivity({ seq: 1 }) });
    keeper.put(sessionWrite(sampleSession()));
    await until(() => keeper.health().failingSince !== null);
    const since = performance.now();
    for (let seq = 2; seq <= 500; seq++) keeper.put({ type: 'activity', activity: sampleActivity({ seq }) });
    await keeper.written();
    expect(performance.now() - since).toBeLessThan(500);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    await server.admit();
    await until(() => keeper.health().waiting === 0 && keeper.health().failingSince === null);
    const seqs = (await keeper.store.events.agentActivity('shop')).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(await keeper.store.sessions.get('shop', 's1')).toMatchObject({ state: 'over' });
    expect(keeper.health().lost).toBe(0);
    await keeper.stop();
  }, 60_000);

  it('belongs to one server: a second one is refused until the first has gone, also after the connection broke', async () => {
    const broken: string[] = [];
    const open = () => openPostgres(server.url, (error) => void broken.push(error.message), 0);
    const first = await open();
    await expect(open()).rejects.toThrow(/another server has it open/u);
    await server.refuse();
    await until(() => broken.length > 0);
    await server.admit();
    const again = async (): Promise<string> =>
      open().then(
        async (database) => {
          await database.release();
          return 'free';
        },
        (error: unknown) => String(error),
      );
    // The first one takes its lock anew.
    for (;;) if (/another server/u.test(await again())) break;
    await first.release();
    // The database learns of it a moment later.
    for (;;) if ((await again()) === 'free') break;
  }, 60_000);
});
