import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySeniority, type Place } from './line.ts';
import { createRouting } from './routing.ts';
import {
  STRATEGIES,
  type Match,
  type Membership,
  type Standing,
  type Strategy,
  type Waiting,
} from './routing.types.ts';

const AGENTS = ['a', 'b', 'c', 'd', 'e'];
const GROUPS = ['g', 'h', 'i'];

type Act =
  | { do: 'arrive'; group: string; priority: number; avoid: string[]; prefer: string | null; ms: number }
  | { do: 'leave' | 'release' | 'settle'; pick: number }
  | { do: 'stand'; agent: string; free: boolean }
  | { do: 'pass'; ms: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('arrive' as const),
      group: fc.constantFrom(...GROUPS),
      priority: fc.nat(2),
      avoid: fc.subarray(AGENTS),
      prefer: fc.option(fc.constantFrom(...AGENTS)),
      ms: fc.nat(30),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), pick: fc.nat(99) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('release' as const), pick: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), pick: fc.nat(99) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('stand' as const), agent: fc.constantFrom(...AGENTS), free: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 20 }) }) },
);
const staff = fc.record(
  Object.fromEntries(
    AGENTS.map((agent) => [
      agent,
      fc.uniqueArray(fc.record({ group: fc.constantFrom(...GROUPS), level: fc.nat(3), order: fc.nat(2) }), {
        selector: ({ group }) => group,
      }),
    ]),
  ),
);
const strategies = fc.record(Object.fromEntries(GROUPS.map((group) => [group, fc.constantFrom(...STRATEGIES)])));

function must(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}

/** What must be so, kept beside the routing under test by the simplest means there are. */
class Watch {
  readonly waiting = new Map<string, Place>();
  /** Of ring-all groups: who has been asked. */
  readonly ringing = new Map<string, { place: Place; asked: Set<string> }>();
  readonly free = new Map<string, number>();
  readonly served: string[] = [];
  readonly log: string[] = [];
  readonly #staff: Record<string, Membership[]>;
  readonly #strategies: Record<string, Strategy>;

  constructor(people: Record<string, Membership[]>, rules: Record<string, Strategy>) {
    this.#staff = people;
    this.#strategies = rules;
  }

  member(agent: string, group: string): boolean {
    return this.#staff[agent]?.some((one) => one.group === group) === true;
  }

  may({ avoid, prefer, group }: Waiting, agent: string, now: number): boolean {
    const wanted = prefer === undefined || prefer.agent === agent || prefer.until <= now;
    return this.member(agent, group) && (avoid.get(agent) ?? 0) <= now && wanted;
  }

