import type { CDPSession } from 'playwright-core';
import { afterAll, expect } from 'vitest';

import { fault, type Figures, LONG } from '../../faults/fault.ts';
import type { Desk } from '../harness/desk.ts';
import { until } from '../harness/until.ts';
import { createStages, type Stage } from './stage.ts';

/** The first run of `npm run faults` is the whole one. */
const cyclesOf = (n: number): number => (LONG && n === 0 ? 1000 : 100);
/** Compiled code and caches have settled by then. */
const WARM_UP = 200;
/** A stretch that one look into the page makes. */
const SERIES = 20;

const stages = createStages();
afterAll(() => stages.close());

/** Runs in the page: calls made, answered, ended and completed, one after the other. */
async function series(count: number): Promise<void> {
  type Shown = { sessions: { id: string; phase: string; leg?: { state: string } }[] };
  const { workstation } = window.desk;
  const find = (id: string) => (workstation.getSnapshot() as Shown).sessions.find((call) => call.id === id);
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const becomes = async (what: string, is: () => boolean): Promise<void> => {
    for (const end = performance.now() + 10_000; !is(); await pause(4))
      if (performance.now() > end) throw new Error(`Not ${what}: ${JSON.stringify(workstation.getSnapshot())}`);
  };
  // A machine is faster than the centre lets one agent be.
  const give = async (verb: string, ...args: unknown[]): Promise<unknown> => {
    for (;;)
      try {
        return await workstation.calls[verb]?.(...args);
      } catch (error) {
        if ((error as { code?: string }).code !== 'rateLimited') throw error;
        await pause(100);
      }
  };
  for (let n = 0; n < count; n++) {
    const { id } = (await give('dial', { to: '10001' })) as { id: string };
    await becomes('active', () => find(id)?.phase === 'active' && find(id)?.leg?.state === 'flowing');
    await give('hangup', id);
    await becomes('ended', () => (find(id)?.phase ?? 'ended') === 'ended');
    if (find(id)) await give('complete', id).catch((error: unknown) => (find(id) ? Promise.reject(error) : null));
    await becomes('gone', () => find(id) === undefined);
  }
}

interface Held {
  heap: number;
  listeners: number;
}
/** What the page holds once everything that can go is gone. */
async function held(inspector: CDPSession): Promise<Held> {
  for (let n = 0; n < 3; n++) await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send('Runtime.getHeapUsage');
  const { jsEventListeners } = await inspector.send('Memory.getDOMCounters');
  return { heap: usedSize, listeners: jsEventListeners };
}

const connections = (desk: Desk): Promise<number> => desk.page.evaluate(() => window.ear.connections());

async function f32({ floor }: Stage, n: number): Promise<Figures> {
  const cycles = cyclesOf(n);
  const alice = await floor.open('alice', { bare: true });
  const inspector = await alice.context.newCDPSession(alice.page);
  const make = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += SERIES) await alice.page.evaluate(series, SERIES);
  };
  await make(WARM_UP);
  const before = await held(inspector);
  await make(cycles);
  const after = await held(inspector);
  const kept = Math.max(0, (after.heap - before.heap) / cycles);
  expect(kept, 'bytes kept per call').toBeLessThanOrEqual(1024);
  expect(after.listeners, 'listeners').toBeLessThanOrEqual(before.listeners);
  // The one leg waits for the next call.
  expect(await connections(alice)).toBeLessThanOrEqual(1);
  await alice.page.evaluate(() => window.desk.workstation.close());
  await until('no connection left', async () => (await connections(alice)) === 0);
  expect(alice.problems).toEqual([]);
  await alice.context.close();
  return { calls: cycles, 'bytes kept per call': kept, 'listeners more': after.listeners - before.listeners };
}

fault('F32', 'calls by the hundred in one page: nothing grows', { ms: LONG ? 600_000 : 90_000 }, stages, f32);
