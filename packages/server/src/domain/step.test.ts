import { describe, expect, it } from 'vitest';
import { conduct } from './conversation.ts';
import { beginInbound } from './inbound.ts';
import { all, each, tell } from './step.ts';
import type { Conversation, Terms } from './types.ts';

const terms: Terms = {
  ...{ app: 'demo', skillGroup: { id: 'support', name: 'Support' }, ringTimeoutMs: 20_000, wrapUpMs: 0 },
  ...{ dialTimeoutMs: 60_000, orphanAfterMs: 30_000, recording: 'on-demand', announce: null, avoidMs: 15_000 },
};
const agents = ['alice', 'bob', 'carol'];
const [calling] = beginInbound({ id: 'c', terms, leg: 'in', from: '+86138', to: '4000', trunk: 'simulator' }, 0);
const [ringing] = conduct(calling, { type: 'offer', to: agents.map((agent) => ({ agent })) }, 0);
const context = (agent: string) => tell(agent, { type: 'context', context: { remark: agent } });

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('the same for each', () => {
  it('is what one after the other is, and leaves what it was given as it is', () => {
    const before: Conversation = frozen(structuredClone(ringing));
    expect(each(agents, context)(before, 1)).toEqual(all(...agents.map(context))(before, 1));
    expect(before).toEqual(ringing);
  });

  it('gives out a conversation that later steps leave as it is', () => {
    const [first] = each(agents, context)(ringing, 1);
    const kept = structuredClone(first);
    const [second] = tell('alice', { type: 'context', context: { remark: 'later' } })(first, 2);
    expect(first).toEqual(kept);
    expect(second.sessions['alice']).not.toEqual(first.sessions['alice']);
  });
});
