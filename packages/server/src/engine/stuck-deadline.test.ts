import { expect, it, vi } from 'vitest';
import type { Conversation } from '../domain/types.ts';
import { createBench } from './testing/bench.ts';

// A bug that has not been made yet: a conversation that lives has a deadline in the past, and nothing moves it.
vi.mock(import('../domain/conversation.ts'), async (original) => ({
  ...(await original()),
  conversationDeadline: (c: Conversation) => (c.over ? null : 1),
}));

it('a conversation whose deadline does not move is ended with one error: nobody is left in it, nothing spins', async () => {
  const bench = await createBench();
  const alice = bench.sit('alice');
  bench.phone.incoming('13800138000');
  await bench.pass(100);
  const errors = bench.logs.filter(({ level }) => level === 'error');
  expect(errors).toMatchObject([{ data: { queued: false, agents: [{ agent: 'alice', phase: 'offered' }] } }]);
  expect(JSON.stringify(errors)).not.toContain('13800138000');
  expect(alice.state().sessions).toEqual([]);
  expect(bench.phone.live()).toEqual([]);
  expect(await bench.store.records({ app: 'demo' })).toMatchObject([{ end: { reason: 'systemError' } }]);
  // The next customer gets the same agent.
  expect(alice.state().agent.status).toBe('idle');
});
