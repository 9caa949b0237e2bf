import { describe, expect, it } from 'vitest';
import { demoApp } from '../engine/app-config.ts';
import { createBench } from '../engine/testing/bench.ts';
import { wholeCall } from '../engine/testing/whole-call.ts';
import type { StoreWrite } from '../store/store.ts';
import { sampleRecording, sampleSession, sessionWrite } from '../store/testing/samples.ts';
import { isWebhookPayload, type WebhookPayload } from './payload.ts';
import { createListJournal, toldIn } from './testing/kept-events.ts';
import { createWebhookJournal } from './webhook-journal.ts';

const apps = [{ ...demoApp, skillGroups: demoApp.skillGroups.map((group) => ({ ...group, wrapUpMs: 30_000 })) }];
const all = (): string[] => ['one'];

/** What is told of these writes. */
function tell(writes: readonly StoreWrite[], wanting: (app: string, type: string) => string[] = all) {
  const inner = createListJournal();
  let wakes = 0;
  const journal = createWebhookJournal({ journal: inner, wanting, told: () => (wakes += 1) });
  for (const write of writes) journal.put(write);
  const told = toldIn(inner.writes);
  const payloads = told.map(({ event }) => event.payload as WebhookPayload);
  const ofSessions = payloads.filter(({ sessionId }) => sessionId !== null);
  return { inner, journal, told, payloads, ofSessions, types: ofSessions.map(({ type }) => type), wakes };
}

