import { CALL_VERBS, type ActiveCall, type CallSnapshot } from '@callstation/core/model';
import { fakeOffer } from '@callstation/testkit';
import { expect, it } from 'vitest';

import { activeCall } from '../testing/open-seat.ts';
import { controlsOf } from './controls-of.ts';

const verbs = (call: CallSnapshot, sessions: CallSnapshot[] = [call]): string =>
  controlsOf(call, sessions)
    .map(({ verb }) => verb)
    .join(' ');
const active = (changes: Partial<ActiveCall> = {}, id = 's1'): ActiveCall => activeCall('page', changes, id);
const asking = (mode: 'consult' | 'transfer' | 'conference'): ActiveCall =>
  active({ hold: 'held', consult: { state: 'active', mode, to: { agent: 'bob' } } });
const BOB = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob' } as const;

it.each([
  ['that rings', fakeOffer(), 'answer reject'],
  ['in conversation', active(), 'mute hold sendDigits transfer consult conference startRecording hangup'],
  [
    'held and muted',
    active({ hold: 'held', mute: 'on' }),
    'unmute resume sendDigits transfer consult conference startRecording hangup',
  ],
  [
    'with somebody asked',
    asking('consult'),
    'mute swap sendDigits completeTransfer merge cancelConsult startRecording hangup',
  ],
  ['being transferred', asking('transfer'), 'mute sendDigits takeBack startRecording hangup'],
  ['somebody is added to', asking('conference'), 'mute sendDigits cancelConsult startRecording hangup'],
  [
    'of three',
    active({ others: [BOB] }),
    'mute hold sendDigits completeTransfer takeBack conference leave startRecording hangup',
  ],
  ['somebody listens to', active({ role: 'supervisor' }), 'mute hangup'],
  [
    'with a camera',
    active({ kind: 'video', cameraOff: 'on' }),
    'mute unmuteVideo hold sendDigits transfer consult conference startRecording hangup',
  ],
] as const)('a call %s', (_, call, expected) => expect(verbs(call)).toBe(expected));

it('a second call can be changed to', () => {
  const [one, two] = [active(), active({ hold: 'held' }, 's2')];
  expect(verbs(one, [one, two])).toContain('hold swap sendDigits');
});

it('has a place for every verb but those of one participant and of the sound', () => {
  const calls = [
    fakeOffer(),
    active(),
    active({ hold: 'held', mute: 'on', recording: 'on' }),
    active({ recording: 'paused', kind: 'video', others: [BOB] }),
    active({ kind: 'video', cameraOff: 'on' }),
    asking('consult'),
    { ...active(), phase: 'ended' } as unknown as CallSnapshot,
  ];
  const shown = new Set(calls.flatMap((call) => verbs(call).split(' ')));
  expect(CALL_VERBS.filter((verb) => !shown.has(verb))).toEqual(['takeMedia', 'removeParticipant']);
});
