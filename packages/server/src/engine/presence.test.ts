import { describe, expect, it } from 'vitest';
import { CallstationError } from '@callstation/core/protocol';
import { demoApp } from './app-config.ts';
import { createBench } from './testing/bench.ts';

const NUMBER = '13800138000';
const agents = [
  { id: 'alice', name: 'Alice', role: 'agent' as const },
  { id: 'bob', name: 'Bob', role: 'agent' as const },
];

describe('the lead page', () => {
  it('is where the agent works, and no command that was refused counts as work', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const second = bench.sit('alice', { page: 'second' });
    await expect(alice.request('call.hangup', { sessionId: 'nothing' })).rejects.toMatchObject({ code: 'notFound' });
    expect(alice.state().agent.leadPage).toBe('second');
    const { sessionId } = await second.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    await expect(alice.request('call.resume', { sessionId })).rejects.toMatchObject({ code: 'invalidState' });
    expect(alice.state().agent.leadPage).toBe('second');
    await alice.request('call.hangup', { sessionId });
    expect(alice.state().agent.leadPage).toBe('alice-page');
  });
});

describe('a page without a socket', () => {
  it('is offered nothing, and its calls stay', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const { sessionId } = await alice.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    bench.centre.lost(alice.seat);
    expect(alice.call()).toMatchObject({ id: sessionId, phase: 'dialing' });
    await alice.request('call.hangup', { sessionId });
    await bench.rest();
    bench.phone.incoming(NUMBER);
    await bench.rest();
    expect(alice.state()).toMatchObject({ sessions: [], agent: { reach: 'none', leadPage: 'alice-page' } });
    const bob = bench.sit('bob');
    await bench.rest();
    expect(bob.call().phase).toBe('offered');
  });

  it('gets the customer who waits as soon as it is back', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    bench.centre.lost(alice.seat);
    bench.phone.incoming(NUMBER);
    await bench.rest();
    const back = bench.sit('alice');
    await bench.rest();
    expect(back.state()).toMatchObject({ sessions: [{ phase: 'offered' }], agent: { reach: 'page' } });
  });

  it('leaves the lead to one with a socket', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const second = bench.sit('alice', { page: 'second' });
    bench.centre.lost(second.seat);
    expect(alice.state().agent).toMatchObject({ reach: 'page', leadPage: 'alice-page' });
    bench.centre.lost({ ...second.seat, page: 'ghost' });
    bench.centre.lost({ ...second.seat, identity: { ...second.seat.identity, agent: 'nobody' } });
    expect(alice.state().agent).toMatchObject({ reach: 'page', leadPage: 'alice-page' });
  });

  it('makes the agent unreachable for a colleague at once', async () => {
    const bench = await createBench();
    const [alice, bob] = [bench.sit('alice'), bench.sit('bob')];
    bench.centre.lost(bob.seat);
    await alice.request('call.dial', { to: { agent: 'bob' } });
    await bench.rest();
    expect((await bench.store.records({ app: 'demo', agent: 'alice' }))[0]?.end.reason).toBe('unreachable');
  });

  it('signs the agent out when it stays away', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    bench.centre.lost(alice.seat);
    await bench.pass(30_000);
    alice.close();
    await bench.pass(5 * 60_000 - 30_000);
    expect(alice.state().agent.status).toBe('offline');
    expect(bench.clock.pending).toBe(0);
  });
});

describe('a new token', () => {
  it('changes rights and name from then on, for every page', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice', { rights: [] });
    const other = bench.sit('alice', { page: 'second', rights: [] });
    await expect(alice.request('call.dial', { to: { number: '10001' } })).rejects.toMatchObject({ code: 'forbidden' });
    const identity = { ...alice.seat.identity, name: 'Alice B.', rights: ['dial' as const] };
    bench.centre.identify({ ...alice.seat, identity });
    expect(other.state().agent).toMatchObject({ name: 'Alice B.', rights: ['dial'] });
    expect(await alice.request('call.dial', { to: { number: '10001' } })).toHaveProperty('sessionId');
    bench.centre.identify({ ...alice.seat, identity: { ...identity, agent: 'nobody' } });
  });
});

describe('an agent who has not signed in since the start', () => {
  it('is in the directory, and unreachable', async () => {
    const bench = await createBench({ apps: [{ ...demoApp, agents }] });
    const alice = bench.sit('alice');
    expect(await alice.request('directory.agents', {})).toMatchObject([
      { id: 'alice', status: 'idle', reach: 'page' },
      { id: 'bob', name: 'Bob', status: 'offline', reach: 'none' },
    ]);
    await alice.request('call.dial', { to: { agent: 'bob' } });
    await bench.rest();
    expect((await bench.store.records({ app: 'demo', agent: 'alice' }))[0]?.end.reason).toBe('unreachable');
    await expect(alice.request('call.dial', { to: { agent: 'zed' } })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is ready for work once they have', async () => {
    const bench = await createBench({ apps: [{ ...demoApp, agents }] });
    bench.phone.incoming(NUMBER);
    await bench.rest();
    const bob = bench.sit('bob');
    await bench.rest();
    expect(bob.state()).toMatchObject({ agent: { status: 'busy' } });
    expect(bob.call().phase).toBe('offered');
  });
});

describe('the log', () => {
  it('says nothing of a leg that was over before it could be joined', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    bench.phone.fail('join', 1, new CallstationError('notFound'));
    await alice.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    bench.phone.emit({ type: 'answered', leg: bench.phone.to({ number: '10001' }).leg });
    await bench.rest();
    expect(bench.logs.filter(({ level }) => level === 'warn')).toEqual([]);
    expect(bench.logs.filter(({ message }) => message === 'switch order failed')).toHaveLength(1);
  });
});
