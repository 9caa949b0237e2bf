import { afterEach, expect, it, vi } from 'vitest';
import { plainPorts } from './plain-ports.ts';

const { clock, random } = plainPorts;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const absent = {
  getRandomValues() {
    throw new Error('the native module is not in this base');
  },
};

it.each([
  ['as it is', globalThis.crypto],
  ['that is not there', undefined],
  ['of a module that is not there', absent],
])('makes ids that differ with a crypto %s', (_, crypto) => {
  vi.stubGlobal('crypto', crypto);
  const ids = Array.from({ length: 1000 }, () => random.id());
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => /^[0-9a-f]{32}$/u.test(id))).toBe(true);
});

it('never runs backwards, though the time of the device does', () => {
  vi.useFakeTimers();
  const before = clock.now();
  vi.setSystemTime(before - 60_000);
  expect(clock.now()).toBeGreaterThanOrEqual(before);
  vi.setSystemTime(before + 5000);
  expect(clock.now()).toBe(before + 5000);
});

it('waits as long as it is told, and not at all once it is called off', () => {
  vi.useFakeTimers();
  const rang: string[] = [];
  clock.after(100, () => rang.push('100'));
  const off = clock.after(50, () => rang.push('50'));
  // A timer takes no more than this and would fire at once.
  clock.after(2 ** 40, () => rang.push('never'));
  off();
  vi.advanceTimersByTime(1000);
  expect(rang).toEqual(['100']);
});
