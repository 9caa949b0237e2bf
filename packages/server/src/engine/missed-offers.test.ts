import { describe, expect, it } from 'vitest';
import { demoApp, type AgentConfig, type AppConfig, type SkillGroupConfig } from './app-config.ts';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

const CALLER = '13800138000';
const support = demoApp.skillGroups[0] as SkillGroupConfig;
const appWith = (over: Partial<SkillGroupConfig>, agents?: AgentConfig[]): AppConfig[] => [
  { ...demoApp, skillGroups: [{ ...support, ...over }], ...(agents ? { agents } : {}) },
];
/** Alice and bob; a customer is offered to alice. */
async function ringing(apps: AppConfig[] = [demoApp]): Promise<{ bench: Bench; alice: TestSeat; bob: TestSeat }> {
  const bench = await createBench({ apps });
  const alice = bench.sit('alice');
  await bench.pass(10);
  const bob = bench.sit('bob');
  await bench.pass(10);
  bench.phone.incoming(CALLER);
  await bench.rest();
  return { bench, alice, bob };
}
/** How alice's last session ended, as her pages were told. */
const ended = ({ updates }: Bench): unknown =>
  updates.flatMap(({ agent, update }) =>
    agent === 'alice' && update.type === 'session' && update.session.phase === 'ended' ? [update.session] : [],
  )[0];

describe('an offer that rings out', () => {
  it('is a return to the queue for TCCC’s autoTransfer, and makes the agent not ready', async () => {
    const { bench, alice, bob } = await ringing();
    await bench.pass(support.ringTimeoutMs);
    expect(alice.causes()).toContain('sessionRequeued');
    expect(ended(bench)).toMatchObject({
      end: { reason: 'requeued', by: 'timer' },
      missed: { why: 'tooSlow', rangMs: 20_000, limitMs: 20_000 },
    });
    expect(alice.state().agent).toMatchObject({ status: 'not-ready', why: 'noAnswer', missedOffer: true });
    expect(bob.call().phase).toBe('offered');
  });

  it('leaves the agent ready where the group says so, and goes to somebody else', async () => {
    const { bench, alice, bob } = await ringing(appWith({ noAnswer: 'again' }));
    await bench.pass(support.ringTimeoutMs);
    expect(alice.state().agent.status).toBe('idle');
    expect(bob.call().phase).toBe('offered');
    await bench.pass(support.ringTimeoutMs);
    expect(alice.call().phase).toBe('offered');
  });

  it('is a break where the group says so', async () => {
    const { bench, alice } = await ringing(appWith({ noAnswer: { break: 'away' } }));
    await bench.pass(support.ringTimeoutMs);
    expect(alice.state().agent).toMatchObject({ status: 'break', reason: 'away', missedOffer: true });
    await alice.request('agent.setStatus', { status: 'idle' });
    expect(alice.state().agent).not.toHaveProperty('missedOffer');
  });
});

describe('why an offer was missed', () => {
  const report = (bench: Bench, { seat }: TestSeat, health: object): void =>
    bench.centre.report(seat, { visible: true, ...health });
  it.each<[string, string, (at: { bench: Bench; alice: TestSeat }) => Promise<unknown>]>([
    ['declined', 'she rejects it', ({ alice }) => alice.request('call.reject', { sessionId: alice.call().id })],
    ['tooSlow', 'she does nothing', ({ bench }) => bench.pass(20_000)],
    ['unreachable', 'her page is gone', async ({ alice }) => alice.close()],
    [
      'microphone',
      'her page has none',
      ({ bench, alice }) => (report(bench, alice, { microphone: 'denied' }), bench.pass(20_000)),
    ],
    [
      'ringBlocked',
      'her browser is silent',
      ({ bench, alice }) => (report(bench, alice, { output: 'blocked', microphone: 'ok' }), bench.pass(20_000)),
    ],
    [
      'callerLeft',
      'the caller hangs up',
      async ({ bench }) => {
        const [customer] = bench.phone.live();
        bench.phone.end(customer?.leg ?? '', { reason: 'remoteCancel', by: 'peer' });
      },
    ],
  ])('%s: %s', async (why, _what, miss) => {
    const at = await ringing();
    await miss(at);
    await at.bench.rest();
    expect(ended(at.bench)).toMatchObject({ missed: { why } });
    const record = (await at.bench.store.records({ app: 'demo', agent: 'alice' }))[0];
    expect(record?.missed?.why).toBe(why);
  });

  it('knows what the page said before the offer, and forgets what was put right', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    report(bench, alice, { output: 'blocked' });
    bench.phone.incoming(CALLER);
    await bench.rest();
    await bench.pass(20_000);
    expect(ended(bench)).toMatchObject({ missed: { why: 'ringBlocked' } });
    report(bench, alice, { output: 'ok' });
    await alice.request('agent.setStatus', { status: 'idle' });
    await bench.pass(20_000);
    expect((await bench.store.records({ app: 'demo' }))[0]?.missed?.why).toBe('tooSlow');
  });

  it('noAudio: she answers and no sound comes up', async () => {
    const bench = await createBench({ autoPages: false });
    const alice = bench.sit('alice');
    bench.phone.incoming(CALLER);
    await bench.rest();
    await alice.request('call.answer', { sessionId: alice.call().id });
    for (let time = 0; time < 2; time++) {
      bench.phone.end(bench.phone.to({ page: 'alice-page' }).leg, { reason: 'noAnswer', by: 'timer' });
      await bench.rest();
    }
    expect(ended(bench)).toMatchObject({ end: { reason: 'requeued' }, missed: { why: 'noAudio' } });
  });

  it('is not said of a call that was taken', async () => {
    const { bench, alice } = await ringing();
    await alice.request('call.answer', { sessionId: alice.call().id });
    await bench.rest();
    await alice.request('call.hangup', { sessionId: alice.call().id });
    await bench.rest();
    expect(ended(bench)).not.toHaveProperty('missed');
  });
});

