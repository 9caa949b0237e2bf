import { fakeOffer } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { callCommand, outgoingCall, reduceCall, type CallSnapshot, type Hold } from '../model/index.ts';
import { currentCallId } from './current-call.ts';

function active(id: string, hold: Hold = 'none'): CallSnapshot {
  const [connecting] = reduceCall(fakeOffer(id), { ...callCommand('answer', {}, 'p'), at: 1 });
  const [call] = reduceCall(connecting, { type: 'leg', leg: { state: 'flowing', at: { page: 'p' } }, at: 2 });
  if (call.phase !== 'active') throw new Error('the table changed');
  return { ...call, hold };
}
function consulting(id: string): CallSnapshot {
  const [call] = reduceCall(active(id, 'held'), { ...callCommand('consult', { to: { agent: 'bob' } }), at: 3 });
  return call;
}
const peer = { id: 'x', role: 'customer', state: 'ringing' } as const;
const dialing = (id: string) => outgoingCall({ id, engagementId: id, kind: 'phone', peer, at: 1, page: 'p' });
const ended = (id: string): CallSnapshot =>
  reduceCall(fakeOffer(id), { type: 'ended', end: { reason: 'noAnswer', by: 'timer' }, at: 3 })[0];

describe('the current call', () => {
  it.each([
    ['the active one before one that rings', [active('a'), fakeOffer('b')], 'a'],
    ['the active one that is not held', [active('a', 'held'), active('b')], 'b'],
    ['one being taken off hold', [active('a', 'resuming'), active('b', 'held')], 'a'],
    ['the newest that rings or is dialled', [fakeOffer('a'), dialing('b'), fakeOffer('c')], 'c'],
    ['one that rings before one on hold', [active('a', 'held'), fakeOffer('b')], 'b'],
    ['one in which somebody is asked', [consulting('a'), active('b', 'held'), fakeOffer('c')], 'a'],
    ['the held one when there is no other', [ended('z'), active('a', 'held')], 'a'],
    ['none when all have ended', [ended('a')], null],
    ['none when there is none', [], null],
  ])('is %s', (_name, sessions, expected) => {
    expect(currentCallId(sessions)).toBe(expected);
  });
});
