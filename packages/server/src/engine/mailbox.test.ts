import { createFakeClock, settle } from '@callstation/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMailbox, MOST_OVERDUE, OVERDUE_REST_MS } from './mailbox.ts';

type Event = { say: string; effects?: string[] };

function rig(run?: (effect: string) => Event | null | Promise<Event | null>) {
  const clock = createFakeClock(0);
  const did: string[] = [];
  const errors: unknown[] = [];
  const box = createMailbox<{ said: string[]; deadline: number | null }, Event, string>({
    clock,
    begin: [{ said: [], deadline: null }, []],
    conduct(state, event) {
      if (event.say === 'throw') throw new Error('bug');
      const deadline = event.say.startsWith('at ') ? Number(event.say.slice(3)) : null;
      return [{ said: [...state.said, event.say], deadline }, event.effects ?? []];
    },
    nextDeadline: (state) => state.deadline,
    deadline: { say: 'deadline' },
    stuck: () => ({ say: 'stuck' }),
    run(effect) {
      did.push(effect);
      return run?.(effect) ?? null;
    },
    broken: (error) => void errors.push(error),
  });
  return { clock, did, errors, box };
}

/** A mailbox whose state sets its next deadline as told, and never tires: a spin is cut off, so that a test can fail. */
function stubborn(next: (now: number, turn: number) => number | null) {
  const clock = createFakeClock(1_000_000);
  const late: number[] = [];
  type Turns = { deadlines: number; stuck: number; turn: number; at: number | null; from: number };
  const box = createMailbox<Turns, string, never>({
    clock,
    begin: [{ deadlines: 0, stuck: 0, turn: 0, at: null, from: 0 }, []],
    conduct(state, event, now) {
      const turn = state.turn + 1;
      const { at: due, from } = state;
      if (event === 'deadline' && due !== null && due > from && due !== now) late.push(now - due);
      const at = turn > 20_000 ? null : next(now, turn);
      const deadlines = state.deadlines + (event === 'deadline' ? 1 : 0);
      return [{ deadlines, stuck: state.stuck + (event === 'stuck' ? 1 : 0), turn, at, from: now }, []];
    },
    nextDeadline: ({ at }) => at,
    deadline: 'deadline',
    stuck: () => 'stuck',
    run: () => null,
    broken: () => {},
  });
  return { clock, box, late };
}

describe('mailbox', () => {
  it('takes one event at a time, effects in order, what follows from an effect behind the others', async () => {
    const { box, did } = rig(async (effect) => (effect === 'a' ? { say: 'a done', effects: ['after a'] } : null));
    const first = box.post({ say: 'one', effects: ['a', 'b'] });
    void box.post({ say: 'two', effects: ['c'] });
    expect((await first).map((event) => event.say)).toEqual(['a done']);
    await settle();
    expect(did).toEqual(['a', 'b', 'after a', 'c']);
    expect(box.state().said).toEqual(['one', 'a done', 'two']);
  });
  it('keeps one alarm, at the deadline of the state', async () => {
    const { box, clock } = rig();
    await box.post({ say: 'at 100' });
    await box.post({ say: 'at 50' });
    expect(clock.pending).toBe(1);
    await clock.advanceAsync(49);
    expect(box.state().said).not.toContain('deadline');
    await clock.advanceAsync(1);
    await settle();
    expect(box.state().said).toContain('deadline');
    expect(clock.pending).toBe(0);
  });
  it('refuses at the event’s turn, and goes on', async () => {
    const { box } = rig();
    const order: string[] = [];
    void box.post({ say: 'one' }).then(() => order.push('one'));
    const refused = box.post({ say: 'two' }, (state) => {
      order.push(`judged after ${state.said.join()}`);
      throw new Error('no');
    });
    await expect(refused).rejects.toThrow('no');
    await box.post({ say: 'three' });
    expect(order).toContain('judged after one');
    expect(box.state().said).toEqual(['one', 'three']);
  });
  it('outlives a step that throws', async () => {
    const { box, errors } = rig();
    await box.post({ say: 'throw' });
    await box.post({ say: 'on' });
    expect(errors).toHaveLength(1);
    expect(box.state().said).toEqual(['on']);
  });
  it('rings on time again and again, however many deadlines follow each other, without being taken for stuck', async () => {
    const { clock, box } = stubborn((now, turn) => (turn <= 500 ? now + 1 : null));
    await box.post('begin');
    await clock.advanceAsync(600);
    expect(box.state()).toMatchObject({ deadlines: 500, stuck: 0 });
  });
  it('asks what to do once when a deadline stays in the past, and leaves it alone then', async () => {
    const { clock, box } = stubborn(() => 0);
    await box.post('begin');
    await clock.advanceAsync(1000);
    expect(box.state()).toMatchObject({ deadlines: MOST_OVERDUE, stuck: 1 });
    await clock.advanceAsync(10 * OVERDUE_REST_MS);
    expect(box.state().stuck).toBe(1);
    expect(box.state().deadlines).toBeLessThanOrEqual(MOST_OVERDUE + 10);
  });
  it('never spins, is stuck once at most, and still rings on time, whatever deadlines a state has', async () => {
    const place = fc.oneof(
      fc.record({ kind: fc.constant('past' as const), ms: fc.nat(1000) }),
      fc.record({ kind: fc.constant('future' as const), ms: fc.integer({ min: 1, max: 5000 }) }),
      fc.constant({ kind: 'none' as const, ms: 0 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 5 }), async (places) => {
        const { clock, box, late } = stubborn((now, turn) => {
          const { kind, ms } = places[turn % places.length] ?? { kind: 'none', ms: 0 };
          return kind === 'none' ? null : kind === 'past' ? now - ms : now + ms;
        });
        await box.post('begin');
        await clock.advanceAsync(60_000);
        const { deadlines, stuck } = box.state();
        expect(stuck).toBeLessThanOrEqual(1);
        // A deadline in the future takes its time, one in the past its rest; the rest of the turns are the guard's own.
        const futures = places.filter(({ kind }) => kind === 'future').map(({ ms }) => ms);
        const rounds = futures.length === 0 ? 0 : 60_000 / Math.min(...futures) + 1;
        expect(deadlines).toBeLessThanOrEqual(MOST_OVERDUE + 60_000 / OVERDUE_REST_MS + rounds * (places.length + 1));
        expect(late).toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 30_000);
  it('takes nothing in once closed, and has no alarm', async () => {
    const { box, clock } = rig();
    await box.post({ say: 'at 100' });
    box.close();
    await box.post({ say: 'late' });
    expect(clock.pending).toBe(0);
    expect(box.state().said).toEqual(['at 100']);
  });
});
