import { CallstationError } from '@callstation/core/protocol';
import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { createCommandMemory, type AnsweredCommand, type CommandKeeper } from './command-memory.ts';

function keeperOf(kept: AnsweredCommand[]): CommandKeeper {
  return {
    load: async () => kept.filter(() => true),
    keep: async (answered) => void kept.push(answered),
  };
}

describe('the memory of commands over a restart', () => {
  it('keeps an answer before it is given, and gives it again to a repeat at the next process', async () => {
    const clock = createFakeClock(1000);
    const kept: AnsweredCommand[] = [];
    const before = createCommandMemory(clock, keeperOf(kept));
    const order: string[] = [];
    const answer = await before.once('c1', 'dial', async () => {
      order.push(`done with ${kept.length} kept`);
      return { sessionId: 's1' };
    });
    expect([answer, order, kept.length]).toEqual([{ sessionId: 's1' }, ['done with 0 kept'], 1]);
    const after = createCommandMemory(clock, keeperOf(kept));
    const again = () => Promise.reject(new Error('done twice'));
    expect(await after.once('c1', 'dial', again)).toEqual({ sessionId: 's1' });
    await expect(after.once('c1', 'hangup', again)).rejects.toMatchObject({ code: 'invalidArgument' });
  });

  it('keeps a refusal, too', async () => {
    const kept: AnsweredCommand[] = [];
    const no = () => Promise.reject(new CallstationError('forbidden', 'Not you.', { data: { reason: 'x' } }));
    await expect(createCommandMemory(createFakeClock(), keeperOf(kept)).once('c', 'w', no)).rejects.toThrow('Not you.');
    const after = createCommandMemory(createFakeClock(), keeperOf(kept));
    const refused = after.once('c', 'w', () => Promise.resolve('done'));
    await expect(refused).rejects.toMatchObject({ code: 'forbidden', message: 'Not you.', data: { reason: 'x' } });
  });

  it('does a command though earlier answers cannot be read, and forgets what is over', async () => {
    const clock = createFakeClock(1000);
    const broken = { load: () => Promise.reject(new Error('no store')), keep: async () => undefined };
    expect(await createCommandMemory(clock, broken).once('c', 'w', async () => 5)).toBe(5);
    const old = { commandId: 'c', what: 'w', answer: { result: 1 }, expiresAt: 2000 };
    const memory = createCommandMemory(clock, keeperOf([old]));
    clock.advance(1000);
    expect(await memory.once('c', 'w', async () => 2)).toBe(2);
  });
});
