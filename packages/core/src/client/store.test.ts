import { createFakeLogger, fakeAgent, fakeOffer, fakeState } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { newPage, type CallSnapshot, type Update } from '../model/index.ts';
import { createStore } from './store.ts';

function setUp(state = fakeState()) {
  const logger = createFakeLogger();
  const store = createStore(newPage('p1', 1), logger);
  store.apply({ type: 'reset', state });
  return { store, logger };
}
const session = (call: CallSnapshot, cause: 'sessionOffered' | 'contextChanged' = 'sessionOffered'): Update => ({
  type: 'session',
  session: call,
  cause,
});

function frozenThrough(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(frozenThrough);
}

describe('snapshots', () => {
  it('are frozen through and through, also where the sender had frozen the surface only', () => {
    const { store } = setUp();
    store.apply(session(Object.freeze(fakeOffer())));
    expect(frozenThrough(store.getSnapshot())).toBe(true);
    expect(() => Object.assign(store.getSnapshot().sessions[0]?.context ?? {}, { remark: 'x' })).toThrow(TypeError);
  });

  it('keep the identity of what an update does not touch', () => {
    const { store } = setUp(fakeState({ sessions: [fakeOffer('a'), fakeOffer('b')] }));
    const before = store.getSnapshot();
    store.apply(session({ ...fakeOffer('b'), context: { flow: 'in', remark: 'new' } }, 'contextChanged'));
    const after = store.getSnapshot();
    expect(after).not.toBe(before);
    expect(after.sessions[0]).toBe(before.sessions[0]);
    expect(after.agent).toBe(before.agent);
    expect(after.capabilities).toBe(before.capabilities);
    expect(after.page).toBe(before.page);
    expect(after.sessions[1]?.peer).toBe(before.sessions[1]?.peer);
  });

  it('stay the same object for an update that says nothing new', () => {
    const { store } = setUp(fakeState({ sessions: [fakeOffer('a')] }));
    const before = store.getSnapshot();
    let notified = 0;
    store.subscribe(() => notified++);
    store.apply({ type: 'reset', state: fakeState({ sessions: [fakeOffer('a')] }) });
    store.apply(session(fakeOffer('a')));
    store.apply({ type: 'agent', agent: fakeAgent(), cause: 'agentChanged' });
    store.apply({ type: 'removed', id: 'nobody', cause: 'sessionRemoved' });
    store.apply({ type: 'page', page: { visible: true } });
    store.apply({ type: 'signal', signal: { kind: 'typing', chatId: 'c' } });
    expect(store.getSnapshot()).toBe(before);
    expect(notified).toBe(0);
  });

  it('list sessions oldest first, whatever order they come in', () => {
    const { store } = setUp();
    store.apply(session(fakeOffer('late', '1', 300)));
    store.apply(session(fakeOffer('early', '1', 100)));
    store.apply(session(fakeOffer('middle', '1', 200)));
    expect(store.getSnapshot().sessions.map(({ id }) => id)).toEqual(['early', 'middle', 'late']);
  });

  it('ignore updates before the first reset', () => {
    const store = createStore(newPage('p1', 1), createFakeLogger());
    store.apply(session(fakeOffer()));
    expect(store.getSnapshot().sessions).toEqual([]);
  });
});

