import { describe, expect, it } from 'vitest';
import type { CallSnapshot } from '@callstation/core/model';
import { sampleEngagement, sampleSession } from '../store/testing/samples.ts';
import { demoApp, type AppConfig } from './app-config.ts';
import type { CentreOptions } from './create-centre.ts';
import { createBench } from './testing/bench.ts';

const CALLER = '+8613800138000';
const CALLED = '+8613900139000';
const OTHER = '+8613700137000';
const OURS = '+864001000100';
const app: AppConfig = {
  ...demoApp,
  numberMask: { caller: true, callee: true },
  skillGroups: demoApp.skillGroups.map((group) => ({ ...group, wrapUpMs: 60_000 })),
};

/** An app whose pages see no number, with one call that is over in its records. */
async function start(numberMask: AppConfig['numberMask'] = app.numberMask) {
  const peer = { id: 'p', role: 'customer' as const, state: 'joined' as const, number: OTHER };
  const record = {
    ...sampleSession({ app: 'demo', id: 'old' }),
    engagements: [sampleEngagement({ app: 'demo', agent: 'alice', sessionId: 'old', peer })],
    ...{ steps: [], recordings: [] },
  };
  const asked: unknown[] = [];
  const get = async (of: string, id: string) => {
    asked.push([of, id]);
    return of === 'demo' && id === 'old' ? record : null;
  };
  const nothing = {
    list: async () => [],
    get: async () => null,
    agentStates: async () => [],
    engagements: async () => [],
  };
  const memory = () => ({ settings: nothing, events: nothing, sessions: { ...nothing, get } });
  const bench = await createBench({
    apps: [{ ...app, ...(numberMask === undefined ? {} : { numberMask }) }],
    memory: memory as unknown as NonNullable<CentreOptions['memory']>,
  });
  return { bench, alice: bench.sit('alice'), asked };
}
type Started = Awaited<ReturnType<typeof start>>;

/** Alice talks to somebody she called; bob is free. */
async function dialled(numberMask?: AppConfig['numberMask']) {
  const { bench, alice } = await start(numberMask);
  const { sessionId } = await alice.request('call.dial', { to: { number: CALLED } });
  await bench.rest();
  const { leg } = bench.phone.to({ number: CALLED });
  bench.phone.emit({ type: 'answered', leg });
  await bench.rest();
  const bob = bench.sit('bob');
  return { bench, alice, bob, sessionId };
}

/** Somebody has a call to {@link CALLED} whose number no page was told. */
function expectHidden({ updates }: Started['bench'], call: CallSnapshot): void {
  expect(call).toMatchObject({
    direction: 'in',
    context: { flow: 'out', callerNumber: OURS, calleeNumber: '+86139****9000', displayNumber: OURS },
  });
  expect(JSON.stringify(updates)).not.toContain(CALLED.slice(3));
}

async function rung({ bench, alice }: Started): Promise<string> {
  bench.phone.incoming(CALLER);
  await bench.rest();
  return alice.call().id;
}
/** All that any page was ever told. */
const told = ({ bench, alice }: Started): string =>
  JSON.stringify([
    bench.updates,
    alice.state(),
    bench.centre.open({ ...alice.seat, page: 'another' }, { visible: false }),
  ]);

describe('an app that keeps numbers from its agents', () => {
  it('tells no page a caller’s, whatever becomes of the call; the switch and the records have it', async () => {
    const started = await start();
    const { bench, alice } = started;
    const watcher = bench.sit('sam', { rights: ['dial', 'dialExternal', 'supervise', 'board'] });
    await watcher.request('board.watch', { on: true });
    const sessionId = await rung(started);
    expect(alice.call()).toMatchObject({
      peer: { number: '+86138****8000', masked: true },
      context: { callerNumber: '+86138****8000', calleeNumber: '4000' },
    });
    await alice.request('call.answer', { sessionId });
    await bench.rest();
    await alice.request('call.consult', { sessionId, to: { number: CALLED } });
    await bench.pass(600);
    expect(alice.call()).toMatchObject({ consult: { to: { number: '+86139****9000' } } });
    await alice.request('call.cancelConsult', { sessionId });
    await alice.request('call.hangup', { sessionId });
    await bench.pass(600);
    for (const number of [CALLER, CALLED]) {
      expect(told(started)).not.toContain(number);
      expect(told(started)).not.toContain(number.slice(3));
    }
    expect(JSON.stringify(bench.phone.orders)).toContain(CALLED);
    expect(JSON.stringify(bench.store)).toContain(CALLER);
  });

  it.each([
    ['transferred to an agent', 'call.transfer', { agent: 'bob' }],
    ['consulted about', 'call.consult', { agent: 'bob' }],
    ['given to a group', 'call.transfer', { skillGroup: 'support' }],
  ] as const)('tells nobody the number of a call that an agent made and %s', async (_how, verb, to) => {
    const { bench, alice, sessionId, bob } = await dialled();
    await alice.request(verb, { sessionId, to });
    await bench.rest();
    expectHidden(bench, bob.call());
    await bob.request('call.answer', { sessionId });
    await bench.pass(600);
    expectHidden(bench, bob.call());
  });

  it('tells nobody the number of a call that an agent made and lost', async () => {
    const { bench, alice, bob } = await dialled();
    alice.close();
    await bench.pass(60_000);
    expect(bob.call().context.requeued).toMatchObject({ agent: 'alice' });
    expectHidden(bench, bob.call());
  });

  it('keeps who was called by the rule for them, also from who gets the call later', async () => {
    const { bench, alice, bob, sessionId } = await dialled({ caller: true });
    await alice.request('call.transfer', { sessionId, to: { agent: 'bob' } });
    await bench.rest();
    expect(bob.call()).toMatchObject({
      direction: 'in',
      peer: { number: CALLED },
      context: { flow: 'out', callerNumber: OURS, calleeNumber: CALLED, displayNumber: OURS },
    });
  });

  it('keeps one kind of number and not the other', async () => {
    const started = await start({ callee: true });
    await rung(started);
    expect(started.alice.call().peer).toMatchObject({ number: CALLER });
    expect(started.alice.call().peer).not.toHaveProperty('masked');
  });

  it('lets an agent call whoever an own call was with, by the call', async () => {
    const started = await start();
    const { bench, alice } = started;
    const sessionId = await rung(started);
    await alice.request('call.answer', { sessionId });
    await bench.rest();
    await alice.request('call.hangup', { sessionId });
    await bench.rest();
    await alice.request('call.dial', { to: { session: sessionId } });
    await bench.rest();
    expect(bench.phone.to({ number: CALLER })).toBeDefined();
    expect(told(started)).not.toContain(CALLER);
    await alice.request('call.hangup', { sessionId: alice.call().id });
    await bench.rest();
    await alice.request('call.dial', { to: { session: 'old' } });
    await bench.rest();
    expect(bench.phone.to({ number: OTHER })).toBeDefined();
    expect(alice.call().peer).toMatchObject({ number: '+86137****7000', masked: true });
    expect(told(started)).not.toContain(OTHER);
  });

  it('calls nobody by a call that is another agent’s, or none', async () => {
    const started = await start();
    const { bench, asked } = started;
    const bob = bench.sit('bob');
    for (const session of ['old', 'none', '__proto__'])
      await expect(bob.request('call.dial', { to: { session } })).rejects.toMatchObject({ code: 'notFound' });
    expect(asked).toEqual([
      ['demo', 'old'],
      ['demo', 'none'],
      ['demo', '__proto__'],
    ]);
  });
});
