import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock, createFakeLogger } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepCommands } from './keep-commands.ts';
import { createKeeper } from './keeper.ts';
import { openStore } from './open-store.ts';
import { sampleActivity, sampleSession, sessionWrite } from './testing/samples.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callstation-keeper-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const target = () => ({ kind: 'file', path: join(folder, 'deep', 'a.db') }) as const;

describe('the keeper of a store', () => {
  it('tells of nothing before the start, and keeps numbers rising over a restart', async () => {
    const clock = createFakeClock(1_800_000_000_000);
    const first = createKeeper({ target: target(), clock, logger: createFakeLogger() });
    expect(() => first.store).toThrow('not open');
    await first.start();
    const seq = first.nextSeq();
    expect(first.nextSeq()).toBe(seq + 1);
    first.put({ type: 'activity', activity: sampleActivity({ seq: seq + 1, from: 'idle', to: 'offline' }) });
    await first.written();
    await first.stop();
    expect(clock.pending).toBe(0);
    const again = createKeeper({ target: target(), clock: createFakeClock(1000), logger: createFakeLogger() });
    await again.start();
    expect(again.nextSeq()).toBe(seq + 2);
    await again.stop();
  });

  it('ends what a killed process left open at its last heartbeat, and says so', async () => {
    const clock = createFakeClock(sampleSession().createdAt);
    const killed = createKeeper({ target: target(), clock, logger: createFakeLogger() });
    await killed.start();
    const live = { state: 'talk', stateAt: clock.now(), endedAt: null, end: null, talkMs: 0 } as const;
    killed.put(sessionWrite(sampleSession({ ...live, updatedAt: clock.now() })));
    await clock.advanceAsync(7000);
    await killed.written();
    // Its lock goes with it, as with a process.
    await killed.store.close();
    const logger = createFakeLogger();
    const next = createKeeper({ target: target(), clock: createFakeClock(clock.now() + 60_000), logger });
    await next.start();
    const [record] = await next.store.sessions.list('shop');
    expect(record).toMatchObject({ state: 'over', talkMs: 6000, end: { reason: 'systemError' } });
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', data: expect.objectContaining({ sessions: 1 }) as object }),
    );
    await next.stop();
  });

  it('is refused while another server has the file open, and not once that one has gone', async () => {
    const lost = (): void => undefined;
    const first = await openStore(target(), lost);
    await expect(openStore(target(), lost)).rejects.toThrow(/another server has it open/u);
    await first.close();
    await (await openStore(target(), lost)).close();
  });

  it('gives the answers of an earlier process back to the agent they were for', async () => {
    const clock = createFakeClock(1000);
    const keeper = createKeeper({ target: { kind: 'memory' }, clock, logger: createFakeLogger() });
    await keeper.start();
    const alice = keepCommands(keeper, clock, { app: 'shop', agent: 'alice' });
    const answered = { commandId: 'c1', what: 'digest', answer: { result: { sessionId: 's' } }, expiresAt: 601_000 };
    await alice.keep(answered);
    expect(await alice.load()).toMatchObject([answered]);
    expect(await keepCommands(keeper, clock, { app: 'shop', agent: 'bob' }).load()).toEqual([]);
    await clock.advanceAsync(601_000);
    expect(await alice.load()).toEqual([]);
    await keeper.stop();
  });
});
