import type { SessionRow } from './records.types.ts';
import {
  sampleEngagement,
  sampleEvent,
  sampleQueueEvent,
  sampleRecording,
  sampleSession,
  sampleStep,
  sessionWrite,
} from './testing/samples.ts';
import type { Over } from './testing/store-rig.ts';

/** Sessions and recordings. */
export function recordContract({ describe, it, expect, store }: Over): void {
  const put = (...sessions: Partial<SessionRow>[]) =>
    store().write(sessions.map((over) => sessionWrite(sampleSession(over))));
  const ids = async (query = {}) => (await store().sessions.list('shop', query)).map(({ id }) => id);

  describe('records', () => {
    it('gives back a session with all its parts as they were put in', async () => {
      const parts = { engagements: [sampleEngagement()], steps: [sampleStep()], recordings: [sampleRecording()] };
      await store().write([
        sessionWrite(sampleSession(), parts.engagements, parts.steps),
        { type: 'recording', recording: parts.recordings[0] ?? sampleRecording() },
      ]);
      expect(await store().sessions.get('shop', 's1')).toEqual({ ...sampleSession(), ...parts });
      expect(await store().sessions.list('shop')).toEqual([{ ...sampleSession(), ...parts }]);
      expect(await store().sessions.get('shop', 'other')).toBeNull();
    });

    it('keeps every null as null, and takes texts that databases refuse', async () => {
      const bare = sampleSession({
        from: null,
        to: null,
        skillGroup: null,
        answeredAt: null,
        endedAt: null,
        end: null,
      });
      await store().write([sessionWrite({ ...bare, context: { flow: 'in', remark: 'a\0b\uD800c' } })]);
      const kept = await store().sessions.get('shop', 's1');
      expect(kept).toMatchObject({
        from: null,
        to: null,
        skillGroup: null,
        answeredAt: null,
        endedAt: null,
        end: null,
      });
      expect(kept?.context.remark).toBe('a\0b\uD800c');
      await put({ id: 's2', from: 'a\0\uD800b', to: 'x'.repeat(1000) });
      const odd = await store().sessions.get('shop', 's2');
      expect(odd?.from).toBe('ab');
      expect(odd?.to).toHaveLength(256);
    });

    it('lists agents’ parts in the order in which they were complete, by time, agent, group and page', async () => {
      const parts = [
        sampleEngagement({ id: 'a', doneAt: 10 }),
        sampleEngagement({ id: 'c', doneAt: 20, agent: 'bob' }),
        sampleEngagement({ id: 'b', doneAt: 20, skillGroup: null }),
        sampleEngagement({ id: 'd', doneAt: 30 }),
        sampleEngagement({ id: 'e', doneAt: null, state: 'wrap' }),
      ];
      await store().write([sessionWrite(sampleSession(), parts)]);
      const list = async (query = {}) => (await store().sessions.engagements('shop', query)).map(({ id }) => id);
      expect(await list()).toEqual(['a', 'b', 'c', 'd']);
      expect(await store().sessions.engagements('shop', { to: 20 })).toEqual([parts[0]]);
      expect(await list({ from: 20, to: 30 })).toEqual(['b', 'c']);
      expect(await list({ agent: 'bob' })).toEqual(['c']);
      expect(await list({ skillGroup: 'sales', limit: 2 })).toEqual(['a', 'c']);
      expect(await list({ after: { doneAt: 20, id: 'b' } })).toEqual(['c', 'd']);
      expect(await list({ newest: true, limit: 3 })).toEqual(['d', 'c', 'b']);
      expect(await store().sessions.engagements('other')).toEqual([]);
    });

    it('does the same write twice as once, and a newer one over the older', async () => {
      const first = sessionWrite(sampleSession({ state: 'talk', endedAt: null, end: null }), [
        sampleEngagement({ state: 'talk', doneAt: null }),
      ]);
      await store().write([first, first]);
      await store().write([first]);
      expect(await store().sessions.list('shop')).toHaveLength(1);
      const last = sessionWrite(sampleSession(), [sampleEngagement()]);
      await store().write([first, last]);
      const [kept] = await store().sessions.list('shop');
      expect(kept).toMatchObject({ state: 'over', engagements: [sampleEngagement()] });
      expect(kept?.engagements).toHaveLength(1);
    });

    it('writes all or nothing', async () => {
      const broken = { ...sampleSession({ id: 's2' }), createdAt: null } as unknown as SessionRow;
      await expect(
        store().write([sessionWrite(sampleSession(), [sampleEngagement()]), sessionWrite(broken)]),
      ).rejects.toThrow();
      expect(await store().sessions.list('shop')).toEqual([]);
      await put({});
      expect(await ids()).toEqual(['s1']);
    });

    it('lists newest first, page after page', async () => {
      const at = sampleSession().createdAt;
      await put(
        { id: 'a', createdAt: at },
        { id: 'b', createdAt: at + 1 },
        { id: 'c', createdAt: at + 1 },
        { id: 'd', createdAt: at + 2 },
      );
      expect(await ids()).toEqual(['d', 'c', 'b', 'a']);
      expect(await ids({ limit: 2 })).toEqual(['d', 'c']);
      expect(await ids({ limit: 2, after: { createdAt: at + 1, id: 'c' } })).toEqual(['b', 'a']);
    });

    it('narrows by time, number, group, direction, agent and whether it lives', async () => {
      const at = sampleSession().createdAt;
      await put(
        { id: 'a', createdAt: at, from: '+1' },
        { id: 'b', createdAt: at + 10, to: '+1', direction: 'out', skillGroup: 'help' },
        { id: 'c', createdAt: at + 20, endedAt: null, end: null, state: 'talk' },
      );
      await store().write([
        sessionWrite(sampleSession({ id: 'd', createdAt: at + 30 }), [
          sampleEngagement({ id: 'd-1', sessionId: 'd', agent: 'bob' }),
        ]),
      ]);
      expect(await ids({ from: at + 10, to: at + 30 })).toEqual(['c', 'b']);
      expect(await ids({ number: '+1' })).toEqual(['b', 'a']);
      expect(await ids({ direction: 'out' })).toEqual(['b']);
      expect(await ids({ skillGroup: 'help' })).toEqual(['b']);
      expect(await ids({ live: true })).toEqual(['c']);
      expect(await ids({ live: false })).toEqual(['d', 'b', 'a']);
      expect(await ids({ agent: 'bob' })).toEqual(['d']);
    });

    it('removes by id, by number and by age what is over, and nothing that lives', async () => {
      const at = sampleSession().createdAt;
      await put(
        { id: 'a', from: '+1' },
        { id: 'b', to: '+1' },
        { id: 'c', from: '+2', endedAt: at },
        { id: 'd', from: '+3' },
      );
      await put({ id: 'live', from: '+1', createdAt: at - 1, endedAt: null, end: null, state: 'talk' });
      await store().write([
        sessionWrite(sampleSession({ id: 'a', from: '+1' }), [sampleEngagement({ sessionId: 'a' })]),
        { type: 'recording', recording: sampleRecording({ sessionId: 'a' }) },
        { type: 'webhook', event: sampleEvent({ sessionId: 'a' }), to: ['one'] },
        { type: 'webhook', event: sampleEvent({ id: 'e2', sessionId: 'd' }), to: ['one'] },
      ]);
      expect(await store().sessions.remove('shop', { number: '+1' })).toBe(2);
      expect(await store().webhooks.event('shop', 'e1')).toBeNull();
      expect(await store().webhooks.deliveries('shop')).toMatchObject([{ eventId: 'e2' }]);
      expect(await ids()).toEqual(['d', 'c', 'live']);
      expect(await store().recordings.get('shop', 'r1')).toBeNull();
      expect(await store().sessions.prune('shop', at + 1)).toBe(1);
      expect(await store().sessions.remove('shop', { id: 'live' })).toBe(0);
      expect(await store().sessions.remove('shop', { id: 'd' })).toBe(1);
      expect(await ids()).toEqual(['live']);
    });

    it('does not remove a session whose recording is still being finished: its file would be left behind', async () => {
      const session = sampleSession({ from: '+1' });
      const recording = sampleRecording({ sessionId: session.id, state: 'on', endedAt: null });
      await store().write([sessionWrite(session), { type: 'recording', recording }]);
      expect(await store().sessions.remove('shop', { number: '+1' })).toBe(0);
      expect(await store().sessions.remove('shop', { id: session.id })).toBe(0);
      await store().write([{ type: 'recording', recording: { ...recording, state: 'done', endedAt: 5 } }]);
      expect(await store().sessions.remove('shop', { id: session.id })).toBe(1);
    });

    it('does not remove what an agent still works on after the call: the last write would bring it back', async () => {
      const [session, part] = [sampleSession({ from: '+1' }), sampleEngagement()];
      await store().write([sessionWrite(session, [{ ...part, state: 'wrap', doneAt: null }])]);
      expect(await store().sessions.remove('shop', { number: '+1' })).toBe(0);
      expect(await store().sessions.remove('shop', { id: session.id })).toBe(0);
      await store().write([sessionWrite(session, [part])]);
      expect(await store().sessions.remove('shop', { number: '+1' })).toBe(1);
      expect(await ids()).toEqual([]);
      expect(await store().sessions.engagements('shop')).toEqual([]);
    });

    it('forgets by age, the oldest first and so many at a time; not what a recording is still there of, nor events', async () => {
      await put({ id: 'c', endedAt: 3 }, { id: 'a', endedAt: 1 }, { id: 'b', endedAt: 2 }, { id: 'd', endedAt: 4 });
      const recording = sampleRecording({ sessionId: 'a' });
      await store().write([
        { type: 'recording', recording },
        { type: 'queueEvent', event: sampleQueueEvent({ sessionId: 'b' }) },
      ]);
      expect(await store().sessions.prune('shop', 4, 1)).toBe(1);
      expect((await ids()).toSorted()).toEqual(['a', 'c', 'd']);
      expect(await store().sessions.prune('shop', 4)).toBe(1);
      expect(await store().sessions.prune('shop', 4)).toBe(0);
      expect(await store().events.queueEvents('shop')).toHaveLength(1);
      await store().write([{ type: 'recording', recording: { ...recording, state: 'deleted', deletedAt: 9 } }]);
      expect(await store().sessions.prune('shop', 4)).toBe(1);
      expect(await ids()).toEqual(['d']);
    });
  });

  describe('recordings', () => {
    it('lists those that are there, newest first, by session, number and age', async () => {
      const [a, b, gone] = [
        sampleRecording({ id: 'a' }),
        sampleRecording({ id: 'b', sessionId: 's2', startedAt: sampleRecording().startedAt + 5 }),
        sampleRecording({ id: 'c', state: 'deleted', deletedAt: 5 }),
      ];
      await put({}, { id: 's2', from: '+1' });
      await store().write([a, b, gone].map((recording) => ({ type: 'recording', recording })));
      const list = store().recordings.list;
      expect(await list('shop')).toEqual([b, a]);
      expect(await list('shop', { sessionId: 's1' })).toEqual([a]);
      expect(await list('shop', { number: '+1' })).toEqual([b]);
      expect(await list('shop', { before: b.startedAt })).toEqual([a]);
      expect(await list('shop', { limit: 1 })).toEqual([b]);
      expect(await store().recordings.get('shop', 'c')).toEqual(gone);
    });
  });
}
