import { BLOCK_REASONS } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig, type DiallingConfig } from './app-config.ts';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

const CALLER = '13800138000';
const appWith = (dialling: DiallingConfig): AppConfig[] => [{ ...demoApp, dialling }];

/** The reason it was refused for, of those there are words for; null when it was not. */
async function refusal(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return null;
  if (!(error instanceof CallstationError) || error.code !== 'policyBlocked') throw error;
  const { reason } = error.data as { reason: unknown };
  expect(BLOCK_REASONS).toContain(reason);
  return reason;
}

async function inCall(bench: Bench): Promise<{ alice: TestSeat; sessionId: string }> {
  const alice = bench.sit('alice');
  bench.phone.incoming(CALLER);
  await bench.rest();
  const sessionId = alice.call().id;
  await alice.request('call.answer', { sessionId });
  await bench.rest();
  return { alice, sessionId };
}
const dial = async (bench: Bench, seat: TestSeat, number: string): Promise<unknown> => {
  const why = await refusal(seat.request('call.dial', { to: { number } }));
  await bench.rest();
  return why;
};
/** Calls, answers, hangs up after so long. */
async function callFor(bench: Bench, seat: TestSeat, number: string, ms: number): Promise<unknown> {
  const why = await dial(bench, seat, number);
  if (why !== null) return why;
  bench.phone.emit({ type: 'answered', leg: bench.phone.to({ number: `+86${number}` }).leg });
  await bench.pass(ms);
  await seat.request('call.hangup', { sessionId: seat.call().id });
  await bench.rest();
  return seat.state().sessions.length === 0 ? null : seat.call().phase;
}

describe('X15: premium, foreign and denied numbers', () => {
  const targets = ['+1 900 234 5678', '+44 909 012 3456', '+252 61 234 5678', '16812345'];

  it('are refused to every verb that calls a number, with the reason, counted, and nothing is dialled', async () => {
    const bench = await createBench();
    const { alice, sessionId } = await inCall(bench);
    const before = bench.phone.legs.size;
    const state = alice.state();
    for (const number of targets) {
      const why = number === '16812345' ? 'premiumNumber' : 'foreignNumber';
      for (const verb of ['transfer', 'consult', 'conference'] as const)
        expect([number, verb, await refusal(alice.request(`call.${verb}`, { sessionId, to: { number } }))]).toEqual([
          ...[number, verb],
          number === '+44 909 012 3456' || number === '+1 900 234 5678' ? 'premiumNumber' : why,
        ]);
    }
    expect(alice.state()).toBe(state);
    await alice.request('call.hangup', { sessionId });
    await bench.rest();
    for (const number of targets) expect(await dial(bench, alice, number)).toMatch(/^(premium|foreign)Number$/u);
    expect(await refusal(alice.request('agent.setPhone', { mode: 'mobile', number: '+252 61 234 5678' }))).toBe(
      'foreignNumber',
    );
    expect(alice.state().sessions).toEqual([]);
    expect([...bench.phone.legs.values()].length).toBeLessThanOrEqual(before);
    expect(bench.centre.dialling().refused).toEqual({ premiumNumber: 12, foreignNumber: 5 });
  });

  it('are let through where the app says so', async () => {
    const bench = await createBench({ apps: appWith({ countries: ['CN', 'SO'], deny: ['+86139'] }) });
    const alice = bench.sit('alice');
    expect(await dial(bench, alice, '13912345678')).toBe('deniedNumber');
    expect(await dial(bench, alice, '+252 61 234 5678')).toBe(null);
    expect(alice.call().phase).toBe('dialing');
  });
});

