import { describe, expect, it } from 'vitest';
import { createRouting, type Routing } from './routing.ts';
import type { Membership, Standing, Strategy, Waiting } from './routing.types.ts';

const place = (group: string, over: Partial<Membership> = {}): Membership => ({ group, level: 1, order: 0, ...over });
const free = (agent: string, since: number, memberships: Membership[] = [place('g')]): Standing => ({
  agent,
  free: true,
  since,
  memberships,
});
const wait = (conversation: string, since: number, over: Partial<Waiting> = {}): Waiting => ({
  conversation,
  group: 'g',
  priority: 0,
  front: false,
  since,
  avoid: new Map(),
  ...over,
});
const make = (strategy: Strategy = 'longest-idle'): Routing => createRouting(() => strategy);
const pairs = (matches: { conversation: string; agents: string[] }[]): string[] =>
  matches.map(({ conversation, agents }) => `${conversation}>${agents.join('+')}`);

describe('who is asked', () => {
  it('longest-idle: who is free since earliest; ties by id', () => {
    const routing = make();
    for (const [agent, since] of [
      ['b', 20],
      ['c', 10],
      ['a', 20],
    ] as const)
      routing.stand(free(agent, since), 30);
    expect(['1', '2', '3'].flatMap((id) => pairs(routing.add(wait(id, 40), 40)))).toEqual(['1>c', '2>a', '3>b']);
  });

  it('skill: the best first, among equals who is free since earliest', () => {
    const routing = make('skill');
    routing.stand(free('new', 1, [place('g', { level: 1 })]), 30);
    routing.stand(free('late', 20, [place('g', { level: 5 })]), 30);
    routing.stand(free('soon', 10, [place('g', { level: 5 })]), 30);
    const all = ['1', '2', '3'].flatMap((id) => pairs(routing.add(wait(id, 40), 40)));
    expect(all).toEqual(['1>soon', '2>late', '3>new']);
  });

  it('round-robin: one after the other, whoever was idle longer, also past one who is not free', () => {
    const routing = make('round-robin');
    const agents = ['a', 'b', 'c'];
    for (const agent of agents) routing.stand(free(agent, 0), 0);
    const asked: string[] = [];
    for (let call = 1; call <= 7; call++) {
      const [match] = routing.add(wait(String(call), call), call);
      const agent = match?.agents[0] ?? '';
      asked.push(agent);
      // Whoever is done at once has waited longest, and is not asked again before the others.
      if (call !== 3) routing.stand(free(agent, -call), call);
    }
    expect(asked).toEqual(['a', 'b', 'c', 'a', 'b', 'a', 'b']);
  });

  it('ring-all: everybody free, but not who is to be avoided', () => {
    const routing = make('ring-all');
    for (const agent of ['a', 'b', 'c']) routing.stand(free(agent, 0), 0);
    expect(pairs(routing.add(wait('1', 1, { avoid: new Map([['b', 99]]) }), 1))).toEqual(['1>a+c']);
    expect(pairs(routing.add(wait('2', 2), 2))).toEqual(['2>b']);
  });

  it('ring-all: who becomes free joins in, once, until it is settled', () => {
    const routing = make('ring-all');
    routing.stand(free('a', 0), 0);
    expect(pairs(routing.add(wait('1', 1, { avoid: new Map([['d', 99]]) }), 1))).toEqual(['1>a']);
    expect(pairs(routing.stand(free('b', 2), 2))).toEqual(['1>b']);
    expect(routing.stand(free('b', 3), 3)).toEqual([]);
    expect(routing.stand(free('d', 3), 3)).toEqual([]);
    routing.settled('1');
    expect(routing.stand(free('c', 4), 4)).toEqual([]);
  });

  it('prefers an agent, waits for them for a while, then takes anybody', () => {
    const routing = make();
    const prefer = { agent: 'a', until: 100 };
    routing.stand(free('b', 0), 0);
    expect(routing.add(wait('1', 1, { prefer }), 1)).toEqual([]);
    expect(routing.add(wait('2', 2, { prefer }), 2)).toEqual([]);
    expect(pairs(routing.stand(free('a', 3), 3))).toEqual(['1>a']);
    expect(routing.nextDue()).toBe(100);
    expect(routing.due(99)).toEqual([]);
    expect(pairs(routing.due(100))).toEqual(['2>b']);
    expect(routing.nextDue()).toBe(null);
  });

  it('asks the preferred one first also when nobody has to be waited for', () => {
    const routing = make();
    routing.stand(free('a', 10), 10);
    routing.stand(free('b', 0), 10);
    expect(pairs(routing.add(wait('1', 11, { prefer: { agent: 'a', until: 11 } }), 11))).toEqual(['1>a']);
  });

  it('skips an avoided agent until the time is over, and says when that is', () => {
    const routing = make();
    routing.stand(free('x', 0), 0);
    const avoid = new Map([
      ['x', 150],
      ['y', 200],
    ]);
    expect(routing.add(wait('1', 1, { avoid }), 100)).toEqual([]);
    expect(routing.nextDue()).toBe(150);
    expect(pairs(routing.due(150))).toEqual(['1>x']);
  });

  it('follows a change of strategy', () => {
    let strategy: Strategy = 'longest-idle';
    const routing = createRouting(() => strategy);
    routing.stand(free('a', 0, [place('g', { level: 1 })]), 0);
    routing.stand(free('b', 5, [place('g', { level: 9 })]), 5);
    strategy = 'skill';
    expect(pairs(routing.add(wait('1', 6), 6))).toEqual(['1>b']);
  });
});

