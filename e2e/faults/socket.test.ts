import type { ActiveCall } from '@callstation/core/model';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect } from 'vitest';

import { fault, type Figures, LONG } from '../../faults/fault.ts';
import { customer } from '../harness/customer.ts';
import { until } from '../harness/until.ts';
import {
  connection,
  createStages,
  isFlowing,
  longestGap,
  type Stage,
  states,
  talking,
  took,
  unharmed,
} from './stage.ts';

/** Far beyond every lease; `npm test` has less time. */
const LONG_MS = LONG ? 60_000 : 20_000;
/** Side by side: they wait most of their time. */
const TOGETHER = 4;

const stages = createStages();
afterAll(() => stages.close());

describe('the control socket', () => {
  /** Down for so long in a live call: sound goes on, one loss and one return, and the call obeys again. */
  const down =
    (ms: number) =>
    async (stage: Stage): Promise<Figures> => {
      const { floor, proxy } = stage;
      const alice = await floor.open('alice', { url: proxy.url });
      const call = await talking(stage, alice);
      proxy.block('/seat');
      await wait(ms);
      expect(await connection(alice)).toBe('reconnecting');
      expect(await customer(floor.centre, call.customer)).toMatchObject({ state: 'answered' });
      const gap = await longestGap(stage, call);
      expect(gap).toBeLessThanOrEqual(100);
      proxy.heal();
      const back = await took(alice, 'ready');
      expect((await states(alice)).filter((state) => state === 'reconnecting' || state === 'ready')).toEqual([
        'ready',
        'reconnecting',
        'ready',
      ]);
      await unharmed(stage, alice, call);
      await alice.call('hold', call.id);
      await floor.hear({ alice: [], [call.customer]: ['music'] });
      await alice.call('resume', call.id);
      await unharmed(stage, alice, call);
      return { gap, back };
    };

  fault('F1', 'control socket closed 2 s in a live call', { ms: 10_000 }, stages, down(2000));
  fault('F2', 'control socket down 8 s', { ms: 20_000, together: TOGETHER }, stages, down(8000));

  async function f3(stage: Stage): Promise<Figures> {
    const { floor, proxy } = stage;
    const alice = await floor.open('alice', { url: proxy.url });
    const call = await talking(stage, alice);
    proxy.block('/seat');
    const refused = await alice.call('hold', call.id).then(
      () => 'done',
      (error: unknown) => String(error),
    );
    expect(refused).toMatch(/"code":"(network|timeout|invalidState|notReady)"/u);
    await wait(LONG_MS);
    const gap = await longestGap(stage, call);
    expect(gap).toBeLessThanOrEqual(100);
    const silent = alice.call('mute', call.id).catch(() => undefined);
    await floor.hear({ [call.customer]: [] });
    proxy.heal();
    const back = await took(alice, 'ready', 40_000);
    await silent;
    const now = (await alice.until('the call', isFlowing)) as ActiveCall;
    expect(now).toMatchObject({ id: call.id, answeredAt: call.answeredAt });
    if (now.mute === 'on') await alice.call('unmute', call.id);
    await unharmed(stage, alice, call);
    return { gap, back };
  }
  fault(
    'F3',
    `control socket down ${LONG_MS / 1000} s: sound goes on, mute works, a command fails typed`,
    { ms: 100_000, together: TOGETHER },
    stages,
    f3,
  );

  async function f4(stage: Stage): Promise<Figures> {
    const { floor, proxy } = stage;
    const alice = await floor.open('alice', { url: proxy.url });
    const call = await talking(stage, alice);
    const sockets = proxy.opened('/seat');
    proxy.freeze('/seat');
    const since = Date.now();
    // It may be back within milliseconds: the log keeps what a look would miss.
    const lost = async () => (await alice.log()).find(({ state }) => state === 'reconnecting');
    await until('the loss to be noticed', async () => (await lost()) !== undefined);
    const noticed = ((await lost())?.at ?? Infinity) - since;
    expect(noticed).toBeLessThanOrEqual(8000);
    const back = await took(alice, 'ready');
    expect(proxy.opened('/seat')).toBeGreaterThan(sockets);
    await unharmed(stage, alice, call);
    return { noticed, back, gap: await longestGap(stage, call) };
  }
  fault('F4', 'control socket half open in a call', { ms: 20_000, together: TOGETHER }, stages, f4);
});
