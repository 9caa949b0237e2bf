import { describe, expect, it } from 'vitest';
import { CallstationError, LIMITS } from '@callstation/core/protocol';
import { demoApp } from './app-config.ts';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

async function talking(): Promise<{
  bench: Bench;
  alice: TestSeat;
  sessionId: string;
  customer: string;
  page: string;
}> {
  const bench = await createBench();
  const alice = bench.sit('alice');
  const { sessionId } = await alice.request('call.dial', { to: { number: '10001' } });
  await bench.rest();
  const customer = bench.phone.to({ number: '10001' }).leg;
  bench.phone.emit({ type: 'answered', leg: customer });
  await bench.rest();
  return { bench, alice, sessionId, customer, page: bench.phone.to({ page: 'alice-page' }).leg };
}

describe('in a call', () => {
  it('holds and resumes after the switch has done it', async () => {
    const { bench, alice, sessionId, customer } = await talking();
    const release = bench.phone.block('hold');
    const done = alice.request('call.hold', { sessionId });
    await bench.rest();
    expect(alice.call()).toMatchObject({ hold: 'holding' });
    release();
    await done;
    expect(alice.call()).toMatchObject({ hold: 'held' });
    expect(bench.phone.legs.get(customer)?.held).toBe(true);
    await alice.request('call.resume', { sessionId });
    expect(alice.call()).toMatchObject({ hold: 'none' });
    expect(bench.phone.legs.get(customer)?.held).toBe(false);
    expect(alice.causes().slice(-4)).toEqual(['sessionChanged', 'sessionHeld', 'sessionChanged', 'sessionResumed']);
  });

  it('mutes and un-mutes by the gate on the page leg', async () => {
    const { bench, alice, sessionId, page } = await talking();
    await alice.request('call.mute', { sessionId });
    expect(alice.call()).toMatchObject({ mute: 'on' });
    expect(bench.phone.legs.get(page)?.gated).toBe(true);
    await alice.request('call.unmute', { sessionId });
    expect(alice.call()).toMatchObject({ mute: 'off' });
    expect(bench.phone.legs.get(page)?.gated).toBe(false);
  });

  it('sends digits to the customer', async () => {
    const { bench, alice, sessionId, customer } = await talking();
    await alice.request('call.sendDigits', { sessionId, digits: '12#a' });
    expect(bench.phone.orders.at(-1)).toEqual(['digits', customer, '12#A']);
    const most = '1'.repeat(LIMITS.digits);
    await alice.request('call.sendDigits', { sessionId, digits: most });
    expect(bench.phone.orders.at(-1)).toEqual(['digits', customer, most]);
  });

  it.each(['', '12x', '1'.repeat(65), '1\r\n', '１'])('refuses the digits %j', async (digits) => {
    const { alice, sessionId } = await talking();
    const refused = alice.request('call.sendDigits', { sessionId, digits });
    await expect(refused).rejects.toMatchObject({ code: 'invalidArgument' });
  });

  it.each([
    ['hold', 'hold', { hold: 'none' }],
    ['mute', 'gate', { mute: 'off' }],
    ['sendDigits', 'digits', { phase: 'active' }],
  ] as const)('rejects %s and goes back when the switch cannot', async (verb, name, back) => {
    const { bench, alice, sessionId } = await talking();
    bench.phone.fail(name, 1, new CallstationError('mediaFailed'));
    const params = { sessionId, digits: '1' };
    await expect(alice.request(`call.${verb}`, params)).rejects.toMatchObject({ code: 'mediaFailed' });
    expect(alice.call()).toMatchObject(back);
  });

  it('gives up on a switch that does not answer', async () => {
    const { bench, alice, sessionId } = await talking();
    bench.phone.block('hold');
    const refused = expect(alice.request('call.hold', { sessionId })).rejects.toMatchObject({ code: 'timeout' });
    await bench.pass(15_000);
    await refused;
    expect(alice.call()).toMatchObject({ hold: 'none' });
  });

  it('refuses what is not legal now, with the reason', async () => {
    const { alice, sessionId } = await talking();
    const refuse = async (method: 'answer' | 'resume' | 'unmute' | 'complete' | 'transfer', error: object) => {
      const params = { sessionId, to: { agent: 'bob' } };
      await expect(alice.request(`call.${method}`, params)).rejects.toMatchObject(error);
    };
    await refuse('answer', { code: 'invalidState', data: { reason: 'wrongPhase' } });
    await refuse('resume', { code: 'invalidState', data: { reason: 'notHeld' } });
    await refuse('unmute', { code: 'invalidState', data: { reason: 'notMuted' } });
    await refuse('complete', { code: 'invalidState' });
    await refuse('transfer', { code: 'notFound' });
    expect(alice.call()).toMatchObject({ phase: 'active', hold: 'none', mute: 'off' });
  });

  it('tells a colleague, another tenant and a stranger the same about a call that is not theirs', async () => {
    const bench = await createBench({ apps: [demoApp, { ...demoApp, id: 'other', skillGroups: [] }] });
    const alice = bench.sit('alice');
    const { sessionId } = await alice.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    const others = [bench.sit('bob'), bench.sit('alice', { app: 'other', page: 'elsewhere' })];
    const errors = await Promise.all([
      ...others.map((seat) => seat.request('call.hangup', { sessionId }).catch((error: unknown) => error)),
      alice.request('call.hangup', { sessionId: 'nothing' }).catch((error: unknown) => error),
    ]);
    const plain = errors.map((error) => (error instanceof CallstationError ? error.toData() : error));
    expect(plain[0]).toMatchObject({ code: 'notFound' });
    expect(plain).toEqual([plain[0], plain[0], plain[0]]);
    expect(alice.call().phase).toBe('dialing');
  });

  it('does nothing for a page that is not open, or is somebody else’s', async () => {
    const { bench, alice } = await talking();
    const ghost = { ...alice.seat, page: 'ghost' };
    await expect(bench.centre.request(ghost, 'agent.setStatus', { status: 'idle' })).rejects.toMatchObject({
      code: 'notReady',
    });
    expect(() => bench.sit('mallory', { page: 'alice-page' })).toThrow(CallstationError);
  });

  it('answers every method that is not built with notSupported', async () => {
    const { alice } = await talking();
    await expect(alice.request('chat.read', { sessionId: 'x', seq: 1 })).rejects.toMatchObject({
      code: 'notSupported',
    });
    // The connection's own never get here.
    for (const method of ['hello', 'sipAccount', 'page.report', 'refreshToken', 'renewToken'] as const)
      await expect(alice.request(method, {} as never)).rejects.toMatchObject({ code: 'notSupported' });
  });

  it('keeps a status chosen in a call until the call is over', async () => {
    const { bench, alice, sessionId } = await talking();
    await alice.request('agent.setStatus', { status: 'not-ready' });
    expect(alice.state().agent.status).toBe('busy');
    await alice.request('call.hangup', { sessionId });
    await bench.rest();
    expect(alice.state().agent).toMatchObject({ status: 'not-ready', why: 'agent' });
  });

  it('answers the directory', async () => {
    const { alice } = await talking();
    expect(await alice.request('directory.agents', {})).toMatchObject([{ id: 'alice', name: 'alice', status: 'busy' }]);
    expect(await alice.request('directory.agents', { status: 'idle' })).toEqual([]);
    expect(await alice.request('directory.skillGroups', {})).toMatchObject([{ id: 'support', name: 'Support' }]);
    expect((await alice.request('directory.numbers', {})).map(({ number }) => number)).toContain('+864001000100');
  });
});
