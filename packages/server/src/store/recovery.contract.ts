import {
  sampleActivity,
  sampleEngagement,
  sampleEvent,
  sampleQueueEvent,
  sampleRecording,
  sampleSession,
  sampleStep,
  sessionWrite,
} from './testing/samples.ts';
import type { Over } from './testing/store-rig.ts';

const open = { endedAt: null, end: null } as const;

/** What is done with what a crash left open. */
export function recoveryContract({ describe, it, expect, store }: Over): void {
  describe('recovery', () => {
    it('changes nothing where nothing was left open', async () => {
      await store().write([
        sessionWrite(sampleSession(), [sampleEngagement()], [sampleStep()]),
        { type: 'activity', activity: sampleActivity({ from: 'idle', to: 'offline' }) },
        { type: 'queueEvent', event: sampleQueueEvent({ type: 'answered' }) },
        { type: 'recording', recording: sampleRecording() },
      ]);
      const before = await store().sessions.list('shop');
      const none = { sessions: 0, engagements: 0, agents: 0, queued: 0, recordings: 0 };
      expect(await store().recover()).toEqual(none);
      expect(await store().sessions.list('shop')).toEqual(before);
      expect(await store().recover()).toEqual(none);
    });

    it('ends a talk at the last instant the process was alive, with all parts adding up', async () => {
      const at = sampleSession().createdAt;
      const live = sampleSession({
        ...open,
        state: 'talk',
        stateAt: at + 20_000,
        talkMs: 0,
        holdMs: 0,
        updatedAt: at + 20_000,
      });
      const part = sampleEngagement({
        ...open,
        doneAt: null,
        state: 'talk',
        stateAt: at + 20_000,
        talkMs: 0,
        holdMs: 0,
        wrapMs: 0,
      });
      await store().write([
        sessionWrite(live, [part], [sampleStep({ endedAt: null, outcome: null })]),
        { type: 'alive', at: at + 60_000 },
        { type: 'recording', recording: sampleRecording({ state: 'on', endedAt: null }) },
      ]);
      expect(await store().recover()).toMatchObject({ sessions: 1, engagements: 1, recordings: 1 });
      const kept = await store().sessions.get('shop', 's1');
      expect(kept).toMatchObject({
        state: 'over',
        endedAt: at + 60_000,
        talkMs: 40_000,
        end: { reason: 'systemError', by: 'system' },
      });
      expect(kept?.engagements[0]).toMatchObject({
        ...{ state: 'done', endedAt: at + 60_000, doneAt: at + 60_000, talkMs: 40_000 },
        end: { reason: 'systemError' },
      });
      expect(kept?.steps[0]).toMatchObject({ outcome: 'failed', endedAt: at + 60_000 });
      expect(kept?.recordings[0]).toMatchObject({ state: 'failed', endedAt: at + 60_000 });
      expect(await store().recover()).toMatchObject({ sessions: 0, engagements: 0, recordings: 0 });
    });

    it('closes after-call work, and leaves the call’s own end alone', async () => {
      const at = sampleSession().createdAt;
      const part = sampleEngagement({ doneAt: null, state: 'wrap', stateAt: at + 40_000, wrapMs: 0 });
      await store().write([sessionWrite(sampleSession(), [part]), { type: 'alive', at: at + 45_000 }]);
      await store().recover();
      const kept = (await store().sessions.get('shop', 's1'))?.engagements[0];
      expect(kept).toMatchObject({ ...sampleEngagement(), doneAt: at + 45_000, stateAt: at + 45_000, wrapMs: 5000 });
    });

    it('writes whom to tell of a record that is whole now, after what was told of it before', async () => {
      const live = sampleSession({ ...open, state: 'talk' });
      const wrapping = sampleEngagement({ app: 'other', sessionId: 's2', doneAt: null, state: 'wrap' });
      await store().write([
        { ...sessionWrite(live), tell: [{ event: sampleEvent({ seq: 3 }), to: ['one'] }] },
        sessionWrite(sampleSession({ app: 'other', id: 's2' }), [wrapping]),
        sessionWrite(sampleSession({ id: 's3' }), [sampleEngagement({ id: 's3-1', sessionId: 's3' })]),
      ]);
      const asked: unknown[] = [];
      await store().recover((record, of) => {
        asked.push([`${record.app}/${record.id} ${record.state} ${record.engagements[0]?.state ?? ''}`, of]);
        const { app, id: sessionId } = record;
        return [
          { event: sampleEvent({ app, sessionId, id: `closed-${sessionId}`, seq: of.lastSeq + 1 }), to: ['one'] },
        ];
      });
      expect(asked).toEqual([
        ['other/s2 over done', { wasLive: false, lastSeq: 0 }],
        ['shop/s1 over ', { wasLive: true, lastSeq: 3 }],
      ]);
      expect(await store().webhooks.event('shop', 'closed-s1')).toMatchObject({ seq: 4 });
      expect(await store().webhooks.deliveries('other')).toMatchObject([{ eventId: 'closed-s2', state: 'pending' }]);
    });

    it('never ends anything before it began to be what it was', async () => {
      const at = sampleSession().createdAt;
      const live = sampleSession({ ...open, state: 'talk', stateAt: at + 20_000, updatedAt: at + 20_000 });
      await store().write([{ type: 'alive', at: at + 19_000 }, sessionWrite(live)]);
      await store().recover();
      expect(await store().sessions.get('shop', 's1')).toMatchObject({ endedAt: at + 20_000 });
    });

    it('signs out who was signed in, and takes who waited out of the queue', async () => {
      await store().write([
        { type: 'activity', activity: sampleActivity({ seq: 1 }) },
        { type: 'activity', activity: sampleActivity({ seq: 2, from: 'idle', to: 'busy' }) },
        { type: 'activity', activity: sampleActivity({ seq: 3, agent: 'bob', from: 'idle', to: 'offline' }) },
        { type: 'activity', activity: sampleActivity({ seq: 4, app: 'other' }) },
        { type: 'queueEvent', event: sampleQueueEvent({ seq: 5 }) },
        { type: 'queueEvent', event: sampleQueueEvent({ seq: 6, type: 'offered', agent: 'alice' }) },
        { type: 'queueEvent', event: sampleQueueEvent({ seq: 7, sessionId: 's2' }) },
        { type: 'queueEvent', event: sampleQueueEvent({ seq: 8, sessionId: 's2', type: 'answered' }) },
        sessionWrite(sampleSession({ ...open, state: 'ring' })),
        sessionWrite(sampleSession({ ...open, id: 's2', state: 'talk' })),
        { type: 'alive', at: 1_900_000_000_000 },
      ]);
      expect(await store().recover()).toMatchObject({ agents: 2, queued: 1 });
      const activity = await store().events.agentActivity('shop');
      expect(activity.at(-1)).toMatchObject({
        agent: 'alice',
        from: 'busy',
        to: 'offline',
        reason: 'restart',
        at: 1_900_000_000_000,
      });
      expect(activity).toHaveLength(4);
      const events = await store().events.queueEvents('shop', { after: 8 });
      expect(events).toMatchObject([
        { sessionId: 's1', type: 'left', reason: 'systemError', since: sampleQueueEvent().since },
      ]);
      expect(await store().recover()).toMatchObject({ agents: 0, queued: 0 });
    });
  });
}
