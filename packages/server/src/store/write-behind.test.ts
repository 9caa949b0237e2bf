import { createFakeClock, createFakeLogger, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import type { StoreWrite } from './store.ts';
import { sampleActivity, sampleEngagement, sampleSession, sessionWrite } from './testing/samples.ts';
import { createWriteBehind } from './write-behind.ts';

const activity = (seq: number): StoreWrite => ({ type: 'activity', activity: sampleActivity({ seq }) });
const error = (code: string): Error => Object.assign(new Error(`it says ${code}`), { code });

/** A line before a store that takes, fails or stalls as told. */
function bench(most?: number) {
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const batches: StoreWrite[][] = [];
  const state: { fails: Error | null; refuses: (write: StoreWrite) => boolean; hold: Promise<void> | null } = {
    ...{ fails: null, hold: null, refuses: () => false },
  };
  const line = createWriteBehind({
    clock,
    logger,
    ...(most === undefined ? {} : { most }),
    async write(writes) {
      await state.hold;
      if (state.fails !== null) throw state.fails;
      if (writes.some(state.refuses)) throw error('SQLITE_CONSTRAINT_NOTNULL');
      batches.push([...writes]);
    },
  });
  const seqs = (): number[] => batches.flat().flatMap((w) => (w.type === 'activity' ? [w.activity.seq] : []));
  return { clock, logger, batches, state, line, seqs };
}

describe('the line of writes before a store', () => {
  it('writes in order, what came in one turn together', async () => {
    const { line, batches, seqs } = bench();
    for (const n of [1, 2, 3]) line.put(activity(n));
    expect(batches).toEqual([]);
    await line.written();
    line.put(activity(4));
    await line.written();
    expect(seqs()).toEqual([1, 2, 3, 4]);
    expect(batches).toHaveLength(2);
  });

  it('keeps a transaction short: it counts rows, so a call that rings at hundreds has one for itself', async () => {
    const { line, batches } = bench();
    const parts = Array.from({ length: 100 }, (_, n) => sampleEngagement({ id: `s1-${n}` }));
    line.put(sessionWrite(sampleSession(), parts));
    for (let seq = 1; seq <= 40; seq++) line.put(activity(seq));
    await line.written();
    expect(batches.map(({ length }) => length)).toEqual([1, 32, 8]);
  });

  it('replaces a state that waits by a newer one, with all the parts that changed', async () => {
    const { line, batches } = bench();
    line.put(sessionWrite(sampleSession({ state: 'ring' }), [sampleEngagement({ state: 'ring' })]));
    line.put(sessionWrite(sampleSession({ state: 'talk' }), [sampleEngagement({ id: 's1-2' })]));
    line.put(sessionWrite(sampleSession({ state: 'over' }), [sampleEngagement({ state: 'done' })]));
    await line.written();
    expect(batches).toEqual([
      [
        sessionWrite(sampleSession({ state: 'over' }), [
          sampleEngagement({ state: 'done' }),
          sampleEngagement({ id: 's1-2' }),
        ]),
      ],
    ]);
  });

  it('tells who waits only when what they put in is there', async () => {
    const { line, state, seqs } = bench();
    let letGo = (): void => undefined;
    state.hold = new Promise((resolve) => (letGo = resolve));
    line.put(activity(1));
    await settle();
    line.put(activity(2));
    const told: number[] = [];
    void line.written().then(() => told.push(...seqs()));
    await settle();
    expect(told).toEqual([]);
    letGo();
    state.hold = null;
    await settle();
    expect(told).toEqual([1, 2]);
  });

  it('F31: with a full disk nobody waits, one alarm is given, records are kept and written later in order', async () => {
    const { line, state, seqs, clock, logger } = bench();
    state.fails = error('SQLITE_FULL');
    line.put(activity(1));
    await settle();
    line.put(activity(2));
    await expect(line.written()).resolves.toBeUndefined();
    expect(line.health()).toEqual({ failingSince: clock.now(), waiting: 2, lost: 0 });
    await clock.advanceAsync(60_000);
    expect(seqs()).toEqual([]);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    state.fails = null;
    await clock.advanceAsync(5000);
    expect(seqs()).toEqual([1, 2]);
    expect(line.health()).toEqual({ failingSince: null, waiting: 0, lost: 0 });
    expect(logger.lines.at(-1)).toMatchObject({ level: 'warn', data: { lost: 0 } });
    expect(clock.pending).toBe(0);
  });

  it('F31: keeps to its bound: what waits is kept, what is new is lost and counted; a known session still ends', async () => {
    const { line, state, clock, batches, logger } = bench(3);
    state.fails = error('53100');
    line.put(activity(1));
    await settle();
    line.put(sessionWrite(sampleSession({ state: 'talk', endedAt: null })));
    for (const n of [2, 3, 4, 5]) line.put(activity(n));
    line.put(sessionWrite(sampleSession()));
    expect(line.health()).toMatchObject({ waiting: 4, lost: 2 });
    state.fails = null;
    await clock.advanceAsync(5000);
    const kept = batches.flat();
    expect(kept).toEqual([activity(1), sessionWrite(sampleSession()), activity(2), activity(3)]);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('does not let one record that the store refuses hold up the others', async () => {
    const { line, state, seqs, logger } = bench();
    state.refuses = (write) => write.type === 'activity' && write.activity.seq === 2;
    for (const n of [1, 2, 3]) line.put(activity(n));
    await line.written();
    expect(seqs()).toEqual([1, 3]);
    expect(line.health()).toEqual({ failingSince: null, waiting: 0, lost: 1 });
    expect(logger.lines).toMatchObject([{ level: 'error', message: 'the store refuses a record' }]);
  });

  it('writes what waits at the end, and gives up in time when it cannot', async () => {
    const good = bench();
    good.line.put(activity(1));
    await good.line.stop(1000);
    good.line.put(activity(2));
    await settle();
    expect(good.seqs()).toEqual([1]);
    const bad = bench();
    bad.state.fails = error('ECONNREFUSED');
    bad.line.put(activity(1));
    await settle();
    const gaveUp = bad.line.stop(1000);
    await bad.clock.advanceAsync(1000);
    await gaveUp;
    expect(bad.logger.lines.at(-1)).toMatchObject({ level: 'error', data: { records: 1 } });
    await settle();
    expect(bad.clock.pending).toBe(0);
  });
});
