import { describe, expect, it } from 'vitest';
import { demoApp } from './app-config.ts';
import { createBench, type Bench } from './testing/bench.ts';
import { recordFaults } from './testing/record-faults.ts';
import { wholeCall } from './testing/whole-call.ts';

const apps = [{ ...demoApp, skillGroups: demoApp.skillGroups.map((group) => ({ ...group, wrapUpMs: 30_000 })) }];
const queue = (bench: Bench): string[] =>
  bench.store.writes.flatMap((w) => (w.type === 'queueEvent' ? [`${w.event.type} ${w.event.agent ?? '-'}`] : []));
const activity = (bench: Bench, of: string): string[] =>
  bench.store.writes.flatMap((w) => (w.type === 'activity' && w.activity.agent === of ? [w.activity.to] : []));

describe('the record of a call', () => {
  it('has the time of each part, of a call that waits, rings, talks, holds and is written up', async () => {
    const bench = await createBench({ apps });
    await wholeCall(bench);
    expect(bench.store.sessions()).toMatchObject([
      {
        ...{ direction: 'in', from: '+8613800138000', skillGroup: 'support', state: 'over', requeues: 0 },
        ...{ beforeMs: 0, queueMs: 7000, ringMs: 3000, talkMs: 12_000, holdMs: 5000 },
        end: { reason: 'remoteHangup', by: 'peer' },
      },
    ]);
    expect(bench.store.engagements()).toMatchObject([
      {
        ...{ agent: 'alice', agentName: 'alice', ringMs: 3000, talkMs: 12_000, holdMs: 5000, wrapMs: 4000 },
        ...{ annotation: { disposition: 'sold' }, state: 'done' },
      },
    ]);
    expect(queue(bench)).toEqual(['enqueued -', 'offered alice', 'answered alice']);
    expect(activity(bench, 'alice')).toEqual(['idle', 'busy', 'wrap-up', 'idle']);
    expect(recordFaults(bench.store)).toEqual([]);
  });

  it('is written while the call lives, so that nothing is lost with the process', async () => {
    const bench = await createBench({ apps });
    const alice = bench.sit('alice');
    bench.phone.incoming('13800138000');
    await bench.rest();
    expect(bench.store.sessions()).toMatchObject([{ state: 'ring', endedAt: null }]);
    await alice.request('call.answer', { sessionId: alice.call().id });
    await bench.rest();
    expect(bench.store.sessions()).toMatchObject([{ state: 'talk', endedAt: null }]);
    expect(bench.store.engagements()).toMatchObject([{ state: 'talk', endedAt: null, doneAt: null }]);
  });

  it('is one over re-offer, requeue and reload: a decline, a miss and an abandoned call each have their word', async () => {
    const bench = await createBench({ apps });
    const alice = bench.sit('alice');
    const leg = bench.phone.incoming('13800138000');
    await bench.rest();
    await alice.request('call.reject', { sessionId: alice.call().id });
    await bench.pass(1000);
    bench.sit('bob');
    await bench.pass(21_000);
    bench.phone.end(leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.pass(60_000);
    expect(bench.store.sessions()).toHaveLength(1);
    const said = queue(bench);
    expect(said.slice(0, 4)).toEqual(['enqueued -', 'offered alice', 'declined alice', 'offered bob']);
    expect(said).toContain('missed bob');
    expect(said.at(-1)).toBe('abandoned -');
    expect(activity(bench, 'bob')).toContain('not-ready');
    expect(recordFaults(bench.store)).toEqual([]);
  });

  it('keeps a consult and a transfer as steps of the one session', async () => {
    const bench = await createBench({ apps });
    const [alice, bob] = [bench.sit('alice'), bench.sit('bob')];
    const leg = bench.phone.incoming('13800138000');
    await bench.rest();
    const { id: sessionId } = alice.call();
    await alice.request('call.answer', { sessionId });
    await bench.pass(5000);
    await alice.request('call.consult', { sessionId, to: { agent: 'bob' } });
    await bench.pass(1000);
    await bob.request('call.answer', { sessionId });
    await bench.pass(2000);
    await alice.request('call.completeTransfer', { sessionId });
    await bench.pass(3000);
    bench.phone.end(leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.pass(60_000);
    expect(bench.store.sessions()).toMatchObject([{ talkMs: 8000, holdMs: 3000 }]);
    expect(bench.store.steps()).toMatchObject([
      { n: 1, kind: 'consult', by: 'alice', to: { agent: 'bob' }, outcome: 'completed' },
    ]);
    expect(bench.store.engagements().map(({ agent, end }) => [agent, end?.reason])).toEqual([
      ['alice', 'transferred'],
      ['bob', 'remoteHangup'],
    ]);
    expect(recordFaults(bench.store)).toEqual([]);
  });

  it('F27: an agent whose page is gone while a queued call is offered: the offer is taken back, the caller keeps the place', async () => {
    const bench = await createBench({ apps });
    const alice = bench.sit('alice');
    bench.phone.incoming('13800138000');
    await bench.rest();
    bench.phone.incoming('13800138001');
    await bench.rest();
    const [first, second] = bench.store.sessions().map(({ id }) => id);
    expect(alice.call().id).toBe(first);
    await bench.pass(1000);
    alice.close();
    await bench.rest();
    expect(bench.store.sessions()).toMatchObject([{ state: 'queue' }, { state: 'queue' }]);
    const bob = bench.sit('bob');
    await bench.rest();
    expect(bob.call()).toMatchObject({ id: first, phase: 'offered' });
    const since = bench.store.writes.flatMap((w) =>
      w.type === 'queueEvent' && w.event.sessionId === first ? [[w.event.type, w.event.since]] : [],
    );
    const began = bench.store.sessions()[0]?.createdAt;
    expect(since).toEqual([
      ['enqueued', began],
      ['offered', began],
      ['missed', began],
      ['offered', began],
    ]);
    expect(bench.store.sessions()[1]).toMatchObject({ id: second, state: 'queue' });
  });

  it('closes every record and every agent’s activity when the centre stops', async () => {
    const bench = await createBench({ apps });
    const alice = bench.sit('alice');
    bench.phone.incoming('13800138000');
    await bench.rest();
    await alice.request('call.answer', { sessionId: alice.call().id });
    bench.phone.incoming('13800138001');
    await bench.pass(1000);
    await bench.centre.stop();
    await bench.rest();
    expect(bench.store.sessions()).toMatchObject([
      { endedAt: expect.any(Number) as number, end: { reason: 'systemError' } },
      { endedAt: expect.any(Number) as number, end: { reason: 'systemError' } },
    ]);
    expect(activity(bench, 'alice').at(-1)).toBe('offline');
    expect(queue(bench).at(-1)).toBe('left -');
  });
});
