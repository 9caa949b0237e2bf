import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

describe('a rate limit', () => {
  it('lets a burst through and then its rate, and counts refusals in a row', () => {
    const clock = createFakeClock();
    const limit = createRateLimit(clock, 2, 3);
    const took = (): number => [1, 2, 3, 4, 5].filter(() => limit.take()).length;
    expect([took(), limit.refused]).toEqual([3, 2]);
    clock.advance(1000);
    expect([took(), limit.refused]).toEqual([2, 3]);
    clock.advance(60_000);
    expect(took()).toBe(3);
  });
});
