import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyUpdate } from './apply-update.ts';
import { active, activeChat, deepFreeze, offered, question, readyAgent } from './testing.ts';
import type { State, Update } from './update.ts';

const first = offered({ id: 's1', at: 100 });
const second = offered({ id: 's2', engagementId: 'e2', at: 200 });
const state: State = deepFreeze({
  agent: readyAgent(),
  sessions: [first, second],
  capabilities: question().capabilities,
});

describe('an update', () => {
  it('replaces one session in its place and leaves the others alone', () => {
    const now = active();
    const next = applyUpdate(state, { type: 'session', session: now, cause: 'sessionActive' });
    expect(next.sessions).toEqual([now, second]);
    expect(next.sessions[1]).toBe(second);
    expect(next.agent).toBe(state.agent);
  });

  it.each([
    [50, ['new', 's1', 's2']],
    [150, ['s1', 'new', 's2']],
    [200, ['s1', 's2', 'new']],
    [300, ['s1', 's2', 'new']],
  ])('puts a session of %i where its age belongs', (at, ids) => {
    const session = offered({ id: 'new', at });
    const next = applyUpdate(state, { type: 'session', session, cause: 'sessionOffered' });
    expect(next.sessions.map(({ id }) => id)).toEqual(ids);
  });

  it('removes, replaces the agent, resets', () => {
    expect(applyUpdate(state, { type: 'removed', id: 's1', cause: 'sessionRemoved' }).sessions).toEqual([second]);
    const agent = { ...state.agent, name: 'Al' };
    const next = applyUpdate(state, { type: 'agent', agent, cause: 'agentChanged' });
    expect(next).toEqual({ ...state, agent });
    expect(next.sessions).toBe(state.sessions);
    const other = { ...state, sessions: [] };
    expect(applyUpdate(state, { type: 'reset', state: other })).toBe(other);
  });

  it.each<Update>([
    { type: 'removed', id: 'unknown', cause: 'sessionRemoved' },
    { type: 'append', chat: { chatId: 'c1', seq: 1, id: 'm', from: 'system', at: 1, body: { text: 'hi' } } },
    { type: 'append', transcript: { sessionId: 's1', seq: 1, flow: 'IN', text: 'hi', at: 1 } },
    { type: 'signal', signal: { kind: 'typing', chatId: 'c1' } },
    { type: 'page', page: { visible: false } },
  ])('of type $type may change nothing: the same state', (update) => expect(applyUpdate(state, update)).toBe(state));

  it('sequence keeps one session per id, oldest first', () => {
    const update = fc.oneof(
      fc
        .record({ id: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.nat({ max: 5 }) })
        .map((given): Update => ({ type: 'session', session: offered(given), cause: 'sessionOffered' })),
      fc.constantFrom('a', 'b', 'c').map((id): Update => ({ type: 'removed', id, cause: 'sessionRemoved' })),
    );
    fc.assert(
      fc.property(fc.array(update, { maxLength: 30 }), (updates) => {
        // An id keeps its age for life, as in a centre.
        const ages: Record<string, number> = { a: 4, b: 1, c: 3, d: 1 };
        const settled = updates.map((given): Update => {
          if (given.type !== 'session') return given;
          return { ...given, session: { ...given.session, createdAt: ages[given.session.id] ?? 0 } };
        });
        const { sessions } = settled.reduce(applyUpdate, { ...state, sessions: [activeChat()] });
        expect(new Set(sessions.map(({ id }) => id)).size).toBe(sessions.length);
        const created = sessions.map(({ createdAt }) => createdAt);
        expect(created).toEqual(created.toSorted((x, y) => x - y));
      }),
    );
  });
});
