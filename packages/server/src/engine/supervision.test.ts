import { describe, expect, it } from 'vitest';
import type { ActiveCall, Id, Right } from '@callstation/core/model';
import { demoApp } from './app-config.ts';
import type { TestSeat } from './testing/bench.ts';
import { createEars, type Ears } from './testing/ears.ts';

const RIGHTS: Right[] = ['dial', 'supervise', 'intercept', 'board'];

interface Floor extends Ears {
  sam: TestSeat;
  id: Id;
  listen(agent?: string): Promise<unknown>;
  samDoes(verb: 'whisper' | 'barge' | 'intercept' | 'stop'): Promise<void>;
  /** What everybody hears, in one line each. */
  heard(): Record<string, string>;
}

/** Alice talks to a customer; Sam may supervise. */
async function floor(options: Parameters<typeof createEars>[0] = {}, supervises?: '*' | Id[]): Promise<Floor> {
  const ears = await createEars(options);
  const { bench, alice } = ears;
  const sam = bench.sit('sam', { rights: RIGHTS, ...(supervises === undefined ? {} : { supervises }) });
  await sam.request('agent.setStatus', { status: 'not-ready' });
  const id = await ears.serve(alice);
  return {
    ...{ ...ears, sam, id },
    async listen(agent = 'alice') {
      const answer = await sam.request('supervisor.listen', { agent, session: id });
      await bench.rest();
      return answer;
    },
    async samDoes(verb) {
      await sam.request(`supervisor.${verb}`, { sessionId: id });
      await bench.rest();
    },
    heard: () => ears.all('alice', 'customer', 'sam'),
  };
}

const LISTEN = { alice: 'customer', customer: 'alice', sam: 'alice customer' };
const WHISPER = { ...LISTEN, alice: 'customer sam' };
const BARGE = { ...WHISPER, customer: 'alice sam' };

const reasonOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'allowed',
    ({ code, data }: { code: string; data?: { reason?: string } }) => data?.reason ?? code,
  );

