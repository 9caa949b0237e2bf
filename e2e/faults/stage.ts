import type { ActiveCall, CallSnapshot } from '@callstation/core/model';
import { expect } from 'vitest';

import type { Places } from '../../faults/fault.ts';
import { customer } from '../harness/customer.ts';
import type { Desk } from '../harness/desk.ts';
import { type Floor, openFloor } from '../harness/floor.ts';
import { type Proxy, startProxy } from '../harness/proxy.ts';
import { until } from '../harness/until.ts';

/** Where a fault happens: a centre, a browser, and a proxy between them for those who are to suffer. */
export interface Stage {
  floor: Floor;
  proxy: Proxy;
}

/** Stages for runs one after the other or side by side. */
export interface Stages extends Places<Stage> {
  close(): Promise<void>;
}

/** Makes them; every lane has one of its own, kept from run to run. */
export function createStages(flags: readonly string[] = []): Stages {
  const open = new Map<number, Promise<Stage>>();
  const make = async (): Promise<Stage> => {
    const floor = await openFloor(flags);
    return { floor, proxy: await startProxy(floor.centre.url) };
  };
  const close = async (made: Promise<Stage>): Promise<void> => {
    // One that did not come up has nothing to close, and has failed its run.
    const stage = await made.catch(() => null);
    await stage?.proxy.close();
    await stage?.floor.close();
  };
  return {
    at(n) {
      const stage = open.get(n) ?? make();
      open.set(n, stage);
      return stage;
    },
    async clear({ floor, proxy }) {
      proxy.heal();
      await floor.clear();
    },
    async renew(n) {
      const stage = open.get(n);
      open.delete(n);
      if (stage) await close(stage);
    },
    async close() {
      await Promise.all([...open.values()].map(close));
      open.clear();
    },
  };
}

/** Whether the call has sound. */
export const isFlowing = (call: CallSnapshot): boolean => call.phase === 'active' && call.leg.state === 'flowing';
/** A call that has begun. */
export type Talk = Awaited<ReturnType<Floor['answered']>> & { answeredAt: number };

/** A call in which both are heard. From here the customer's gaps count. */
export async function talking({ floor }: Stage, desk: Desk): Promise<Talk> {
  const call = await floor.answered(desk);
  await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
  const { answeredAt } = (await desk.until('the call', isFlowing)) as ActiveCall;
  await floor.centre.post(`/dev/customers/${call.customer}/mark`, {});
  return { ...call, answeredAt };
}

/** Same call, same timer, the customer still there; both heard. */
export async function unharmed({ floor }: Stage, desk: Desk, call: Talk): Promise<void> {
  const now = await desk.until('the call', isFlowing);
  expect(now).toMatchObject({ id: call.id, answeredAt: call.answeredAt });
  expect(await customer(floor.centre, call.customer)).toMatchObject({ state: 'answered', ended: null });
  await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
}

/** The longest the customer did not hear the agent's tone, milliseconds. */
export async function longestGap({ floor }: Stage, call: Talk): Promise<number> {
  return (await customer(floor.centre, call.customer)).heard.sinceMark?.longest ?? Infinity;
}

/** How the page is connected. */
export const connection = async (desk: Desk): Promise<string> => (await desk.show()).page.connection.state;
/** How it was, oldest first. */
export const states = async (desk: Desk): Promise<string[]> =>
  (await desk.log()).flatMap(({ name, state }) => (name === 'connectionChanged' && state ? [state] : []));

/** Milliseconds until the page's connection is so. */
export async function took(desk: Desk, state: string, ms = 20_000): Promise<number> {
  const since = Date.now();
  await until(
    `the connection to be ${state}`,
    async () => (await connection(desk)) === state,
    async () => states(desk),
    ms,
  );
  return Date.now() - since;
}
