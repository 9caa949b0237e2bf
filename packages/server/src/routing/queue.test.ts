import { describe, expect, it } from 'vitest';
import { match } from './match.ts';
import { createQueue, type Waiting } from './queue.ts';

const waiting = (conversation: string, since: number, avoid: [string, number][] = []): Waiting => ({
  conversation,
  since,
  avoid: new Map(avoid),
});

describe('queue', () => {
  it('serves first in, first out', () => {
    const queue = createQueue();
    queue.add(waiting('a', 1), false);
    queue.add(waiting('b', 2), false);
    expect(queue.list().map((w) => w.conversation)).toEqual(['a', 'b']);
  });
  it('serves returned customers first, among them the one who came first', () => {
    const queue = createQueue();
    queue.add(waiting('a', 1), false);
    queue.add(waiting('d', 4), true);
    queue.add(waiting('c', 3), true);
    expect(queue.list().map((w) => w.conversation)).toEqual(['c', 'd', 'a']);
  });
  it('keeps the place of one that is added again, with the new details', () => {
    const queue = createQueue();
    queue.add(waiting('a', 1), false);
    queue.add(waiting('b', 2), false);
    queue.add(waiting('a', 1, [['x', 9]]), true);
    expect(queue.size).toBe(2);
    expect(queue.list()[0]?.avoid.get('x')).toBe(9);
  });
  it('forgets who left', () => {
    const queue = createQueue();
    queue.add(waiting('a', 1), true);
    queue.remove('a');
    queue.remove('nobody');
    expect(queue.size).toBe(0);
  });
});

describe('match', () => {
  const free = [
    { agent: 'x', since: 10 },
    { agent: 'y', since: 20 },
  ];
  it('gives the first in line to the longest idle, and nobody twice', () => {
    expect(match([waiting('a', 1), waiting('b', 2), waiting('c', 3)], free, 100).matches).toEqual([
      { conversation: 'a', agent: 'x' },
      { conversation: 'b', agent: 'y' },
    ]);
  });
  it('skips an avoided agent until the time is over, and says when that is', () => {
    const item = waiting('a', 1, [
      ['x', 150],
      ['y', 200],
    ]);
    expect(match([item], free, 100)).toEqual({ matches: [], retryAt: 150 });
    expect(match([item], free, 150)).toEqual({ matches: [{ conversation: 'a', agent: 'x' }], retryAt: null });
  });
});
