import { createWorkstation, type Workstation } from '@callstation/core';
import type { Right } from '@callstation/core/model';
import type { Backend, Clock } from '@callstation/core/ports';

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

/** Options of {@link linkAgents}. */
export interface LinkOptions {
  /** Puts something between every workstation and its backend, such as `bridged`. */
  through?: (backend: Backend, clock: Clock) => Backend;
  /** What each of them may do; left out: `dial` and `dialExternal`. */
  rights?: Partial<Record<'alice' | 'bob' | 'carol', readonly Right[]>>;
}

/**
 * Connects three workstations in memory: no network, no media, the real call table.
 *
 * @example
 * const { alice, bob } = await linkAgents();
 * const call = await alice.calls.dial({ to: { agent: 'bob' } });
 * await bob.calls.answer(call.id);
 */
export async function linkAgents({
  through = (backend) => backend,
  rights = {},
}: LinkOptions = {}): Promise<LinkedAgents> {
  const clock = createFakeClock();
  const exchange = createExchange(clock, createFakeRandom('session'));
  const workstation = (agent: 'alice' | 'bob' | 'carol'): Workstation => {
    const own = rights[agent];
    return createWorkstation({
      backend: through(exchange.backend(agent, own ? { rights: own } : {}), clock),
      ports: { clock, random: createFakeRandom(`${agent}-`), logger: createFakeLogger() },
    });
  };
  const [alice, bob, carol] = [workstation('alice'), workstation('bob'), workstation('carol')];
  await Promise.all([alice.connect(), bob.connect(), carol.connect()]);
  return { alice, bob, carol, exchange, clock };
}
