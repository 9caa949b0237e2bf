import { describe, expect, it } from 'vitest';
import { hoursProblem, openAt, type WorkingHours } from './working-hours.ts';

const shop: WorkingHours = {
  timeZone: 'Asia/Shanghai',
  weekly: [
    { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' },
    { days: [1, 2, 3, 4, 5], from: '13:00', to: '18:00' },
    { days: [6], from: '22:00', to: '02:00' },
  ],
  holidays: [{ date: '2026-10-01' }, { date: '2026-10-10', open: [{ from: '10:00', to: '24:00' }] }],
};
const at = (local: string, offset = '+08:00'): number => Date.parse(`${local}:00${offset}`);

describe('openAt', () => {
  it.each([
    ['the minute it opens', '2026-11-20T09:00', true],
    ['a minute before', '2026-11-20T08:59', false],
    ['the last minute', '2026-11-20T17:59', true],
    ['the minute it closes', '2026-11-20T18:00', false],
    ['the break', '2026-11-20T12:30', false],
    ['a Sunday', '2026-11-22T10:00', false],
    ['a night that began on Saturday', '2026-11-22T01:59', true],
    ['the end of that night', '2026-11-22T02:00', false],
    ['Saturday before it begins', '2026-11-21T01:00', false],
    ['a holiday', '2026-10-01T10:00', false],
    ['a day with hours of its own', '2026-10-10T23:59', true],
    ['that day, when its weekday would be open', '2026-10-10T09:30', false],
    ['the night after that day, whose weekday would run over', '2026-10-11T01:00', false],
  ])('%s', (_, local, open) => {
    expect(openAt(at(local), shop)).toBe(open);
  });

  it('keeps to the local clock over summer time', () => {
    const hours: WorkingHours = { timeZone: 'Europe/Berlin', weekly: [{ days: [1], from: '09:00', to: '10:00' }] };
    expect(openAt(at('2026-03-23T09:30', '+01:00'), hours)).toBe(true);
    expect(openAt(at('2026-03-30T09:30', '+02:00'), hours)).toBe(true);
    expect(openAt(at('2026-03-30T09:30', '+01:00'), hours)).toBe(false);
  });

  it('is open all day from 00:00 to 24:00, and from 00:00 to 00:00', () => {
    for (const to of ['24:00', '00:00']) {
      const hours: WorkingHours = { timeZone: 'UTC', weekly: [{ days: [5], from: '00:00', to }] };
      expect(['T00:00', 'T12:00', 'T23:59'].map((time) => openAt(at(`2026-11-20${time}`, 'Z'), hours))).toEqual([
        true,
        true,
        true,
      ]);
      expect(openAt(at('2026-11-21T00:00', 'Z'), hours)).toBe(false);
    }
  });
});

describe('hoursProblem', () => {
  it('finds none in good hours', () => {
    expect(hoursProblem(shop)).toBeNull();
  });

  it.each<[string, Partial<WorkingHours>, RegExp]>([
    ['a time zone nobody knows', { timeZone: 'Mars/Base' }, /Mars\/Base is not known; use an IANA name/u],
    ['no time zone', { timeZone: '' }, /is not known/u],
    ['a time with one digit', { weekly: [{ days: [1], from: '9:00', to: '10:00' }] }, /9:00 is not read; write HH:MM/u],
    ['25 o’clock', { weekly: [{ days: [1], from: '09:00', to: '25:00' }] }, /25:00 is not read/u],
    ['a beginning at the end', { weekly: [{ days: [1], from: '24:00', to: '02:00' }] }, /cannot begin at 24:00/u],
    ['no days', { weekly: [{ days: [], from: '09:00', to: '10:00' }] }, /no days/u],
    ['nothing at all', { weekly: [], holidays: [] }, /never open/u],
    ['a date in words', { holidays: [{ date: 'Christmas' }] }, /Christmas is not read; write YYYY-MM-DD/u],
    [
      'a bad time on a holiday',
      { holidays: [{ date: '2026-10-01', open: [{ from: 'x', to: 'y' }] }] },
      /time x is not read/u,
    ],
  ])('says what is wrong: %s', (_, change, expected) => {
    expect(hoursProblem({ ...shop, ...change })).toMatch(expected);
  });
});
