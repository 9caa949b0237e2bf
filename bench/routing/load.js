import { createRouting } from '../../packages/server/src/routing/routing.ts';
import { answers } from '../capacity/answers.js';

/** The load of a large centre, when nothing else is asked: everybody is in three groups, and ten callers wait for each. */
const LARGE = { agents: 1000, waiting: 10_000 };
const GROUPS = 20;
const STRATEGIES = ['longest-idle', 'skill', 'round-robin', 'longest-idle'];

const strategyOf = (group) => STRATEGIES[Number(group.slice(1)) % STRATEGIES.length];

/** The same numbers in every run. */
function createChance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { below: (n) => Math.floor(next() * n), is: (share) => next() < share };
}

function createWorld(seed, agents) {
  const chance = createChance(seed);
  let now = 1_000_000;
  let count = 0;
  const staff = Array.from({ length: agents }, (_, i) => ({
    agent: `a${i}`,
    memberships: [0, 7, 13].map((step, order) => ({
      group: `g${(i + step) % GROUPS}`,
      level: chance.below(5),
      order: order > 1 ? 1 : 0,
    })),
  }));
  const caller = () => {
    const agent = `a${chance.below(agents)}`;
    return {
      conversation: `c${++count}`,
      group: `g${chance.below(GROUPS)}`,
      priority: chance.is(0.1) ? 1 + chance.below(3) : 0,
      front: chance.is(0.02),
      since: now - chance.below(600_000),
      avoid: new Map(chance.is(0.05) ? [[agent, now + 15_000]] : []),
      ...(chance.is(0.05) ? { prefer: { agent, until: now + 20_000 } } : {}),
    };
  };
  return { chance, staff, caller, now: () => now, pass: (ms) => (now += ms) };
}

/** Agents become free one after the other; for each caller who is served, or gives up, another one comes. */
function play(routing, { chance, staff, caller, now, pass }, events, most) {
  const waiting = [];
  const took = (matches) => matches.length;
  for (const { agent, memberships } of staff) routing.stand({ agent, free: false, since: now(), memberships }, now());
  while (waiting.length < most) {
    const one = caller();
    waiting.push(one.conversation);
    routing.add(one, now());
  }
  const times = [];
  let matched = 0;
  const timed = (work) => {
    const start = performance.now();
    const result = work();
    times.push(performance.now() - start);
    return result;
  };
  const comes = () => {
    const one = caller();
    waiting[chance.below(waiting.length)] = one.conversation;
    matched += took(timed(() => routing.add(one, now())));
  };
  for (let event = 0; event < events; event++) {
    pass(5);
    const { agent, memberships } = staff[chance.below(staff.length)];
    matched += took(timed(() => routing.stand({ agent, free: true, since: now(), memberships }, now())));
    const gone = waiting[chance.below(waiting.length)];
    if (chance.is(0.2) && routing.position(gone) !== null) {
      timed(() => routing.remove(gone));
      comes();
    }
    const due = routing.nextDue();
    if (due !== null && due <= now()) matched += took(timed(() => routing.due(now())));
    comes();
  }
  const left = Array.from({ length: GROUPS }, (_, i) => routing.waiting(`g${i}`).count).reduce((a, b) => a + b, 0);
  return { times, matched, left };
}

/** The floor: lists that are filtered and sorted at every event, as one would write it first. */
function createNaive() {
  const line = new Map();
  const agents = new Map();
  const serve = (now) => {
    const matches = [];
    const order = [...line.values()].sort((a, b) => b.priority - a.priority || b.front - a.front || a.since - b.since);
    for (const one of order) {
      const free = [...agents.values()].filter(
        ({ agent, free: isFree, memberships }) =>
          isFree &&
          memberships.some(({ group }) => group === one.group) &&
          (one.avoid.get(agent) ?? 0) <= now &&
          (one.prefer === undefined || one.prefer.agent === agent || one.prefer.until <= now),
      );
      const [best] = free.sort((a, b) => a.since - b.since);
      if (best === undefined) continue;
      line.delete(one.conversation);
      agents.set(best.agent, { ...best, free: false });
      matches.push({ conversation: one.conversation, agents: [best.agent] });
      // One agent was freed: there is nobody left to look for.
      break;
    }
    return matches;
  };
  return {
    add(one, now) {
      line.set(one.conversation, one);
      return agents.size > 0 && [...agents.values()].some(({ free }) => free) ? serve(now) : [];
    },
    remove: (conversation) => line.delete(conversation),
    stand(standing, now) {
      agents.set(standing.agent, standing);
      return standing.free ? serve(now) : [];
    },
    position: (conversation) => (line.has(conversation) ? 1 : null),
    due: () => [],
    nextDue: () => null,
    waiting: (group) => ({ count: [...line.values()].filter((one) => one.group === group).length }),
  };
}

answers({
  routing: ({ events, agents = LARGE.agents, waiting = LARGE.waiting }) =>
    play(createRouting(strategyOf), createWorld(7, agents), events, waiting),
  naive: ({ events }) => play(createNaive(), createWorld(7, LARGE.agents), events, LARGE.waiting),
});
