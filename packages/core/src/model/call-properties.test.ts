import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callActions } from './call-actions.ts';
import { CALL_AXES, explainCall, reduceCall } from './call-table.ts';
import { nextDeadline } from './next-deadline.ts';
import type { CallSnapshot } from './session.ts';
import { deepFreeze, EVENTS, offered, outgoing, question, readyPage } from './testing.ts';
import { CALL_VERBS } from './verbs.ts';

const starts: CallSnapshot[] = [offered(), offered({ kind: 'video' }), outgoing(), outgoing({ role: 'consulted' })];
const steps = fc.array(fc.record({ event: fc.constantFrom(...EVENTS), wait: fc.nat({ max: 3000 }) }), {
  minLength: 1,
  maxLength: 40,
});
deepFreeze([starts, EVENTS]);

/** The fields that only some phases have; a snapshot carries exactly those of its phase. */
const FIELDS: Record<CallSnapshot['phase'], string[]> = {
  offered: ['deadline'],
  connecting: ['leg'],
  dialing: ['leg', 'mute', 'cameraOff'],
  alerting: ['leg', 'mute', 'cameraOff'],
  active: ['answeredAt', 'leg', 'mute', 'cameraOff', 'hold', 'consult', 'recording', 'others'],
  ended: ['endedAt', 'end', 'wrapUp'],
};
const OPTIONAL: Partial<Record<CallSnapshot['phase'], string[]>> = {
  connecting: ['offeredUntil', 'video'],
  ended: ['answeredAt'],
};
const partial = new Set([...Object.values(FIELDS), ...Object.values(OPTIONAL)].flat());

function wellFormed(call: CallSnapshot): void {
  const present = Object.keys(call).filter((key) => partial.has(key));
  expect(present).toEqual(expect.arrayContaining(FIELDS[call.phase]));
  const allowed = [...FIELDS[call.phase], ...(OPTIONAL[call.phase] ?? [])];
  expect(present.filter((key) => !allowed.includes(key))).toEqual([]);
  expect(JSON.parse(JSON.stringify(call))).toEqual(call);
  const deadline = nextDeadline(call);
  expect(deadline === null || Number.isFinite(deadline)).toBe(true);
}

describe('whatever happens to a call', () => {
  it('never throws, never touches its input, stays well-formed, and announces every change', () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), steps, (start, course) => {
        let call = start;
        let at = 500;
        for (const { event, wait } of course) {
          at += wait;
          const [next, effects] = reduceCall(call, { ...event, at });
          deepFreeze(next);
          wellFormed(next);
          expect(next.id).toBe(start.id);
          expect(next.createdAt).toBe(start.createdAt);
          const announced = effects.filter(({ type }) => type === 'announce').length;
          if (next !== call) expect(announced).toBeGreaterThan(0);
          if (!explainCall(call, { ...event, at })) expect([next, effects.length]).toEqual([call, 0]);
          if (call.phase === 'ended') expect(next.phase).toBe('ended');
          call = next;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same result for the same input', () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), steps, (start, course) => {
        const run = () =>
          course.reduce<CallSnapshot>((call, { event, wait }) => reduceCall(call, { ...event, at: wait })[0], start);
        expect(run()).toEqual(run());
      }),
      { numRuns: 100 },
    );
  });

  it('a verb that is allowed has a row; no verb is allowed without one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...starts), steps, (start, course) => {
        let call = start;
        for (const { event, wait } of course) call = reduceCall(call, { ...event, at: wait })[0];
        const actions = callActions({ ...question({ page: readyPage(), sessions: [call] }), call });
        for (const verb of CALL_VERBS) {
          if (!actions[verb].allowed) continue;
          const command = EVENTS.find((event) => event.type === 'command' && event.verb === verb);
          expect(command).toBeDefined();
          if (command) expect([verb, explainCall(call, { ...command, at: 1 }) !== null]).toEqual([verb, true]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has as many parts as its phase, no more', () => {
    for (const call of starts) {
      const parts = CALL_AXES.filter((axis) => axis.state(call) !== null).map(({ name }) => name);
      expect(parts).toEqual(
        call.phase === 'offered' ? ['phase', 'orders', 'facts'] : ['phase', 'leg', 'mute', 'camera', 'orders', 'facts'],
      );
    }
  });
});
