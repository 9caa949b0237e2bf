import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig } from '../engine/app-config.ts';
import { createBench as createCentreBench } from '../engine/testing/bench.ts';
import { createBench } from './testing/test-page.ts';

/** The control side over a whole centre of that app. */
async function open(app: Partial<AppConfig>, isSingle = false) {
  const engine = await createCentreBench({ apps: [{ ...demoApp, ...app }] });
  const control = createBench({ centre: engine.centre, clock: engine.clock, isSingle: () => isSingle });
  return { ...engine, connect: control.connect };
}

describe('seats', () => {
  it('are as many as the app has; one more agent is refused and told why', async () => {
    const { connect, clock } = await open({ seats: 2 });
    for (const agent of ['alice', 'bob']) await connect().hello(`demo/${agent}`, `${agent}-1`);
    const carol = connect();
    expect(await carol.ask('hello', { token: 'demo/carol', pageId: 'carol-1', visible: true })).toMatchObject({
      error: { code: 'licenseExceeded', data: { seats: 2 } },
    });
    expect(carol.closed).toBe('seatsTaken');
    // Another page of who is signed in takes no seat.
    const second = connect();
    await second.hello('demo/alice', 'alice-2');
    expect(second.closed).toBe(null);
    await second.ask('bye', {});
    await clock.advanceAsync(1);
    expect((await connect().ask('hello', { token: 'demo/carol', pageId: 'c', visible: true })).kind).toBe('error');
  });

  it('are free again when an agent signs out, not while they sit at their phone', async () => {
    const { connect, clock } = await open({ seats: 1 });
    const alice = connect();
    await alice.hello('demo/alice', 'alice-1');
    await alice.ask('agent.setPhone', { mode: 'phone', number: '20001' });
    await alice.ask('bye', {});
    const refused = await connect().ask('hello', { token: 'demo/bob', pageId: 'bob-1', visible: true });
    expect(refused).toMatchObject({ error: { code: 'licenseExceeded' } });
    await clock.advanceAsync(8 * 3600_000);
    await connect().hello('demo/bob', 'bob-2');
  });
});

describe('signIn', () => {
  it('shared: every page stays', async () => {
    const { connect } = await open({});
    const [first, second] = [connect(), connect()];
    await first.hello('demo/alice', 'p1');
    await second.hello('demo/alice', 'p2');
    expect([first.closed, second.closed]).toEqual([null, null]);
  });

  it('single: the newest page replaces the others, and has their call', async () => {
    const { connect, phone, rest, updates } = await open({}, true);
    const [first, second, bob] = [connect(), connect(), connect()];
    await first.hello('demo/alice', 'p1');
    await bob.hello('demo/bob', 'bob-1');
    await first.ask('call.dial', { to: { number: '10001' } });
    await rest();
    phone.emit({ type: 'answered', leg: phone.to({ number: '10001' }).leg });
    await rest();
    await second.hello('demo/alice', 'p2');
    await rest();
    expect([first.closed, second.closed, bob.closed]).toEqual(['replaced', null, null]);
    const last = updates.findLast(({ update }) => update.type === 'session')?.update;
    expect(last).toMatchObject({ session: { phase: 'active', leg: { state: 'flowing', at: { page: 'p2' } } } });
    // The page itself again, as after a loss of its socket, replaces nobody.
    const again = connect();
    await again.hello('demo/alice', 'p2');
    await rest();
    expect(again.closed).toBe(null);
    expect(phone.to({ page: 'p2' }).ended).toBe(false);
  });
});

describe('signing out', () => {
  it('answers who signs themselves out, however long that takes to be kept, then sends their pages away', async () => {
    const engine = await createCentreBench();
    let kept: () => void = () => undefined;
    const keeper = { load: async () => [], keep: () => new Promise<void>((resolve) => (kept = resolve)) };
    const { connect } = createBench({
      ...{ centre: engine.centre, clock: engine.clock, keepers: () => keeper },
      verify: async () => ({ app: 'demo', agent: 'sam', name: 'Sam', role: 'supervisor', rights: ['supervise'] }),
    });
    const [asking, other] = [connect(), connect()];
    await asking.hello('demo/sam', 'sam-1');
    await other.hello('demo/sam', 'sam-2');
    const id = asking.send('supervisor.logout', { agent: 'sam' }, 'c1');
    await engine.rest();
    expect([asking.closed, other.closed]).toEqual([null, 'signedOut']);
    kept();
    await engine.rest();
    expect(asking.heard.at(-1)).toMatchObject({ kind: 'result', id });
    expect(asking.closed).toBe('signedOut');
  });

  it('does not wait for answers that do not come', async () => {
    const engine = await createCentreBench();
    const keeper = { load: async () => [], keep: () => new Promise<void>(() => undefined) };
    const { connect } = createBench({
      ...{ centre: engine.centre, clock: engine.clock, keepers: () => keeper },
      verify: async () => ({ app: 'demo', agent: 'sam', name: 'Sam', role: 'supervisor', rights: ['supervise'] }),
    });
    const sam = connect();
    await sam.hello('demo/sam', 'sam-1');
    sam.send('supervisor.logout', { agent: 'sam' }, 'c1');
    await engine.rest();
    expect(sam.closed).toBe(null);
    await engine.clock.advanceAsync(1000);
    expect(sam.closed).toBe('signedOut');
  });
});
