import { describe, expect, it } from 'vitest';
import type { CallEvent } from './call-events.ts';
import { reduceCall } from './call-table.ts';
import { nextDeadline } from './next-deadline.ts';
import type { CallSnapshot } from './session.ts';
import {
  active,
  after,
  COLLEAGUE,
  command,
  FLOWING,
  HANGUP,
  NOW,
  offered,
  outgoing,
  PAGE,
  REFUSED,
} from './testing.ts';

/** The announcements of a course, in order. */
function announced(start: CallSnapshot, ...events: CallEvent[]): string[] {
  const names: string[] = [];
  let call = start;
  for (const event of events) {
    const [next, effects] = reduceCall(call, { ...event, at: NOW });
    for (const effect of effects) if (effect.type === 'announce') names.push(effect.event);
    call = next;
  }
  return names;
}

describe('an inbound call', () => {
  it('is offered, accepted, active and over', () => {
    const course: CallEvent[] = [
      command('answer', PAGE),
      FLOWING,
      { type: 'ended', end: HANGUP, wrapUp: { deadline: 5000 } },
      command('complete'),
    ];
    expect(announced(offered(), ...course)).toEqual([
      'sessionAccepted',
      'sessionActive',
      'sessionEnded',
      'sessionRemoved',
    ]);
    expect(after(offered(), ...course.slice(0, 3))).toMatchObject({
      phase: 'ended',
      end: HANGUP,
      answeredAt: NOW,
      endedAt: NOW,
      wrapUp: { deadline: 5000 },
    });
  });

  it('waits at the page that answered', () => {
    const [call, effects] = reduceCall(offered(), { ...command('answer', PAGE), at: NOW });
    expect(call).toMatchObject({ phase: 'connecting', leg: { state: 'connecting', at: { page: PAGE } } });
    expect(effects[0]).toEqual({ type: 'order', verb: 'answer', args: { video: false }, page: PAGE });
  });

  it('is on offer again, until the old deadline, when the answer fails', () => {
    const call = after(offered({ deadline: 7000 }), command('answer', PAGE), {
      type: 'failed',
      verb: 'answer',
      end: REFUSED,
    });
    expect(call).toEqual(offered({ deadline: 7000 }));
  });

  it('is active at once when a phone picks up', () => {
    const call = after(offered(), { type: 'leg', leg: { state: 'flowing', at: { phone: '+49171' } } });
    expect(call).toMatchObject({ phase: 'active', leg: { at: { phone: '+49171' } }, peer: { state: 'joined' } });
  });

  it('ends unanswered at its deadline, and not before', () => {
    const call = offered({ deadline: 5000 });
    expect(reduceCall(call, { type: 'deadline', at: 4999 })[0]).toBe(call);
    expect(reduceCall(call, { type: 'deadline', at: 5000 })[0]).toMatchObject({
      phase: 'ended',
      end: { reason: 'noAnswer', by: 'timer' },
      wrapUp: null,
    });
  });

  it('starts a video call with the camera off when it was answered so', () => {
    expect(after(offered({ kind: 'video' }), command('answer', PAGE), FLOWING)).toMatchObject({ cameraOff: 'on' });
    expect(active()).toMatchObject({ cameraOff: 'off' });
  });
});

describe('an outgoing call', () => {
  it('dials, alerts, is active and over', () => {
    expect(
      announced(
        outgoing(),
        { type: 'peerRinging' },
        { type: 'peerAnswered' },
        { type: 'ended', end: { reason: 'localHangup', by: 'agent' } },
      ),
    ).toEqual(['sessionAlerting', 'sessionActive', 'sessionEnded']);
  });

  it('keeps leg and mute from before the answer, whichever of both came first', () => {
    const muted = after(outgoing(), FLOWING, command('mute'), { type: 'muted' }, { type: 'peerAnswered' });
    expect(muted).toMatchObject({ phase: 'active', mute: 'on', leg: { state: 'flowing' }, answeredAt: NOW });
    expect(after(outgoing(), { type: 'peerAnswered' }, FLOWING)).toMatchObject({
      phase: 'active',
      leg: { state: 'flowing' },
    });
  });

  it('ends with the reason it was refused for, and was never answered', () => {
    const call = after(outgoing(), { type: 'ended', end: REFUSED });
    expect(call).toMatchObject({ phase: 'ended', end: REFUSED, wrapUp: null });
    expect(call).not.toHaveProperty('answeredAt');
    expect(call).not.toHaveProperty('leg');
  });
});