describe('who is served', () => {
  it('serves by priority, then who had an agent before, then arrival', () => {
    const routing = make();
    const line = [
      wait('plain-late', 2),
      wait('plain', 1),
      wait('returned', 4, { front: true }),
      wait('returned-first', 3, { front: true }),
      wait('vip', 9, { priority: 5 }),
    ];
    for (const one of line) routing.add(one, 10);
    expect(line.map(({ conversation }) => routing.position(conversation))).toEqual([5, 4, 3, 2, 1]);
    expect(routing.waiting('g')).toEqual({ count: 5, longestSince: 1 });
    const served = line.map((_, at) => pairs(routing.stand(free('a', at), 10 + at))[0]);
    expect(served).toEqual(['vip>a', 'returned-first>a', 'returned>a', 'plain>a', 'plain-late>a']);
    expect(routing.waiting('g')).toEqual({ count: 0, longestSince: null });
  });

  it('serves the groups in the order of that agent, and equal ones by seniority over all of them', () => {
    const routing = make();
    routing.add(wait('low', 1, { group: 'low' }), 1);
    routing.add(wait('b', 2, { group: 'b' }), 2);
    routing.add(wait('a', 3, { group: 'a' }), 3);
    const memberships = [place('low', { order: 2 }), place('a', { order: 1 }), place('b', { order: 1 })];
    const served = [1, 2, 3].map((at) => pairs(routing.stand(free('x', at, memberships), 10 + at))[0]);
    expect(served).toEqual(['b>x', 'a>x', 'low>x']);
  });

  it('keeps the place of one that is added again, with the new details', () => {
    const routing = make();
    routing.add(wait('1', 1), 1);
    routing.add(wait('2', 2), 2);
    routing.add(wait('1', 9, { avoid: new Map([['a', 50]]) }), 9);
    expect(routing.position('1')).toBe(1);
    expect(pairs(routing.stand(free('a', 9), 9))).toEqual(['2>a']);
  });

  it('serves by seniority whom time alone makes possible at once, whichever became so first', () => {
    const routing = make();
    routing.stand(free('a', 1), 1);
    const until = (at: number): Partial<Waiting> => ({ avoid: new Map([['a', at]]) });
    routing.add(wait('c2', 2, until(50)), 2);
    routing.add(wait('c10', 3, until(50)), 3);
    routing.add(wait('c1', 4, until(40)), 4);
    expect(pairs(routing.due(60))).toEqual(['c2>a']);
  });

  it('forgets who left', () => {
    const routing = make();
    routing.add(wait('1', 1, { avoid: new Map([['a', 50]]) }), 1);
    routing.remove('1');
    routing.remove('nobody');
    expect(routing.position('1')).toBe(null);
    expect(routing.nextDue()).toBe(null);
    expect(routing.stand(free('a', 2), 60)).toEqual([]);
  });

  it('offers nothing to who is not free any more, and matches nobody twice', () => {
    const routing = make();
    routing.stand(free('a', 0), 0);
    routing.stand({ ...free('a', 0), free: false }, 1);
    expect(routing.add(wait('1', 2), 2)).toEqual([]);
    expect(pairs(routing.stand(free('a', 3), 3))).toEqual(['1>a']);
    expect(routing.add(wait('2', 4), 4)).toEqual([]);
  });
});
