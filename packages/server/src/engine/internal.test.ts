import { describe, expect, it } from 'vitest';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

async function ringing(): Promise<{ bench: Bench; alice: TestSeat; bob: TestSeat; sessionId: string }> {
  const bench = await createBench();
  const [alice, bob] = [bench.sit('alice'), bench.sit('bob')];
  const { sessionId } = await alice.request('call.dial', { to: { agent: 'bob' } });
  await bench.rest();
  return { bench, alice, bob, sessionId };
}
const ends = async (bench: Bench): Promise<Record<string, unknown>> =>
  Object.fromEntries((await bench.store.records({ app: 'demo' })).map((r) => [r.agent, r.end]));

describe('internal call', () => {
  it('joins the legs of both pages', async () => {
    const { bench, alice, bob, sessionId } = await ringing();
    expect(alice.call()).toMatchObject({
      kind: 'internal',
      phase: 'alerting',
      direction: 'out',
      peer: { agentId: 'bob' },
    });
    expect(bob.call()).toMatchObject({ id: sessionId, phase: 'offered', direction: 'in', peer: { agentId: 'alice' } });
    expect(bench.phone.plays.size).toBe(1);
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    expect([alice.call().phase, bob.call().phase]).toEqual(['active', 'active']);
    expect(bench.phone.plays.size).toBe(0);
    const rooms = [...bench.phone.rooms().values()];
    expect(rooms).toEqual([[bench.phone.to({ page: 'alice-page' }).leg, bench.phone.to({ page: 'bob-page' }).leg]]);
    await bob.request('call.hangup', { sessionId });
    await bench.rest();
    expect(await ends(bench)).toEqual({
      alice: { reason: 'remoteHangup', by: 'peer' },
      bob: { reason: 'localHangup', by: 'agent' },
    });
    await bench.pass(30_000);
    expect(bench.phone.live()).toEqual([]);
    expect(bench.clock.pending).toBe(0);
  });

  it('holds the other agent', async () => {
    const { bench, alice, bob, sessionId } = await ringing();
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    await alice.request('call.hold', { sessionId });
    expect(alice.call()).toMatchObject({ hold: 'held' });
    expect(bob.call()).toMatchObject({ hold: 'none' });
    const page = bench.phone.to({ page: 'bob-page' });
    expect(page.held).toBe(true);
    await alice.request('call.hangup', { sessionId });
    await bench.rest();
    expect(page.held).toBe(false);
  });

  it('ends for who is bringing a third one in, when that fails after the other one was lost', async () => {
    const { bench, alice, bob, sessionId } = await ringing();
    bench.sit('carol');
    await bob.request('call.answer', { sessionId });
    await bench.rest();
    bob.close();
    await bench.pass(1000);
    await alice.request('call.transfer', { sessionId, to: { agent: 'carol' } });
    await bench.pass(29_500);
    await bench.pass(31_000);
    expect(alice.state().sessions.filter(({ phase }) => phase !== 'ended')).toEqual([]);
    await bench.pass(30_000);
    expect(bench.phone.live()).toEqual([]);
  });

  it('is declined, rings out, or is given up', async () => {
    const first = await ringing();
    await first.bob.request('call.reject', { sessionId: first.sessionId });
    expect(await ends(first.bench)).toEqual({
      alice: { reason: 'rejected', by: 'peer' },
      bob: { reason: 'localReject', by: 'agent' },
    });
    const second = await ringing();
    await second.bench.pass(30_000);
    const rangOut = { reason: 'noAnswer', by: 'timer' };
    expect(await ends(second.bench)).toEqual({ alice: rangOut, bob: rangOut });
    expect(second.bob.state().agent.status).toBe('idle');
    const third = await ringing();
    await third.alice.request('call.hangup', { sessionId: third.sessionId });
    expect(await ends(third.bench)).toEqual({
      alice: { reason: 'localCancel', by: 'agent' },
      bob: { reason: 'remoteCancel', by: 'peer' },
    });
  });

  it('ends at once when the other agent talks or is away', async () => {
    const { bench } = await ringing();
    const carol = bench.sit('carol');
    await carol.request('call.dial', { to: { agent: 'bob' } });
    await bench.rest();
    expect((await bench.store.records({ app: 'demo', agent: 'carol' }))[0]?.end.reason).toBe('busy');
    bench.sit('dave').close();
    await carol.request('call.dial', { to: { agent: 'dave' } });
    await bench.rest();
    expect((await bench.store.records({ app: 'demo', agent: 'carol' }))[0]?.end.reason).toBe('unreachable');
    expect(carol.state()).toMatchObject({ sessions: [], agent: { status: 'idle' } });
    await expect(carol.request('call.dial', { to: { agent: 'zed' } })).rejects.toMatchObject({ code: 'notFound' });
    await expect(carol.request('call.dial', { to: { agent: 'carol' } })).rejects.toMatchObject({
      code: 'invalidArgument',
    });
  });
});