describe('in conversation', () => {
  it('holds only when the switch says so, and goes back when it cannot', () => {
    const holding = after(active(), command('hold'));
    expect(holding).toMatchObject({ hold: 'holding' });
    expect(after(holding, { type: 'held' })).toMatchObject({ hold: 'held' });
    expect(after(holding, { type: 'failed', verb: 'hold', end: REFUSED })).toEqual(active());
    expect(after(holding, { type: 'held' }, command('resume'), { type: 'resumed' })).toEqual(active());
  });

  it('silences again while an un-mute is on its way, and forgets its late confirmation', () => {
    const call = after(active({ mute: 'on' }), command('unmute'), command('mute'), { type: 'unmuted' });
    expect(call).toMatchObject({ mute: 'turningOn' });
    expect(after(call, { type: 'muted' })).toMatchObject({ mute: 'on' });
  });

  it.each(['consult', 'transfer', 'conference'] as const)('%s: takes back the same way', (mode) => {
    const dialing = after(active(), command(mode));
    expect(dialing).toMatchObject({ consult: { state: 'dialing', mode } });
    expect(after(dialing, { type: 'failed', verb: mode, end: REFUSED })).toEqual(
      active({ consult: { state: 'none', failed: REFUSED } }),
    );
    expect(after(dialing, { type: 'consult', consult: { state: 'none' } })).toEqual(active());
  });

  it('keeps the target of a consult through its whole course', () => {
    const to = { agent: 'bob' };
    const answered: CallEvent = {
      type: 'consult',
      consult: { state: 'active', mode: 'consult', to, party: COLLEAGUE },
    };
    const talking = after(active(), command('consult'), answered);
    const completing = after(talking, command('completeTransfer'));
    expect(completing).toMatchObject({ consult: { state: 'completing', mode: 'transfer', to, party: COLLEAGUE } });
    expect(after(completing, { type: 'failed', verb: 'completeTransfer', end: REFUSED })).toEqual(talking);
    expect(announced(completing, { type: 'ended', end: { reason: 'transferred', by: 'agent' } })).toEqual([
      'sessionTransferred',
      'sessionEnded',
    ]);
  });

  it('turns a consult into a blind transfer when it is completed before an answer', () => {
    const blind = after(active(), command('consult'), command('completeTransfer'));
    expect(blind).toMatchObject({ consult: { state: 'dialing', mode: 'transfer' } });
    expect(after(blind, { type: 'failed', verb: 'completeTransfer', end: REFUSED })).toMatchObject({
      consult: { state: 'dialing', mode: 'consult' },
    });
  });

  it('gives a customer from a queue back to it when the leg stays lost', () => {
    const lost: CallEvent = { type: 'leg', leg: { state: 'lost', at: { page: PAGE }, deadline: 4000 } };
    const fromQueue = after(active({ context: { flow: 'in', skillGroup: { id: 'g1', name: 'Sales' } } }), lost);
    expect(nextDeadline(fromQueue)).toBe(4000);
    const [back, effects] = reduceCall(fromQueue, { type: 'deadline', at: 4000 });
    expect(back).toMatchObject({ phase: 'ended', end: { reason: 'requeued', by: 'timer' } });
    expect(effects).toContainEqual({ type: 'announce', event: 'sessionRequeued' });
    expect(reduceCall(after(active(), lost), { type: 'deadline', at: 4000 })[0]).toMatchObject({
      end: { reason: 'networkLost' },
    });
  });

  it('moves the leg only when the switch reports it', () => {
    const call = active();
    expect(after(call, command('takeMedia', 'page-2'))).toBe(call);
    const there = after(call, { type: 'leg', leg: { state: 'flowing', at: { page: 'page-2' } } });
    expect(there).toMatchObject({ leg: { at: { page: 'page-2' } } });
    expect(after(there, { type: 'leg', leg: { state: 'flowing', at: { page: 'page-2' } } })).toBe(there);
  });

  it('names who joins and who leaves', () => {
    const third = { ...COLLEAGUE, id: 'p3' };
    expect(
      announced(
        active(),
        { type: 'others', others: [COLLEAGUE] },
        { type: 'others', others: [COLLEAGUE, third] },
        { type: 'others', others: [{ ...COLLEAGUE, state: 'held' }, third] },
        { type: 'others', others: [third] },
        { type: 'others', others: [] },
      ),
    ).toEqual(['sessionConferenced', 'sessionConferenced', 'sessionChanged', 'participantLeft', 'participantLeft']);
  });
});

describe('a three-way call', () => {
  const three = active({ others: [COLLEAGUE] });

  it.each(['completeTransfer', 'takeBack', 'leave'] as const)('hands %s on and waits for the facts', (verb) => {
    const [call, effects] = reduceCall(three, { ...command(verb, PAGE), at: NOW });
    expect(call).toBe(three);
    expect(effects).toEqual([{ type: 'order', verb, args: {}, page: PAGE }]);
    expect(after(three, { type: 'failed', verb, end: REFUSED })).toBe(three);
  });

  it('goes on without the agent who completes it, and without the one who is taken back', () => {
    expect(announced(three, { type: 'ended', end: { reason: 'transferred', by: 'agent' } })).toEqual([
      'sessionTransferred',
      'sessionEnded',
    ]);
    expect(announced(three, { type: 'others', others: [] })).toEqual(['participantLeft']);
  });

  it('knows neither while a fourth is on the way', () => {
    const more = after(three, command('conference'));
    expect(after(more, command('takeBack'))).toBe(more);
    expect(reduceCall(more, { ...command('completeTransfer'), at: NOW })[1]).toEqual([]);
  });
});

describe('after the call', () => {
  const ended = after(active(), { type: 'ended', end: HANGUP, wrapUp: { deadline: 5000 } });

  it('leaves when its wrap-up is over, once', () => {
    const [gone, effects] = reduceCall(ended, { type: 'deadline', at: 5000 });
    expect(effects).toEqual([{ type: 'announce', event: 'sessionRemoved' }]);
    expect(nextDeadline(gone)).toBeNull();
    expect(reduceCall(gone, { type: 'deadline', at: 6000 })).toEqual([gone, []]);
  });

  it('takes a longer wrap-up, notes and context, and no other end', () => {
    const extended = after(ended, { type: 'wrapUp', wrapUp: { deadline: 9000 } });
    expect(nextDeadline(extended)).toBe(9000);
    expect(after(ended, { type: 'annotated', annotation: { note: 'x' } })).toMatchObject({ annotation: { note: 'x' } });
    expect(after(ended, { type: 'ended', end: REFUSED })).toBe(ended);
  });
});
