import type { Id, Millis } from '@callstation/core/model';
import type { Strategy } from './routing.types.ts';
import { createSortedList } from './sorted-list.ts';

/** A free member of a skill group. */
export interface Candidate {
  agent: Id;
  since: Millis;
  level: number;
}

/** The free members of one skill group, in the order of its strategy. */
export interface FreePool {
  readonly strategy: Strategy;
  readonly size: number;
  has(agent: Id): boolean;
  put(candidate: Candidate): void;
  drop(agent: Id): void;
  /** Who is to be asked, among those who pass the test: nobody, one or, of `ring-all`, all. */
  pick(test: (agent: Id) => boolean): Id[];
}

/** Ties are broken by id, so that the choice can be repeated. */
const byId = (a: Candidate, b: Candidate): number => (a.agent < b.agent ? -1 : a.agent > b.agent ? 1 : 0);
const byIdle = (a: Candidate, b: Candidate): number => a.since - b.since || byId(a, b);
const ORDERS: Readonly<Record<Strategy, (a: Candidate, b: Candidate) => number>> = {
  'longest-idle': byIdle,
  'round-robin': byId,
  skill: (a, b) => b.level - a.level || byIdle(a, b),
  'ring-all': byIdle,
};

/** Makes an empty pool. */
export function createFreePool(strategy: Strategy): FreePool {
  const order = createSortedList(ORDERS[strategy]);
  const known = new Map<Id, Candidate>();
  let last: Candidate | null = null;
  const drop = (agent: Id): void => {
    const candidate = known.get(agent);
    if (candidate === undefined) return;
    known.delete(agent);
    order.remove(candidate);
  };
  /** Round robin goes on after the one who was asked last, free or not. */
  const start = (): number => {
    if (strategy !== 'round-robin' || last === null) return 0;
    const at = order.rank(last);
    return order.at(at)?.agent === last.agent ? at + 1 : at;
  };
  return {
    strategy,
    get size() {
      return known.size;
    },
    has: (agent) => known.has(agent),
    put(candidate) {
      drop(candidate.agent);
      known.set(candidate.agent, candidate);
      order.add(candidate);
    },
    drop,
    pick(test) {
      if (strategy === 'ring-all') return [...order].flatMap(({ agent }) => (test(agent) ? [agent] : []));
      const from = start();
      for (let step = 0; step < order.size; step++) {
        const candidate = order.at((from + step) % order.size);
        if (candidate === undefined || !test(candidate.agent)) continue;
        last = candidate;
        return [candidate.agent];
      }
      return [];
    },
  };
}