describe('supervision', () => {
  it('listens, whispers, joins, listens again and leaves', async () => {
    const { sam, alice, id, listen, samDoes, heard, ends, all } = await floor();
    expect(await listen()).toEqual({ sessionId: id });
    expect(heard()).toEqual(LISTEN);
    expect(sam.call()).toMatchObject({
      ...{
        phase: 'active',
        role: 'supervisor',
        peer: { agentId: 'alice' },
        supervises: { session: id, mode: 'listen' },
      },
      others: [{ role: 'customer', number: '+8613800138000' }],
    });
    await samDoes('whisper');
    expect(heard()).toEqual(WHISPER);
    await samDoes('barge');
    expect(heard()).toEqual(BARGE);
    expect(sam.call()).toMatchObject({ supervises: { mode: 'barge' } });
    await listen();
    expect(heard()).toEqual(LISTEN);
    await samDoes('stop');
    expect(all('alice', 'customer', 'sam')).toEqual({ alice: 'customer', customer: 'alice', sam: 'nothing' });
    expect(sam.state().sessions).toEqual([]);
    expect(alice.call()).toMatchObject({ phase: 'active', others: [] });
    expect(await ends()).toEqual(['sam localHangup']);
  });

  it('is shown to the agent only while it joins: a listener and a whisper leave no trace in what they are sent', async () => {
    const { alice, bench, listen, samDoes } = await floor();
    const sent = (): string =>
      JSON.stringify(bench.updates.filter((u) => u.agent === 'alice').map(({ update }) => update));
    await listen();
    await samDoes('whisper');
    expect(sent()).not.toContain('sam');
    expect(JSON.stringify(alice.state())).not.toContain('sam');
    await samDoes('barge');
    expect(alice.call()).toMatchObject({ others: [{ role: 'supervisor', agentId: 'sam', name: 'sam' }] });
    await listen();
    expect(alice.call()).toMatchObject({ others: [] });
  });

  it('is nobody to leave the customer with, nor to be sent away by the agent', async () => {
    const { alice, id, listen, samDoes } = await floor();
    await listen();
    await samDoes('barge');
    for (const verb of ['leave', 'completeTransfer', 'takeBack'] as const) {
      expect(await reasonOf(alice.request(`call.${verb}`, { sessionId: id }))).not.toBe('allowed');
    }
    const participant = `${id}-sam`;
    expect(await reasonOf(alice.request('call.removeParticipant', { sessionId: id, participant }))).toBe(
      'noConference',
    );
    expect(await reasonOf(alice.request('call.consult', { sessionId: id, to: { agent: 'bob' } }))).toBe('allowed');
  });

  it.each(['listen', 'whisper', 'barge'] as const)('takes the call over from %s: the agent is out', async (mode) => {
    const { sam, alice, listen, samDoes, all, ends, far, bench } = await floor();
    await listen();
    if (mode !== 'listen') await samDoes(mode);
    await samDoes('intercept');
    expect(all('alice', 'customer', 'sam')).toEqual({ alice: 'nothing', customer: 'sam', sam: 'customer' });
    expect(sam.call()).toMatchObject({ phase: 'active', role: 'handler', peer: { role: 'customer' }, others: [] });
    expect(sam.call()).not.toHaveProperty('supervises');
    expect(alice.state().sessions).toEqual([]);
    bench.phone.end(far().leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect(await ends()).toEqual(['sam remoteHangup', 'alice takenElsewhere']);
  });

  it('gives the agent whose call was taken their after-call work', async () => {
    const [support] = demoApp.skillGroups;
    if (support === undefined) throw new Error('no group');
    const { alice, listen, samDoes } = await floor({
      apps: [{ ...demoApp, skillGroups: [{ ...support, wrapUpMs: 30_000 }] }],
    });
    await listen();
    await samDoes('intercept');
    expect(alice.call()).toMatchObject({ phase: 'ended', end: { reason: 'takenElsewhere', by: 'supervisor' } });
    expect(alice.state().agent).toMatchObject({ status: 'wrap-up' });
  });

  it('ends with the agent’s part, whoever ends it', async () => {
    const { sam, alice, bench, id, far, listen, ends } = await floor();
    await listen();
    await alice.request('call.hangup', { sessionId: id });
    await bench.rest();
    expect(sam.state().sessions).toEqual([]);
    expect([...(await ends())].sort()).toEqual(['alice localHangup', 'sam remoteHangup']);
    expect(bench.phone.legs.get(far().leg)?.ended).toBe(true);
  });

  it('hears nothing while the agent holds the call, and then goes on', async () => {
    const { alice, bench, id, listen, samDoes, heard } = await floor();
    await listen();
    await samDoes('barge');
    await alice.request('call.hold', { sessionId: id });
    await bench.rest();
    expect(alice.call()).toMatchObject({ hold: 'held' });
    expect(heard()).toEqual({ alice: 'nothing', customer: 'music', sam: 'nothing' });
    await alice.request('call.resume', { sessionId: id });
    await bench.rest();
    expect(heard()).toEqual(BARGE);
  });

  it('never follows the agent into another call', async () => {
    const { alice, bench, id, listen, samDoes, all, far } = await floor();
    await listen();
    await samDoes('barge');
    await alice.request('call.hold', { sessionId: id });
    await alice.request('call.dial', { to: { number: '13900000099' } });
    await bench.rest();
    const other = far('+8613900000099').leg;
    bench.phone.emit({ type: 'answered', leg: other });
    bench.phone.emit({ type: 'media', leg: other });
    await bench.rest();
    expect(all('alice', 'guest', 'sam')).toEqual({ alice: 'guest', guest: 'alice', sam: 'nothing' });
  });

  it('hears a consultation, and the customer again after it', async () => {
    const { alice, bob, sam, bench, id, listen, samDoes, all, heard } = await floor();
    await listen();
    await samDoes('whisper');
    await alice.request('call.consult', { sessionId: id, to: { agent: 'bob' } });
    expect(all('alice', 'sam')).toEqual({ alice: 'sam', sam: 'alice' });
    await bob.request('call.answer', { sessionId: id });
    await bench.rest();
    expect(all('alice', 'bob', 'customer', 'sam')).toEqual({
      ...{ alice: 'bob sam', bob: 'alice', customer: 'music', sam: 'alice bob' },
    });
    expect(sam.call()).toMatchObject({ others: [{ agentId: 'bob' }] });
    await alice.request('call.cancelConsult', { sessionId: id });
    await bench.rest();
    expect(heard()).toEqual(WHISPER);
  });

  it('ends when the agent hands the call over; the new agent is not listened to', async () => {
    const { alice, bob, sam, bench, id, listen, all, ends } = await floor();
    await listen();
    await alice.request('call.transfer', { sessionId: id, to: { agent: 'bob' } });
    await bob.request('call.answer', { sessionId: id });
    await bench.rest();
    expect(all('bob', 'customer', 'sam')).toEqual({ bob: 'customer', customer: 'bob', sam: 'nothing' });
    expect(sam.state().sessions).toEqual([]);
    expect(await ends()).toContain('sam transferred');
  });

  it('takes a call over while the agent asks somebody: that one is let go', async () => {
    const { alice, bob, bench, id, listen, samDoes, all } = await floor();
    await listen();
    await alice.request('call.consult', { sessionId: id, to: { agent: 'bob' } });
    await bob.request('call.answer', { sessionId: id });
    await bench.rest();
    await samDoes('intercept');
    expect(all('customer', 'sam')).toEqual({ customer: 'sam', sam: 'customer' });
    expect([alice, bob].map((one) => one.state().sessions)).toEqual([[], []]);
  });

  it('takes a call over while the agent waits for the customer to come out of an IVR', async () => {
    const { alice, sam, bench, id, listen, samDoes, all } = await floor();
    await listen();
    await alice.request('call.transfer', { sessionId: id, to: { ivr: 'main', agentLeg: 'wait' } });
    await bench.rest();
    expect(all('customer', 'sam')).toMatchObject({ customer: 'main-menu' });
    await samDoes('intercept');
    expect(all('customer', 'sam')).toEqual({ customer: 'sam', sam: 'customer' });
    expect(alice.state().sessions).toEqual([]);
    expect(sam.call()).toMatchObject({ phase: 'active', role: 'handler', consult: { state: 'none' } });
  });

  it('goes on when the agent’s page comes back with a new leg, and hears the lost tone until then', async () => {
    const { alice, bench, listen, samDoes, heard, hears } = await floor();
    await listen();
    await samDoes('whisper');
    alice.close();
    await bench.rest();
    expect([hears('sam'), hears('customer')]).toEqual(['lost', 'lost']);
    bench.sit('alice', { page: 'alice-again' });
    await bench.rest();
    expect(heard()).toEqual(WHISPER);
  });

  it('rejoins from the supervisor’s new page', async () => {
    const { sam, bench, listen, samDoes, heard, hears } = await floor();
    await listen();
    await samDoes('whisper');
    sam.close();
    await bench.rest();
    expect([hears('alice'), hears('customer')]).toEqual(['customer', 'alice']);
    bench.sit('sam', { page: 'sam-again', rights: RIGHTS });
    await bench.rest();
    expect(heard()).toEqual(WHISPER);
  });

  it('is over when the supervisor does not come back', async () => {
    const { sam, bench, listen, ends, all } = await floor();
    await listen();
    sam.close();
    await bench.pass(31_000);
    expect(await ends()).toEqual(['sam networkLost']);
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
  });

  it('mutes a supervisor who has joined', async () => {
    const { sam, bench, id, listen, samDoes, heard } = await floor();
    await listen();
    await samDoes('barge');
    await sam.request('call.mute', { sessionId: id });
    await bench.rest();
    expect(heard()).toEqual(LISTEN);
    expect(sam.call()).toMatchObject({ mute: 'on' });
  });

  it('is over when the switch cannot do it', async () => {
    const { sam, bench, id, ends, all } = await floor();
    bench.phone.fail('supervise');
    await sam.request('supervisor.listen', { agent: 'alice', session: id });
    await bench.rest();
    expect(sam.state().sessions).toEqual([]);
    expect(await ends()).toEqual(['sam systemError']);
    expect(all('alice', 'customer')).toEqual({ alice: 'customer', customer: 'alice' });
  });

  it.each([
    ['whisper', WHISPER],
    ['barge', BARGE],
  ] as const)('begins with %s where that is asked for: nobody is only listened to before', async (mode, expected) => {
    const { sam, bench, id, heard } = await floor();
    await sam.request('supervisor.listen', { agent: 'alice', session: id, mode });
    expect(sam.call()).toMatchObject({ phase: 'connecting', supervises: { mode } });
    await bench.rest();
    expect(heard()).toEqual(expected);
    const modes = bench.phone.orders.flatMap((order) => (order[0] === 'supervise' ? [order[3]] : []));
    expect(new Set(modes)).toEqual(new Set([mode]));
    await sam.request('supervisor.listen', { agent: 'alice', session: id, mode: 'listen' });
    await bench.rest();
    expect(heard()).toEqual(LISTEN);
  });

  it('changes how while the leg still comes up; the call is taken over only once it is there', async () => {
    const { sam, bench, id, heard, samDoes } = await floor();
    const free = bench.phone.block('dial');
    await sam.request('supervisor.listen', { agent: 'alice', session: id });
    await samDoes('whisper');
    expect(sam.call()).toMatchObject({ phase: 'connecting', supervises: { mode: 'whisper' } });
    expect(await reasonOf(sam.request('supervisor.whisper', { sessionId: id }))).toBe('wrongPhase');
    expect(await reasonOf(sam.request('supervisor.intercept', { sessionId: id }))).toBe('wrongPhase');
    free();
    await bench.rest();
    expect(sam.call()).toMatchObject({ phase: 'active', supervises: { mode: 'whisper' } });
    expect(heard()).toEqual(WHISPER);
  });

  it('keeps two supervisors’ whispers from each other', async () => {
    const { bench, id, listen, samDoes, all } = await floor();
    const dora = bench.sit('dora', { rights: RIGHTS });
    await dora.request('supervisor.listen', { agent: 'alice', session: id });
    await dora.request('supervisor.whisper', { sessionId: id });
    await listen();
    await samDoes('whisper');
    expect(all('alice', 'customer', 'sam', 'dora')).toEqual({
      ...{ alice: 'customer dora sam', customer: 'alice', sam: 'alice customer', dora: 'alice customer' },
    });
  });
});

describe('the right to supervise', () => {
  it('shows one supervisor the other only while that one joins', async () => {
    const { sam, bench, id, listen, samDoes } = await floor();
    const dora = bench.sit('dora', { rights: RIGHTS });
    await dora.request('supervisor.listen', { agent: 'alice', session: id });
    await listen();
    const seen = (): unknown => (dora.call() as ActiveCall).others.map(({ role }) => role);
    await samDoes('barge');
    expect(seen()).toEqual(['customer', 'supervisor']);
    await listen();
    expect(sam.call()).toMatchObject({ supervises: { mode: 'listen' } });
    expect(seen()).toEqual(['customer']);
  });

  it('X24: is asked for each time, and its end ends what runs, at once', async () => {
    const { sam, bench, id, alice, listen, hears, ends } = await floor();
    for (const mode of ['listen', 'whisper', 'barge'] as const)
      expect(await reasonOf(alice.request('supervisor.listen', { agent: 'alice', session: id, mode }))).toBe('noRight');
    await listen();
    expect(hears('sam')).toBe('alice customer');
    bench.centre.identify({ ...sam.seat, identity: { ...sam.seat.identity, rights: ['dial'] } });
    await bench.rest();
    expect(hears('sam')).toBe('nothing');
    expect(sam.state().sessions).toEqual([]);
    expect(await ends()).toEqual(['sam policyBlocked']);
    for (const verb of ['whisper', 'barge', 'intercept', 'stop'] as const)
      expect(await reasonOf(sam.request(`supervisor.${verb}`, { sessionId: id }))).not.toBe('allowed');
    expect(await reasonOf(sam.request('supervisor.listen', { agent: 'alice', session: id }))).toBe('noRight');
    expect(await reasonOf(sam.request('supervisor.logout', { agent: 'bob' }))).toBe('noRight');
    expect(await reasonOf(sam.request('board.watch', { on: true }))).toBe('noRight');
  });

  it('needs another right to take a call over', async () => {
    const { sam, bench, id, listen } = await floor();
    await listen();
    bench.centre.identify({ ...sam.seat, identity: { ...sam.seat.identity, rights: ['supervise'] } });
    expect(await reasonOf(sam.request('supervisor.intercept', { sessionId: id }))).toBe('noRight');
  });

  it('reaches as far as the groups of the token', async () => {
    const [support] = demoApp.skillGroups;
    if (support === undefined) throw new Error('no group');
    const sales = { ...support, id: 'sales', name: 'Sales', numbers: ['4001'], members: ['carol'] };
    const apps = [{ ...demoApp, skillGroups: [support, sales] }];
    const { sam, id } = await floor({ apps }, ['sales']);
    // Alice is of another group.
    expect(await reasonOf(sam.request('supervisor.listen', { agent: 'alice', session: id }))).toBe('noRight');
    expect(await reasonOf(sam.request('supervisor.setStatus', { agent: 'alice', status: { status: 'idle' } }))).toBe(
      'noRight',
    );
    expect(await reasonOf(sam.request('supervisor.setStatus', { agent: 'carol', status: { status: 'idle' } }))).toBe(
      'allowed',
    );
  });

  it('is refused what is not there: other calls, other tenants, oneself, who is not in a call', async () => {
    const { sam, id, bench } = await floor();
    const stranger = bench.sit('eve', { rights: RIGHTS });
    const ask = (agent: string, session: Id, who = sam): Promise<unknown> =>
      reasonOf(who.request('supervisor.listen', { agent, session }));
    expect(await ask('bob', id)).toBe('notFound');
    expect(await ask('nobody', id)).toBe('notFound');
    expect(await ask('alice', 'c999')).toBe('notFound');
    expect(await ask('sam', id)).toBe('notFound');
    expect(await reasonOf(stranger.request('supervisor.whisper', { sessionId: id }))).toBe('notFound');
  });

  it('lets a supervisor be with one call at a time', async () => {
    const { sam, bench, bob, listen, serve } = await floor();
    await listen();
    const second = await serve(bob, '13800138009');
    expect(await reasonOf(sam.request('supervisor.listen', { agent: 'bob', session: second }))).toBe('agentBusy');
    expect(sam.state().agent.status).toBe('busy');
    await bench.rest();
  });
});

describe('a colleague', () => {
  it('gets a status from the supervisor', async () => {
    const { sam, bob } = await floor();
    await sam.request('supervisor.setStatus', { agent: 'bob', status: { status: 'break', reason: 'lunch' } });
    expect(bob.state().agent).toMatchObject({ status: 'break', reason: 'lunch' });
  });

  it('is signed out, but not out of a call; and comes back to work by signing in', async () => {
    const { sam, bench } = await floor();
    const out: unknown[] = [];
    bench.centre.onSignOut((who) => out.push(who));
    expect(await reasonOf(sam.request('supervisor.logout', { agent: 'alice' }))).toBe('inCall');
    await sam.request('supervisor.logout', { agent: 'bob' });
    await bench.rest();
    expect(out).toEqual([{ app: 'demo', agent: 'bob' }]);
    expect(await reasonOf(sam.request('supervisor.logout', { agent: 'bob' }))).toBe('signedOut');
    const bob = bench.sit('bob', { page: 'bob-again' });
    expect(bob.state().agent).toMatchObject({ status: 'idle' });
  });
});
