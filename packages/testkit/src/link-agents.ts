import { createWorkstation, type Workstation } from '@callstation/core';

import { createExchange, type Exchange } from './exchange.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeLogger, createFakeRandom } from './fake-ports.ts';

/** Agents that can call each other. */
export interface LinkedAgents {
  alice: Workstation;
  bob: Workstation;
  carol: Workstation;
  exchange: Exchange;
  clock: FakeClock;
}

/**
 * Connects three workstations in memory: no network, no media, the real call table.
 *
 * @example
 * const { alice, bob } = await linkAgents();
 * const call = await alice.calls.dial({ to: { agent: 'bob' } });
 * await bob.calls.answer(call.id);
 */
export async function linkAgents(): Promise<LinkedAgents> {
  const clock = createFakeClock();
  const exchange = createExchange(clock, createFakeRandom('session'));
  const workstation = (agent: string): Workstation =>
    createWorkstation({
      backend: exchange.backend(agent),
      ports: { clock, random: createFakeRandom(`${agent}-`), logger: createFakeLogger() },
    });
  const [alice, bob, carol] = [workstation('alice'), workstation('bob'), workstation('carol')];
  await Promise.all([alice.connect(), bob.connect(), carol.connect()]);
  return { alice, bob, carol, exchange, clock };
}
