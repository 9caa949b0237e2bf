import { afterEach, expect, it, vi } from 'vitest';
import { nodeClock, nodeWall } from './node-ports.ts';

afterEach(() => vi.restoreAllMocks());

it('the time of day follows a step of the system clock, the clock for alarms does not', () => {
  const [alarms, day] = [nodeClock.now(), nodeWall.now()];
  vi.spyOn(Date, 'now').mockReturnValue(day + 3600_000);
  expect(nodeWall.now()).toBe(day + 3600_000);
  expect(nodeClock.now() - alarms).toBeLessThan(60_000);
  vi.spyOn(Date, 'now').mockReturnValue(day - 3600_000);
  expect(nodeWall.now()).toBe(day - 3600_000);
  expect(nodeClock.now()).toBeGreaterThanOrEqual(alarms);
});
