import { describe, expect, it } from 'vitest';
import { ArrivalClock } from './arrival-clock.ts';

/** Instants at which packets of a stream were due, for how late each came. */
const dues = (late: readonly number[], clock = new ArrivalClock()): number[] =>
  late.map((ms, i) => clock.due((4_294_966_000 + i * 960) >>> 0, 1000 + i * 20 + ms));

describe('ArrivalClock', () => {
  it('tells when a packet was due, however late it came', () => {
    expect(dues([0, 5, 3, 60, 40, 20, 0])).toEqual([1000, 1020, 1040, 1060, 1080, 1100, 1120]);
  });

  it('believes the earliest, also when the first was late', () => {
    expect(dues([30, 10, 12])).toEqual([1030, 1030, 1050]);
  });

  it('follows a stream that falls behind for good', () => {
    const late = Array.from({ length: 60 }, (_, i) => (i < 20 ? 0 : 45));
    expect(dues(late).at(-1)).toBe(1000 + 59 * 20 + 45);
  });

  it('begins anew when the numbers jump', () => {
    const clock = new ArrivalClock();
    dues([0, 0, 0], clock);
    expect(clock.due(77, 2000)).toBe(2000);
    expect(clock.due(77 + 960, 2040)).toBe(2040);
    expect(clock.due(77 + 1920, 2041)).toBe(2041);
  });
});