describe('what webhooks tell', () => {
  it('is the course of a call in order, and then its whole record', async () => {
    const bench = await createBench({ apps });
    await wholeCall(bench, { tags: ['a'] });
    const { types, ofSessions, payloads, told, wakes } = tell(bench.store.writes);
    expect(types).toEqual([
      ...['session.created', 'session.queued', 'session.offered', 'session.answered', 'session.held'],
      ...['session.resumed', 'session.left', 'session.ended', 'record.completed'],
    ]);
    expect(ofSessions.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(told.map(({ event }) => event.id)).size).toBe(told.length);
    for (const payload of payloads) expect(isWebhookPayload(JSON.parse(JSON.stringify(payload)))).toBe(true);
    expect(wakes).toBeGreaterThan(0);
    const [session] = bench.store.sessions();
    expect(ofSessions.at(-1)).toMatchObject({
      data: {
        record: {
          ...{ id: session?.id, queueMs: 7000, ringMs: 3000, talkMs: 12_000, holdMs: 5000 },
          engagements: [{ agent: 'alice', wrapMs: 4000, annotation: { disposition: 'sold', tags: ['a'] } }],
        },
      },
    });
    expect(payloads.find(({ type }) => type === 'session.answered')).toMatchObject({
      ...{ version: 1, app: 'demo', sessionId: session?.id, id: `evt_${session?.id}_4` },
      data: { session: { from: '+8613800138000', direction: 'in' }, engagement: { agent: 'alice', role: 'handler' } },
    });
  });

  it('is the same again for the same call, ids and all', async () => {
    const bench = await createBench({ apps });
    await wholeCall(bench, { tags: ['a'] });
    expect(tell(bench.store.writes).told).toEqual(tell(bench.store.writes).told);
  });

  it('goes into the very write of what it tells of, and leaves that as it was', async () => {
    const bench = await createBench({ apps });
    await wholeCall(bench, { tags: ['a'] });
    const { inner } = tell(bench.store.writes);
    for (const write of inner.writes)
      if (write.type === 'session' && write.tell)
        for (const { event } of write.tell) expect(event.sessionId).toBe(write.session.id);
    const plain = inner.writes.flatMap((write): StoreWrite[] => {
      if (write.type === 'webhook') return [];
      if (write.type !== 'session') return [write];
      const { tell: _tell, ...rest } = write;
      return [rest];
    });
    const last = (writes: readonly StoreWrite[]) => writes.filter(({ type }) => type === 'session').at(-1);
    expect(last(plain)).toEqual(last(bench.store.writes));
    expect(plain.filter(({ type }) => type !== 'session')).toEqual(
      bench.store.writes.filter(({ type }) => type !== 'session'),
    );
  });

  it('counts on where nobody listens, and tells each endpoint only what it wants', async () => {
    const bench = await createBench({ apps });
    await wholeCall(bench, { tags: ['a'] });
    const { ofSessions, told } = tell(bench.store.writes, (app, type) =>
      app === 'demo' && type === 'record.completed' ? ['records'] : [],
    );
    expect(ofSessions).toMatchObject([{ type: 'record.completed', seq: 9 }]);
    expect(told.map(({ to }) => to)).toEqual([['records']]);
    expect(tell(bench.store.writes, (app) => (app === 'other' ? ['spy'] : [])).told).toEqual([]);
  });

  it('has an offer that was declined, and a customer who gave up', async () => {
    const bench = await createBench({ apps });
    const alice = bench.sit('alice');
    const leg = bench.phone.incoming('13800138000');
    await bench.pass(1000);
    await alice.request('call.reject', { sessionId: alice.call().id });
    await bench.pass(1000);
    bench.phone.end(leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.pass(1000);
    const { ofSessions, types } = tell(bench.store.writes);
    expect(types).toEqual([
      ...['session.created', 'session.queued', 'session.offered', 'session.offerEnded'],
      ...['session.ended', 'record.completed'],
    ]);
    expect(ofSessions[3]).toMatchObject({ data: { engagement: { agent: 'alice', end: { reason: 'localReject' } } } });
    expect(ofSessions[4]).toMatchObject({ data: { session: { end: { by: 'peer' }, answeredAt: null } } });
  });

  it('has a transfer, and the colleague’s part', async () => {
    const bench = await createBench({ apps });
    const alice = bench.sit('alice');
    const leg = bench.phone.incoming('13800138000');
    await bench.pass(1000);
    const { id: sessionId } = alice.call();
    await alice.request('call.answer', { sessionId });
    await bench.pass(1000);
    const bob = bench.sit('bob');
    await alice.request('call.transfer', { sessionId, to: { agent: 'bob' } });
    await bench.pass(1000);
    await bob.request('call.answer', { sessionId });
    await bench.pass(1000);
    bench.phone.end(leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.pass(60_000);
    const { ofSessions, types } = tell(bench.store.writes);
    expect(types.filter((type) => type === 'session.transferred')).toHaveLength(1);
    expect(ofSessions.find(({ type }) => type === 'session.transferred')).toMatchObject({
      data: { step: { kind: 'transfer', by: 'alice', to: { agent: 'bob' }, outcome: 'completed' } },
    });
    expect(types.at(-1)).toBe('record.completed');
    expect(ofSessions.at(-1)).toMatchObject({
      data: { record: { engagements: [{ agent: 'alice' }, { agent: 'bob' }] } },
    });
    expect(ofSessions.filter((one) => !isWebhookPayload(JSON.parse(JSON.stringify(one))))).toEqual([]);
  });

  it('tells of an agent’s status, in no session', async () => {
    const bench = await createBench({ apps });
    const alice = bench.sit('alice');
    await alice.request('agent.setStatus', { status: 'break', reason: 'lunch' });
    const { payloads } = tell(bench.store.writes);
    expect(payloads).toMatchObject([
      { type: 'agent.statusChanged', sessionId: null, data: { agent: 'alice', from: 'offline', to: 'idle' } },
      { type: 'agent.statusChanged', data: { from: 'idle', to: 'break', reason: 'lunch' } },
    ]);
    expect(payloads.every(isWebhookPayload)).toBe(true);
  });

  it('keeps the record back until the recording is over', () => {
    const on = sampleRecording({ state: 'on', endedAt: null, ms: 0, bytes: 0 });
    const { types, ofSessions } = tell([
      sessionWrite(sampleSession({ endedAt: null, end: null, state: 'talk' })),
      { type: 'recording', recording: on },
      sessionWrite(sampleSession()),
      { type: 'recording', recording: { ...on, state: 'paused' } },
      { type: 'recording', recording: sampleRecording() },
      { type: 'recording', recording: sampleRecording({ state: 'deleted', deletedAt: 1_900_000_000_000 }) },
    ]);
    expect(types).toEqual(['session.created', 'session.ended', 'recording.completed', 'record.completed']);
    expect(ofSessions.at(-1)).toMatchObject({ data: { record: { recordings: [{ id: 'r1', ms: 20_000 }] } } });
    expect(JSON.stringify(ofSessions)).not.toContain('.ogg');
  });

  it('tells of what a crash left open, after what was told before', () => {
    const { journal } = tell([]);
    const record = { ...sampleSession(), engagements: [], steps: [], recordings: [] };
    const told = journal.tellOfClosed(record, { wasLive: true, lastSeq: 4 });
    expect(told.map(({ event }) => [event.type, event.seq, event.id])).toEqual([
      ['session.ended', 5, 'evt_s1_5'],
      ['record.completed', 6, 'evt_s1_6'],
    ]);
    expect(told.every(({ event }) => isWebhookPayload(event.payload))).toBe(true);
    expect(journal.tellOfClosed(record, { wasLive: false, lastSeq: 4 })).toHaveLength(1);
  });

  it('keeps nothing of a session that is over', async () => {
    const bench = await createBench({ apps });
    await wholeCall(bench, { tags: ['a'] });
    const { journal, inner } = tell(bench.store.writes);
    const before = inner.writes.length;
    const [queued] = bench.store.writes.filter(({ type }) => type === 'queueEvent');
    if (queued === undefined) throw new Error('nobody queued');
    journal.put(queued);
    expect(inner.writes.slice(before)).toEqual([queued]);
  });
});
