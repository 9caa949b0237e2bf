import { sampleActivity, sampleQueueEvent } from './testing/samples.ts';
import type { Over } from './testing/store-rig.ts';

/** The append-only tables, and answers of commands. */
export function eventContract({ describe, it, expect, store }: Over): void {
  describe('events', () => {
    it('gives back an agent’s activity in order, by time, agent and page', async () => {
      const all = [1, 2, 3, 4].map((seq) =>
        sampleActivity({ seq, at: seq * 10, agent: seq === 3 ? 'bob' : 'alice', reason: seq === 2 ? 'lunch' : null }),
      );
      await store().write(all.map((activity) => ({ type: 'activity', activity })));
      const { agentActivity } = store().events;
      expect(await agentActivity('shop')).toEqual(all);
      expect(await agentActivity('shop', { from: 20, to: 40 })).toEqual(all.slice(1, 3));
      expect(await agentActivity('shop', { agent: 'bob' })).toEqual([all[2]]);
      expect(await agentActivity('shop', { after: 1, limit: 2 })).toEqual(all.slice(1, 3));
    });

    it('tells what every agent was when an interval began', async () => {
      const all = [
        sampleActivity({ seq: 1, at: 10 }),
        sampleActivity({ seq: 2, at: 20, from: 'idle', to: 'busy' }),
        sampleActivity({ seq: 3, at: 20, agent: 'bob' }),
        sampleActivity({ seq: 4, at: 30, from: 'busy', to: 'idle' }),
      ];
      await store().write(all.map((activity) => ({ type: 'activity', activity })));
      expect(await store().events.agentStates('shop', 30)).toEqual([all[1], all[2]]);
      expect(await store().events.agentStates('shop', 10)).toEqual([]);
    });

    it('gives back queue events in order, by time, group and agent', async () => {
      const all = [
        sampleQueueEvent({ seq: 11, at: 10 }),
        sampleQueueEvent({ seq: 12, at: 20, type: 'declined', agent: 'alice', reason: 'localReject' }),
        sampleQueueEvent({ seq: 13, at: 30, skillGroup: 'help' }),
      ];
      await store().write(all.map((event) => ({ type: 'queueEvent', event })));
      const { queueEvents } = store().events;
      expect(await queueEvents('shop')).toEqual(all);
      expect(await queueEvents('shop', { skillGroup: 'help' })).toEqual([all[2]]);
      expect(await queueEvents('shop', { agent: 'alice' })).toEqual([all[1]]);
      expect(await queueEvents('shop', { from: 20, to: 30, after: 0, limit: 5 })).toEqual([all[1]]);
    });

    it('only appends: what has a number already stays as it is', async () => {
      await store().write([{ type: 'activity', activity: sampleActivity() }]);
      await store().write([{ type: 'activity', activity: sampleActivity({ to: 'busy' }) }]);
      expect(await store().events.agentActivity('shop')).toEqual([sampleActivity()]);
      await store().write([{ type: 'queueEvent', event: sampleQueueEvent({ seq: 7 }) }]);
      await store().write([{ type: 'queueEvent', event: sampleQueueEvent({ seq: 7, type: 'left' }) }]);
      expect(await store().events.queueEvents('shop')).toEqual([sampleQueueEvent({ seq: 7 })]);
    });

    it('knows the highest number, and forgets by age', async () => {
      expect(await store().events.lastSeq()).toBe(0);
      await store().write([
        { type: 'activity', activity: sampleActivity({ seq: 1_800_000_000_000_001, at: 10 }) },
        { type: 'queueEvent', event: sampleQueueEvent({ seq: 1_800_000_000_000_007, at: 20 }) },
      ]);
      expect(await store().events.lastSeq()).toBe(1_800_000_000_000_007);
      expect(await store().events.prune('shop', 20, 0)).toBe(0);
      expect(await store().events.prune('shop', 20)).toBe(1);
      expect(await store().events.agentActivity('shop')).toEqual([]);
      expect(await store().events.queueEvents('shop')).toHaveLength(1);
    });
  });

  describe('answers of commands', () => {
    const command = (commandId: string, over = {}) => ({
      ...{ app: 'shop', agent: 'alice', commandId, what: 'digest', expiresAt: 1000 },
      answer: { result: { sessionId: 's1' } },
      ...over,
    });
    it('gives back what has not expired; the first answer stands', async () => {
      const refused = { error: { code: 'forbidden', message: 'no', retryable: false } };
      await store().write([
        { type: 'command', command: command('a') },
        { type: 'command', command: command('b', { expiresAt: 2000, answer: refused }) },
      ]);
      await store().write([{ type: 'command', command: command('a', { answer: { result: 'other' } }) }]);
      expect(await store().commands.of('shop', 'alice', 0)).toEqual([
        command('a'),
        command('b', { expiresAt: 2000, answer: refused }),
      ]);
      expect(await store().commands.of('shop', 'alice', 1000)).toHaveLength(1);
      await store().commands.forget(1000);
      expect(await store().commands.of('shop', 'alice', 0)).toHaveLength(1);
    });
  });
}
