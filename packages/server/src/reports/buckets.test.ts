import { describe, expect, it } from 'vitest';
import { bucketsOf } from './buckets.ts';
import { localText } from './time-zone.ts';

const HOUR = 3_600_000;
const texts = (from: string, to: string, grouping: '15min' | 'hour' | 'day' | 'whole', zone: string): string[] =>
  bucketsOf(Date.parse(from), Date.parse(to), grouping, zone).edges.map((edge) => localText(edge, zone));
const lengths = (from: string, to: string, grouping: 'hour' | 'day', zone: string): number[] => {
  const { edges } = bucketsOf(Date.parse(from), Date.parse(to), grouping, zone);
  return edges.slice(1).map((edge, i) => (edge - (edges[i] ?? 0)) / HOUR);
};

describe('bucketsOf', () => {
  it('goes by the clock of the time zone, with shorter parts at both ends', () => {
    expect(texts('2026-01-01T10:20:00+05:45', '2026-01-01T12:10:00+05:45', 'hour', 'Asia/Kathmandu')).toEqual(
      ['10:20', '11:00', '12:00', '12:10'].map((time) => `2026-01-01T${time}:00+05:45`),
    );
    expect(texts('2026-01-01T23:50:00Z', '2026-01-02T00:15:00Z', '15min', 'UTC')).toEqual([
      '2026-01-01T23:50:00+00:00',
      '2026-01-02T00:00:00+00:00',
      '2026-01-02T00:15:00+00:00',
    ]);
    expect(texts('2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z', 'whole', 'UTC')).toHaveLength(2);
  });

  it('has days of 23 and 25 hours where clocks are changed, and both hours of the one that is twice', () => {
    expect(lengths('2026-03-28T00:00:00+01:00', '2026-03-31T00:00:00+02:00', 'day', 'Europe/Berlin')).toEqual([
      24, 23, 24,
    ]);
    expect(lengths('2026-10-24T00:00:00+02:00', '2026-10-27T00:00:00+01:00', 'day', 'Europe/Berlin')).toEqual([
      24, 25, 24,
    ]);
    expect(texts('2026-10-25T02:00:00+02:00', '2026-10-25T03:00:00+01:00', 'hour', 'Europe/Berlin')).toEqual([
      '2026-10-25T02:00:00+02:00',
      '2026-10-25T02:00:00+01:00',
      '2026-10-25T03:00:00+01:00',
    ]);
    expect(texts('2026-03-29T01:00:00+01:00', '2026-03-29T04:00:00+02:00', 'hour', 'Europe/Berlin')).toHaveLength(3);
  });

  it('cuts a day that has no midnight where it begins, and an hour that is changed by half of one', () => {
    expect(texts('2026-09-05T00:00:00-04:00', '2026-09-07T00:00:00-03:00', 'day', 'America/Santiago')).toEqual([
      '2026-09-05T00:00:00-04:00',
      '2026-09-06T01:00:00-03:00',
      '2026-09-07T00:00:00-03:00',
    ]);
    expect(lengths('2026-04-05T00:00:00+11:00', '2026-04-05T04:00:00+10:30', 'hour', 'Australia/Lord_Howe')).toEqual([
      1, 1, 0.5, 1, 1,
    ]);
  });

  it('knows the part of an instant, and none outside', () => {
    const buckets = bucketsOf(0, 3 * HOUR, 'hour', 'UTC');
    expect([-1, 0, HOUR - 1, HOUR, 3 * HOUR - 1, 3 * HOUR].map((at) => buckets.at(at))).toEqual([-1, 0, 0, 1, 2, -1]);
  });

  it.each([
    ['an unknown time zone', 0, 1, 'hour', 'Mars/Olympus', /Mars\/Olympus is not known/u],
    ['an empty interval', 5, 5, 'hour', 'UTC', /must end after it begins/u],
    ['no number', Number.NaN, 5, 'hour', 'UTC', /must end after it begins/u],
    ['too long an interval', 0, 9 * 24 * HOUR, '15min', 'UTC', /8 days at most/u],
  ] as const)('refuses %s', (_, from, to, grouping, zone, message) =>
    expect(() => bucketsOf(from, to, grouping, zone)).toThrow(message),
  );
});