  took(matches: Match[], now: number): void {
    for (const { conversation, group, agents } of matches) {
      this.log.push(`${now} ${conversation} ${agents.join('+')}`);
      const rings = this.ringing.get(conversation);
      const place = this.waiting.get(conversation) ?? rings?.place;
      // No double offer: of the customer, or of the agent.
      if (place === undefined) throw new Error(`${conversation} was not waiting`);
      must(!agents.some((agent) => rings?.asked.has(agent)), `${conversation} rings twice at somebody`);
      must(group === place.waiting.group, `${conversation} was of another group`);
      must(agents.length === 1 || this.#strategies[group] === 'ring-all', `${conversation} rings at several`);
      for (const agent of agents) {
        must(this.free.has(agent), `${agent} was not free`);
        must(this.may(place.waiting, agent, now), `${agent} may not have ${conversation}`);
        // Order kept: nobody more senior in that group waits whom this agent might have had.
        for (const other of this.waiting.values()) {
          const passedOver = other.waiting.group === group && bySeniority(other, place) < 0;
          must(!(passedOver && this.may(other.waiting, agent, now)), `${other.waiting.conversation} was passed over`);
        }
      }
      this.waiting.delete(conversation);
      if (this.#strategies[group] === 'ring-all')
        this.ringing.set(conversation, { place, asked: new Set([...(rings?.asked ?? []), ...agents]) });
      for (const agent of agents) this.free.delete(agent);
      this.served.push(...agents);
    }
  }

  /** Who has just become free, and stayed so, had nobody to ring with. */
  joined(agent: string, now: number): void {
    if (!this.free.has(agent)) return;
    for (const { place, asked } of this.ringing.values())
      must(asked.has(agent) || !this.may(place.waiting, agent, now), `${agent} does not ring with the others`);
  }

  /** Nobody waits beside somebody free who could have them. */
  idle(now: number): void {
    for (const { waiting } of this.waiting.values())
      for (const agent of this.free.keys()) must(!this.may(waiting, agent, now), `${waiting.conversation} starves`);
  }
}

function play(people: Record<string, Membership[]>, rules: Record<string, Strategy>, acts: readonly Act[]): string[] {
  const routing = createRouting((group) => rules[group] ?? 'longest-idle');
  const watch = new Watch(people, rules);
  let now = 0;
  let count = 0;
  const stand = (agent: string, free: boolean): void => {
    const standing: Standing = { agent, free, since: now, memberships: people[agent] ?? [] };
    if (free) watch.free.set(agent, now);
    else watch.free.delete(agent);
    watch.took(routing.stand(standing, now), now);
    watch.joined(agent, now);
  };
  const doIt = (one: Act): void => {
    switch (one.do) {
      case 'arrive': {
        const conversation = `c${++count}`;
        const until = now + one.ms;
        const waiting: Waiting = {
          ...{ conversation, group: one.group, priority: one.priority, front: false, since: now },
          avoid: new Map(one.avoid.map((agent) => [agent, until])),
          ...(one.prefer === null ? {} : { prefer: { agent: one.prefer, until } }),
        };
        watch.waiting.set(conversation, { waiting, ticket: count });
        return watch.took(routing.add(waiting, now), now);
      }
      case 'leave': {
        const gone = [...watch.waiting.keys()][one.pick % Math.max(1, watch.waiting.size)];
        if (gone === undefined) return;
        watch.waiting.delete(gone);
        return routing.remove(gone);
      }
      case 'settle': {
        const over = [...watch.ringing.keys()][one.pick % Math.max(1, watch.ringing.size)];
        if (over === undefined) return;
        watch.ringing.delete(over);
        return routing.settled(over);
      }
      case 'release': {
        const done = watch.served.splice(one.pick % Math.max(1, watch.served.length), 1)[0];
        return done === undefined ? undefined : stand(done, true);
      }
      case 'stand':
        return watch.served.includes(one.agent) ? undefined : stand(one.agent, one.free);
      case 'pass': {
        const end = now + one.ms;
        for (let at = routing.nextDue(); at !== null && at <= end; at = routing.nextDue()) {
          now = Math.max(now, at);
          watch.took(routing.due(now), now);
        }
        now = end;
      }
    }
  };
  for (const one of acts) {
    doIt(one);
    watch.idle(now);
  }
  // No starvation: with everybody at work, whoever still waits and has somebody to serve them is served.
  doIt({ do: 'pass', ms: 100 });
  for (let turn = 0; turn <= count; turn++)
    for (const agent of AGENTS) {
      watch.served.length = 0;
      if (!watch.free.has(agent)) stand(agent, true);
    }
  for (const { waiting } of watch.waiting.values())
    must(!AGENTS.some((agent) => watch.member(agent, waiting.group)), `${waiting.conversation} starved`);
  return watch.log;
}

describe('routing, whatever happens', () => {
  it('starves nobody, offers nothing twice or to who may not have it, and keeps the order', () => {
    fc.assert(
      fc.property(staff, strategies, fc.array(act, { maxLength: 60 }), (people, rules, acts) => {
        expect(() => play(people, rules, acts)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('does the same again', () => {
    fc.assert(
      fc.property(staff, strategies, fc.array(act, { maxLength: 60 }), (people, rules, acts) => {
        expect(play(people, rules, acts)).toEqual(play(people, rules, acts));
      }),
      { numRuns: 100 },
    );
  });
});