describe('events', () => {
  it('come after the commit and before the subscribers', () => {
    const { store } = setUp();
    const order: unknown[] = [];
    store.subscribe(() => order.push(['subscriber', store.getSnapshot().sessions.length]));
    store.on('sessionOffered', (event) => {
      order.push(['event', store.getSnapshot().sessions.length, event.current === store.getSnapshot().sessions[0]]);
    });
    store.apply(session(fakeOffer()));
    expect(order).toEqual([
      ['event', 1, true],
      ['subscriber', 1],
    ]);
  });

  it('say once that a call rings in vain, and again for another reason or another call', () => {
    const { store } = setUp(fakeState({ agent: { ...fakeAgent(), leadPage: 'p1' } }));
    const seen: unknown[] = [];
    store.on('ringUnheard', ({ call, why }) => seen.push([call.id, why]));
    store.apply({ type: 'page', page: { visible: false } });
    store.apply(session(fakeOffer('a')));
    store.apply(session({ ...fakeOffer('a'), context: { flow: 'in', remark: 'new' } }, 'contextChanged'));
    store.apply({ type: 'page', page: { output: 'blocked' } });
    store.apply({ type: 'page', page: { visible: true, output: 'ok' } });
    store.apply({ type: 'removed', id: 'a', cause: 'sessionRemoved' });
    store.apply({ type: 'page', page: { visible: false } });
    store.apply(session({ ...fakeOffer('b'), engagementId: 'b-1' }));
    expect(seen).toEqual([
      ['a', 'pageHidden'],
      ['a', 'outputBlocked'],
      ['b', 'pageHidden'],
    ]);
  });

  it('carry session, previous, current and lead', () => {
    const { store } = setUp();
    const seen: unknown[] = [];
    for (const name of ['sessionOffered', 'contextChanged', 'sessionRemoved'] as const) {
      store.on(name, ({ session: of, previous, current, lead }) =>
        seen.push([name, of.context.remark, previous?.context.remark, current?.context.remark, lead]),
      );
    }
    const known = { ...fakeOffer(), context: { flow: 'in', remark: 'one' } } as const;
    store.apply(session(known));
    store.apply({ type: 'agent', agent: fakeAgent('alice', { leadPage: 'p1' }), cause: 'agentChanged' });
    store.apply(session({ ...known, context: { flow: 'in', remark: 'two' } }, 'contextChanged'));
    store.apply({ type: 'removed', id: known.id, cause: 'sessionRemoved' });
    store.apply({ type: 'removed', id: known.id, cause: 'sessionRemoved' });
    expect(seen).toEqual([
      ['sessionOffered', 'one', undefined, 'one', false],
      ['contextChanged', 'two', 'one', 'two', true],
      ['sessionRemoved', 'two', 'two', undefined, true],
    ]);
  });

  it('tell the agent before and after', () => {
    const { store } = setUp();
    const seen: unknown[] = [];
    store.on('agentChanged', ({ agent, previous, current }) =>
      seen.push([agent === current, previous?.leadPage, current.leadPage]),
    );
    store.apply({ type: 'agent', agent: fakeAgent('alice', { leadPage: 'p2' }), cause: 'agentChanged' });
    expect(seen).toEqual([[true, null, 'p2']]);
  });

  it('are one resynchronised for a reset, and no other', () => {
    const { store } = setUp();
    const names: string[] = [];
    for (const name of ['sessionOffered', 'agentChanged', 'sessionRemoved', 'resynchronised'] as const) {
      store.on(name, () => names.push(name));
    }
    store.apply({ type: 'reset', state: fakeState({ sessions: [fakeOffer()], agent: fakeAgent('bob') }) });
    store.apply({ type: 'reset', state: fakeState() });
    expect(names).toEqual(['resynchronised', 'resynchronised']);
  });

  it('pass logs and signals through without a commit', () => {
    const { store } = setUp();
    const seen: unknown[] = [];
    store.on('chatMessage', ({ message }) => seen.push(message.id));
    store.on('transcript', ({ transcript }) => seen.push(transcript.text));
    store.on('signal', ({ signal }) => seen.push(signal.kind));
    const before = store.getSnapshot();
    const chat = { chatId: 'c', seq: 1, id: 'm1', from: 'system', at: 1, body: { text: 'hi' } } as const;
    store.apply({ type: 'append', chat });
    store.apply({ type: 'append', transcript: { sessionId: 's', seq: 1, flow: 'IN', text: 'hello', at: 1 } });
    store.apply({ type: 'signal', signal: { kind: 'typing', chatId: 'c' } });
    expect(seen).toEqual(['m1', 'hello', 'typing']);
    expect(store.getSnapshot()).toBe(before);
  });
});

describe('listeners', () => {
  it('that throw are logged and stop nobody', () => {
    const { store, logger } = setUp();
    const seen: string[] = [];
    store.on('sessionOffered', () => {
      throw new Error('mine');
    });
    store.on('sessionOffered', () => seen.push('second'));
    store.subscribe(() => {
      throw new Error('mine too');
    });
    store.subscribe(() => seen.push('subscriber'));
    store.apply(session(fakeOffer()));
    expect(seen).toEqual(['second', 'subscriber']);
    expect(logger.lines.map(({ level }) => level)).toEqual(['error', 'error']);
  });

  it('see updates in one order, also when one causes the next', () => {
    const { store } = setUp();
    const seen: string[] = [];
    store.on('sessionOffered', () => store.apply({ type: 'removed', id: 's1', cause: 'sessionRemoved' }));
    store.on('sessionOffered', () => seen.push(`offered ${store.getSnapshot().sessions.length}`));
    store.on('sessionRemoved', () => seen.push(`removed ${store.getSnapshot().sessions.length}`));
    store.apply(session(fakeOffer()));
    expect(seen).toEqual(['offered 1', 'removed 0']);
  });

  it('hear nothing after they left, and each registration counts', () => {
    const { store } = setUp();
    let heard = 0;
    const listener = (): void => void heard++;
    const [first, second] = [store.on('sessionOffered', listener), store.on('sessionOffered', listener)];
    first();
    first();
    store.apply(session(fakeOffer('a')));
    second();
    store.apply(session(fakeOffer('b')));
    expect(heard).toBe(1);
  });
});
