import { expect, it } from 'vitest';

import { minutesOf, spanOf } from './duration.ts';

it('counts minutes and seconds, and never below nothing', () => {
  expect([-5, 0, 59_999, 60_000, 3_725_000].map(minutesOf)).toEqual(['0:00', '0:00', '0:59', '1:00', '62:05']);
});

it('says a span as a person would', () => {
  expect([40_000, 61_000, 360_000, 3_600_000, 7_500_000].map(spanOf)).toEqual([
    '40 s',
    '1 min',
    '6 min',
    '1 h',
    '2 h 5 min',
  ]);
});