describe('X16: call pumping', () => {
  const tail = (n: number): string => String(n).padStart(4, '0');

  it('of 100 calls a minute to one range 30 go out; one alarm; other ranges are called as ever', async () => {
    const bench = await createBench({ apps: appWith({ perAgentPerMinute: 1000 }) });
    const alice = bench.sit('alice');
    const placed: unknown[] = [];
    for (let n = 0; n < 100; n++) {
      const why = await dial(bench, alice, `1380013${tail(n)}`);
      placed.push(why);
      if (why === null) await alice.request('call.hangup', { sessionId: alice.call().id });
      await bench.pass(600);
    }
    expect(placed.filter((why) => why === null)).toHaveLength(30);
    expect(new Set(placed)).toEqual(new Set([null, 'tooManyCalls']));
    const { alarms, refused } = bench.centre.dialling();
    expect(alarms).toEqual([{ app: 'demo', why: 'many', range: '+861380013', since: expect.any(Number) }]);
    expect(refused).toEqual({ tooManyCalls: 70 });
    expect(bench.logs.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(JSON.stringify(bench.logs)).not.toMatch(/1380013\d{4}/u);
    expect(await dial(bench, alice, '13911112222')).toBe(null);
    await alice.request('call.hangup', { sessionId: alice.call().id });
    // A minute later the range is called again, and the alarm goes when nothing happens any more.
    await bench.pass(60_000);
    expect(await dial(bench, alice, '13800130001')).toBe(null);
    await bench.pass(600_000);
    expect(bench.centre.dialling().alarms).toEqual([]);
  });

  it('one agent has 30 calls a minute, over all ranges', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const placed: unknown[] = [];
    for (let n = 0; n < 40; n++) {
      const why = await dial(bench, alice, `139${tail(n)}0000`);
      placed.push(why);
      if (why === null) await alice.request('call.hangup', { sessionId: alice.call().id });
      await bench.rest();
    }
    expect(placed.filter((why) => why === 'tooManyCalls')).toHaveLength(10);
    expect(await dial(bench, bench.sit('bob'), '13911112222')).toBe(null);
  });

  it('nearly nothing but short calls to a range: an alarm, and it rests for ten minutes', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const how: unknown[] = [];
    // Slow enough for every limit by the minute.
    for (let n = 0; n < 25; n++) how.push(await callFor(bench, alice, `1380013${tail(n)}`, 5000));
    expect(how).toEqual([...Array(20).fill(null), ...Array(5).fill('tooManyCalls')]);
    expect(bench.centre.dialling().alarms).toMatchObject([{ app: 'demo', why: 'short', range: '+861380013' }]);
    await bench.pass(600_000);
    expect(await callFor(bench, alice, '13800130001', 5000)).toBe(null);
  });

  it('calls of usual length are no pattern', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    for (let n = 0; n < 40; n++)
      expect(await callFor(bench, alice, `1380013${tail(n)}`, n % 2 === 0 ? 5000 : 20_000)).toBe(null);
    expect(bench.centre.dialling().alarms).toEqual([]);
  });
});

describe('X16: the kill switch', () => {
  it('stops every call to the outside at once, but for emergency, until it is let again', async () => {
    const bench = await createBench();
    const { alice, sessionId } = await inCall(bench);
    const bob = bench.sit('bob');
    bench.centre.stopDialling('demo', true);
    expect(await dial(bench, bob, '13900001111')).toBe('callsStopped');
    expect(await dial(bench, bob, '10001')).toBe('callsStopped');
    for (const verb of ['transfer', 'consult', 'conference'] as const)
      expect(await refusal(alice.request(`call.${verb}`, { sessionId, to: { number: '13900001111' } }))).toBe(
        'callsStopped',
      );
    // Who talks goes on talking, and who calls in is served.
    expect(alice.call().phase).toBe('active');
    bench.phone.incoming('13800138001');
    await bench.rest();
    expect(bob.call().phase).toBe('offered');
    await bob.request('call.reject', { sessionId: bob.call().id });
    expect(bench.centre.dialling().stopped).toEqual(['demo']);
    expect(await dial(bench, bob, '110')).toBe(null);
    await bob.request('call.hangup', { sessionId: bob.call().id });
    bench.centre.stopDialling('demo', false);
    await bench.rest();
    expect(await dial(bench, bob, '13900001111')).toBe(null);
    expect(bench.logs.filter(({ level }) => level === 'warn')).toHaveLength(2);
  });

  it('also keeps a menu from calling out: the caller goes where nobody answers', async () => {
    const [support] = demoApp.skillGroups;
    if (support === undefined) throw new Error('no group');
    const out = { overflow: { nobody: { number: '13900001111' } } };
    const bench = await createBench({ apps: [{ ...demoApp, skillGroups: [{ ...support, ...out }] }] });
    bench.centre.stopDialling('demo', true);
    bench.phone.incoming(CALLER);
    await bench.pass(1000);
    expect([...bench.phone.legs.values()].filter((leg) => 'trunk' in leg.to && leg.to.number.includes('139'))).toEqual(
      [],
    );
    expect(bench.centre.dialling().refused).toEqual({ callsStopped: 1 });
  });
});
