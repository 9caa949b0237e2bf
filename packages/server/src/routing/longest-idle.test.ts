import { describe, expect, it } from 'vitest';
import { longestIdle } from './longest-idle.ts';

describe('longestIdle', () => {
  it('is nobody among none', () => {
    expect(longestIdle([])).toBe(null);
  });
  it('takes the one idle since earliest', () => {
    expect(
      longestIdle([
        { agent: 'a', since: 20 },
        { agent: 'b', since: 10 },
        { agent: 'c', since: 30 },
      ]),
    ).toBe('b');
  });
  it('breaks ties by id, whatever the order', () => {
    const a = { agent: 'a', since: 10 };
    const b = { agent: 'b', since: 10 };
    expect(longestIdle([a, b])).toBe('a');
    expect(longestIdle([b, a])).toBe('a');
  });
});
