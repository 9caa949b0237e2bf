import { createFakeClock, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { createMailbox } from './mailbox.ts';

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
    run(effect) {
      did.push(effect);
      return run?.(effect) ?? null;
    },
    broken: (error) => void errors.push(error),
  });
  return { clock, did, errors, box };
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
  it('takes nothing in once closed, and has no alarm', async () => {
    const { box, clock } = rig();
    await box.post({ say: 'at 100' });
    box.close();
    await box.post({ say: 'late' });
    expect(clock.pending).toBe(0);
    expect(box.state().said).toEqual(['at 100']);
  });
});
