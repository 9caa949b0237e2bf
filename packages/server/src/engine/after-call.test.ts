import type { CallstationError } from '@callstation/core/protocol';
import { describe, expect, it } from 'vitest';
import { demoApp, type SkillGroupConfig } from './app-config.ts';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

const CALLER = '13800138000';

/** Alice in the after-call work of a call of that group. */
async function afterCall(
  over: Partial<SkillGroupConfig>,
): Promise<{ bench: Bench; alice: TestSeat; sessionId: string }> {
  const apps = [{ ...demoApp, skillGroups: demoApp.skillGroups.map((group) => ({ ...group, ...over })) }];
  const bench = await createBench({ apps });
  const alice = bench.sit('alice');
  bench.phone.incoming(CALLER);
  await bench.rest();
  const sessionId = alice.call().id;
  await alice.request('call.answer', { sessionId });
  await bench.rest();
  await alice.request('call.hangup', { sessionId });
  await bench.rest();
  return { bench, alice, sessionId };
}
const refused = (request: Promise<unknown>): Promise<unknown> =>
  request.then(
    () => null,
    (error: CallstationError) => (error.data as { reason?: string } | undefined)?.reason ?? error.code,
  );

describe('after-call work', () => {
  it('can be put off up to the longest the group allows, and no further', async () => {
    const { bench, alice } = await afterCall({ wrapUpMs: 10_000, wrapUpMaxMs: 25_000 });
    const start = bench.clock.now();
    expect(alice.state().agent).toMatchObject({ status: 'wrap-up', deadline: start + 10_000 });
    await alice.request('agent.extendWrapUp', { ms: 10_000 });
    expect(alice.state().agent).toMatchObject({ deadline: start + 20_000 });
    await alice.request('agent.extendWrapUp', { ms: 10_000 });
    expect(alice.state().agent).toMatchObject({ deadline: start + 25_000 });
    expect(await refused(alice.request('agent.extendWrapUp', { ms: 1 }))).toBe('wrapUpLongest');
    await bench.pass(24_999);
    expect(alice.state().agent.status).toBe('wrap-up');
    await bench.pass(1);
    expect(alice.state()).toMatchObject({ agent: { status: 'idle' }, sessions: [] });
  });

  it('is followed by what the agent wanted meanwhile', async () => {
    const { bench, alice } = await afterCall({ wrapUpMs: 10_000 });
    await alice.request('agent.setStatus', { status: 'wrap-up' });
    await bench.pass(10_000);
    expect(alice.state().agent).toMatchObject({ status: 'wrap-up', deadline: null });
    await alice.request('agent.endWrapUp', {});
    expect(alice.state().agent.status).toBe('idle');
  });

  it('brings the next caller when it is over, and none before', async () => {
    const { bench, alice } = await afterCall({ wrapUpMs: 10_000 });
    bench.phone.incoming('13800138001');
    await bench.pass(9999);
    expect(alice.call().phase).toBe('ended');
    await bench.pass(1);
    expect(alice.call()).toMatchObject({ phase: 'offered', peer: { number: '+8613800138001' } });
  });
});

describe('a disposition that is required', () => {
  const group = { wrapUpMs: null, dispositionRequired: true };

  it('keeps after-call work from being completed, ended, or left for another status', async () => {
    const { bench, alice, sessionId } = await afterCall(group);
    expect(alice.call()).toMatchObject({ phase: 'ended', wrapUp: { deadline: null, requires: 'disposition' } });
    expect(await refused(alice.request('call.complete', { sessionId }))).toBe('needsDisposition');
    expect(await refused(alice.request('agent.endWrapUp', {}))).toBe('needsDisposition');
    expect(await refused(alice.request('agent.setStatus', { status: 'idle' }))).toBe('needsDisposition');
    expect(await refused(alice.request('agent.setStatus', { status: 'wrap-up' }))).toBe(null);
    await alice.request('session.annotate', { sessionId, annotation: { disposition: 'solved' } });
    expect(await refused(alice.request('call.complete', { sessionId }))).toBe(null);
    await alice.request('agent.setStatus', { status: 'idle' });
    await bench.rest();
    expect(alice.state()).toMatchObject({ agent: { status: 'idle' }, sessions: [] });
  });

  it('does not keep the timer from ending it', async () => {
    const { bench, alice } = await afterCall({ ...group, wrapUpMs: 10_000 });
    await bench.pass(10_000);
    expect(alice.state()).toMatchObject({ agent: { status: 'idle' }, sessions: [] });
  });
});