describe('auto-answer', () => {
  const group = appWith({ autoAnswer: true });
  const zipOf = ({ phone }: Bench): string => {
    const zip = phone.orders.findLast((order) => order[0] === 'play' && 'tone' in order[3] && order[3].tone === 'zip');
    if (zip?.[0] !== 'play') throw new Error('no zip tone');
    return zip[1];
  };

  it('brings the page’s leg up by itself; a tone warns the agent before the customer is let in', async () => {
    const { bench, alice } = await ringing(group);
    const customer = bench.phone.live().find(({ incoming }) => incoming);
    const page = bench.phone.to({ page: 'alice-page' });
    expect(alice.causes().filter((cause) => cause.startsWith('session'))).toEqual([
      'sessionOffered',
      'sessionAccepted',
    ]);
    expect(bench.phone.plays.get(zipOf(bench))).toEqual({ leg: page.leg });
    expect([customer?.answered, customer?.room, page.room]).toEqual([false, null, null]);
    bench.phone.played(zipOf(bench));
    await bench.rest();
    expect(alice.call().phase).toBe('active');
    expect(customer?.answered).toBe(true);
    expect(customer?.room).toBe(page.room);
  });

  it('keeps a waiting customer at the music until the tone is over', async () => {
    const bench = await createBench({ apps: group });
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    const music = [...bench.phone.plays.keys()];
    const alice = bench.sit('alice');
    await bench.rest();
    expect(alice.call().phase).toBe('connecting');
    expect([...bench.phone.plays.keys()]).toEqual([...music, zipOf(bench)]);
    bench.phone.played(zipOf(bench));
    await bench.rest();
    expect(bench.phone.plays.size).toBe(0);
    expect(bench.phone.legs.get(customer)?.room).toBe(bench.phone.to({ page: 'alice-page' }).room);
  });

  it('lets the customer in without a tone that cannot be played', async () => {
    const bench = await createBench({ apps: group });
    const alice = bench.sit('alice');
    bench.phone.fail('play');
    bench.phone.incoming(CALLER);
    await bench.rest();
    expect(alice.call().phase).toBe('active');
  });

  it('warns again on the next leg when the first is lost meanwhile', async () => {
    const { bench, alice } = await ringing(group);
    const first = bench.phone.to({ page: 'alice-page' });
    const before = zipOf(bench);
    bench.phone.end(first.leg, { reason: 'networkLost', by: 'peer' });
    await bench.rest();
    const second = bench.phone.to({ page: 'alice-page' });
    expect(second.leg).not.toBe(first.leg);
    expect(zipOf(bench)).not.toBe(before);
    bench.phone.played(before);
    await bench.rest();
    expect(alice.call().phase).toBe('connecting');
    bench.phone.played(zipOf(bench));
    await bench.rest();
    expect(alice.call().phase).toBe('active');
  });

  it('is as the agent has it, whatever the group says', async () => {
    const agent = { id: 'alice', name: 'Alice', role: 'agent' } as const;
    const never = await ringing(appWith({ autoAnswer: true }, [{ ...agent, autoAnswer: false }]));
    expect(never.alice.call().phase).toBe('offered');
    const always = await ringing(appWith({}, [{ ...agent, autoAnswer: true }]));
    expect(always.alice.call().phase).toBe('connecting');
  });
});
