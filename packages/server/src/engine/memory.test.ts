import { describe, expect, it } from 'vitest';
import type { SettableStatus } from '@callstation/core/model';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { demoApp, type AppConfig } from './app-config.ts';
import { createBench, type Bench } from './testing/bench.ts';

const app: AppConfig = {
  ...demoApp,
  callerNumber: '02110000000',
  numberPools: [{ id: 'cs', name: 'CS', numbers: ['02110000001', '02110000002'] }],
  agents: [{ id: 'alice', name: 'Alice', role: 'agent' }],
  breakReasons: [{ id: 'lunch', name: 'Lunch' }],
};

const benchOn = (store: Store, now?: number, apps = [app]): Promise<Bench> =>
  createBench({ apps, memory: () => store, ...(now === undefined ? {} : { now }) });

/** What a process that ends leaves in the store; `killed`: it does not end well. */
async function end(bench: Bench, store: Store, killed: boolean): Promise<void> {
  if (!killed) await bench.centre.stop();
  await store.write(bench.store.writes);
  await store.write([{ type: 'alive', at: bench.clock.now() }]);
  if (killed) await store.recover();
}

describe.each([
  ['is killed', true],
  ['stops', false],
])('when the server %s and comes back', (_, killed) => {
  const again = async (agent: string, wanted: SettableStatus, awayMs = 1000) => {
    const store = await openStore({ kind: 'memory' }, () => undefined);
    const before = await benchOn(store);
    const seat = before.sit(agent);
    await seat.request('agent.setStatus', wanted);
    await before.pass(60_000);
    await end(before, store, killed);
    const bench = await benchOn(store, before.clock.now() + awayMs);
    const back = bench.sit(agent);
    await bench.rest();
    return { bench, back, store };
  };

  it.each([
    ['a break', 'alice', { status: 'break', reason: 'lunch' }, { status: 'break', reason: 'lunch' }],
    ['a break of one nobody expects', 'walter', { status: 'break', reason: 'lunch' }, { status: 'break' }],
    ['not ready', 'alice', { status: 'not-ready' }, { status: 'not-ready', why: 'agent' }],
    ['ready', 'alice', { status: 'idle' }, { status: 'idle' }],
    ['gone', 'alice', { status: 'offline' }, { status: 'idle' }],
  ] as const)('an agent is what they were: %s', async (_name, agent, wanted, shown) => {
    const { back } = await again(agent, wanted);
    expect(back.state().agent).toMatchObject(shown);
  });

  it('one who was away for longer than a sign-in lasts begins anew', async () => {
    const { back } = await again('alice', { status: 'break', reason: 'lunch' }, 5 * 60_000 + 1000);
    expect(back.state().agent.status).toBe('idle');
  });

  it('an agent is so once: who signs out and in later is ready', async () => {
    const { bench, back } = await again('alice', { status: 'not-ready' });
    expect(back.state().agent.status).toBe('not-ready');
    back.close();
    await bench.pass(5 * 60_000 + 1000);
    expect(bench.sit('alice').state().agent.status).toBe('idle');
  });
});

describe('the number an app shows', () => {
  const chosen = async (choice: { pool: string } | { number: string | null }, apps = [app]) => {
    const store = await openStore({ kind: 'memory' }, () => undefined);
    const before = await benchOn(store);
    const boss = before.sit('sam', { rights: ['dial', 'manageNumbers'] });
    await boss.request('agent.setCallerNumber', { owner: 'app', ...choice });
    await end(before, store, true);
    const bench = await benchOn(store, before.clock.now() + 1000, apps);
    const list = await bench.sit('alice').request('directory.numbers', {});
    return list.filter((one) => one.default).map((one) => one.pool ?? one.number);
  };
  it('is the one that was chosen before the restart', async () => {
    expect(await chosen({ number: '02110000001' })).toEqual(['cs']);
    expect(await chosen({ pool: 'cs' })).toEqual(['cs', 'cs']);
    expect(await chosen({ number: null })).toEqual(['+862110000000']);
  });

  it('is the configuration’s when that one is no longer there', async () => {
    const { numberPools: _, ...without } = app;
    expect(await chosen({ pool: 'cs' }, [without])).toEqual(['+862110000000']);
  });
});
