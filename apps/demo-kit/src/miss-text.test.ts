import type { End, MissedOffer } from '@callstation/core/model';
import { expect, it } from 'vitest';

import { missText } from './miss-text.ts';

const miss = (why: MissedOffer['why']): MissedOffer => ({ why, rangMs: 19_600, limitMs: 20_000 });

it.each([
  ['tooSlow', { reason: 'requeued', by: 'timer' }, 'You did not answer in time. It rang for 20 s.'],
  [
    'ringBlocked',
    { reason: 'requeued', by: 'timer' },
    'Your browser kept the call from ringing aloud. It rang for 20 s.',
  ],
  ['takenElsewhere', { reason: 'takenElsewhere', by: 'peer' }, 'A colleague answered first. It rang for 20 s.'],
  [
    'takenElsewhere',
    { reason: 'takenElsewhere', by: 'peer', takenBy: { agent: 'bob', name: 'Bob' } },
    'Bob answered first. It rang for 20 s.',
  ],
] satisfies [MissedOffer['why'], End, string][])('explains a missed call: %s', (why, end, text) => {
  expect(missText(miss(why), end)).toBe(text);
});

it('has nothing to explain where nothing was missed', () => {
  expect(missText(null, { reason: 'remoteHangup', by: 'peer' })).toBeNull();
});
