import type { EndedCall } from '@callstation/core/model';
import { fakeAgent, fakeOffer, fakeState, T0 } from '@callstation/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { WatchEvent, type LoggedCall } from '../base/watch-event.ts';
import { openSeat, type OpenSeat } from '../testing/open-seat.ts';

let seat: OpenSeat;
let event: WatchEvent;
let logs: (readonly LoggedCall[])[];
beforeEach(async () => {
  logs = [];
  seat = await openSeat('<p></p>');
  event = new WatchEvent({ name: 'log', next: (calls) => void logs.push(calls) });
  seat.find('p').dispatchEvent(event);
});
afterEach(() => seat.close());

const ended = (id: string, more: Partial<EndedCall> = {}): EndedCall => {
  const end = { reason: 'remoteHangup', by: 'peer' } as const;
  return {
    ...seat.active({}, id),
    phase: 'ended',
    endedAt: T0 + 9,
    end,
    wrapUp: null,
    ...more,
  } as unknown as EndedCall;
};
const said = (): unknown[] => logs.at(-1)?.map(({ call, reason, missed }) => [call.id, reason, missed === true]) ?? [];

it('has what ended, newest first, once', async () => {
  expect(logs).toEqual([[]]);
  await seat.show(seat.active());
  expect(logs).toHaveLength(1);
  await seat.show(ended('s1'));
  await seat.show(ended('s1', { annotation: { note: 'x' } }));
  await seat.show(ended('s2', { missed: { why: 'tooSlow', rangMs: 1, limitMs: 1 } }));
  expect(logs).toHaveLength(3);
  expect(said()).toEqual([
    ['s2', 'remoteHangup', true],
    ['s1', 'remoteHangup', false],
  ]);
});

it('has what an outage took', async () => {
  await seat.show(fakeOffer('s3'));
  await seat.tell({ type: 'reset', state: fakeState() });
  expect(said()).toEqual([['s3', 'networkLost', false]]);
});

it('begins anew for another agent, and is silent once it was stopped', async () => {
  await seat.show(ended('s1'));
  await seat.tell({ type: 'reset', state: fakeState({ agent: fakeAgent('bob') }) });
  expect(said()).toEqual([]);
  const before = logs.length;
  event.stop();
  await seat.show(ended('s4'));
  expect(logs).toHaveLength(before);
});
