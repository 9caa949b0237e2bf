import { describe, expect, it } from 'vitest';
import { createBench as createCentreBench } from '../engine/testing/bench.ts';
import { createBench } from './testing/test-page.ts';

describe('F28: a ready agent whose page falls silent', () => {
  it.each([
    ['right after it answered', 0],
    ['just before the next ping', 4999],
  ])('is offered nothing after 20 s at most: %s', async (_name, before) => {
    const { centre, clock, phone, updates, rest } = await createCentreBench();
    const control = createBench({ centre, clock });
    const page = control.connect();
    await page.hello('demo/alice', 'p1');
    await clock.advanceAsync(before);
    // The socket stays open: a frozen tab, a machine that sleeps, a cable that was pulled.
    page.answering = false;
    await clock.advanceAsync(20_000);
    phone.incoming('13800138000');
    await rest();
    expect(updates.filter(({ update }) => update.type === 'session')).toEqual([]);
    expect(phone.plays.size).toBe(1);
    const again = control.connect();
    await again.hello('demo/alice', 'p2');
    await rest();
    expect(updates.filter(({ update }) => update.type === 'session')).toHaveLength(1);
    control.control.stop();
    await centre.stop();
  });
});
