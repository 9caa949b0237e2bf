import { describe, expect, it } from 'vitest';
import { conduct, conversationDeadline, isSpent } from './conversation.ts';
import { beginInbound } from './inbound.ts';
import { beginOutbound } from './outbound.ts';
import type { Conversation, ConversationEvent, Terms } from './types.ts';

const terms: Terms = {
  app: 'demo',
  skillGroup: { id: 'support', name: 'Support' },
  ringTimeoutMs: 20_000,
  wrapUpMs: 0,
  dialTimeoutMs: 60_000,
  orphanAfterMs: 30_000,
  recording: 'on-demand',
  announce: null,
  avoidMs: 15_000,
};

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
const [calling] = beginInbound({ id: 'c', terms, leg: 'in', from: '+86138', to: '4000', trunk: 'simulator' }, 0);
const [offered] = conduct(frozen(calling), { type: 'offer', to: [{ agent: 'alice' }] }, 0);
const [dialling] = beginOutbound(
  { id: 'c', terms, agent: 'alice', desk: { page: 'p' }, number: '10001', trunk: 'simulator', context: {} },
  0,
);
const EVENTS: ConversationEvent[] = [
  { type: 'switch', event: { type: 'ringing', leg: 'nobody', at: 1 } },
  { type: 'switch', event: { type: 'played', id: 'x', at: 1 } },
  { type: 'orderDone', order: ['hold', 'nobody', null] },
  { type: 'orderFailed', order: ['gate', 'nobody', true], end: { reason: 'systemError', by: 'system' } },
  { type: 'orderFailed', order: ['stopPlay', 'x'], end: { reason: 'systemError', by: 'system' } },
  { type: 'desk', agent: 'zed', at: { page: 'p' }, leg: 'l', next: null, state: 'flowing' },
  { type: 'desk', agent: 'alice', at: { page: 'other' }, leg: 'l', next: null, state: 'answered' },
  { type: 'agentGone', agent: 'zed', page: 'p', next: null },
  { type: 'agentBack', agent: 'zed', page: 'p' },
  { type: 'command', agent: 'zed', verb: 'answer', args: {}, page: 'p' },
  { type: 'command', agent: 'alice', verb: 'resume', args: {}, page: 'p' },
  { type: 'deadline' },
];

describe('conduct', () => {
  it.each([
    ['waiting', calling],
    ['offered', offered],
    ['dialling', dialling],
  ] as [string, Conversation][])('leaves a %s conversation as it is when nothing follows', (_name, conversation) => {
    for (const event of EVENTS) {
      const [next, effects] = conduct(frozen(conversation), event, 1);
      expect(next).toEqual(conversation);
      expect(effects).toEqual([]);
    }
  });
  it('knows when the next thing is due, and when nothing is', () => {
    expect(conversationDeadline(calling)).toBe(null);
    expect(conversationDeadline(offered)).toBe(20_000);
    expect(isSpent(offered)).toBe(false);
    const [over] = conduct(frozen(offered), { type: 'shutdown', end: { reason: 'systemError', by: 'system' } }, 1);
    expect(isSpent(over)).toBe(true);
    expect(conduct(frozen(over), { type: 'waiting' }, 2)).toEqual([over, []]);
  });
  it('gives the agent’s part a new engagement, and the conversation the same id, at every offer', () => {
    const [passed] = conduct(offered, { type: 'deadline' }, 20_000);
    const [again] = conduct(passed, { type: 'offer', to: [{ agent: 'bob' }] }, 20_000);
    expect(again.sessions['bob']).toMatchObject({ id: 'c', engagementId: 'c-2' });
    expect(offered.sessions['alice']).toMatchObject({ id: 'c', engagementId: 'c-1' });
  });
});
