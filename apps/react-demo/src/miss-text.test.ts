import { fakeOffer } from '@callstation/testkit';
import { reduceCall, type End, type MissedOffer } from '@callstation/core/model';
import { expect, it } from 'vitest';

import { missText } from './miss-text.ts';

const ended = (end: End, missed?: MissedOffer) =>
  reduceCall(fakeOffer('s1'), { type: 'ended', end, ...(missed ? { missed } : {}), at: 1 })[0];
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
] as const)('explains a missed call: %s', (why, end, text) => {
  expect(missText(ended(end, miss(why)))).toBe(text);
});

it('has nothing to explain where nothing was missed', () => {
  expect(missText(fakeOffer('s1'))).toBeNull();
  expect(missText(ended({ reason: 'remoteHangup', by: 'peer' }))).toBeNull();
});
