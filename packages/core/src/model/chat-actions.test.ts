import { describe, expect, it } from 'vitest';
import type { BlockReason } from './actions.ts';
import { chatActions } from './chat-actions.ts';
import type { ChatSnapshot } from './chat.ts';
import type { PageFacts } from './page.ts';
import { activeChat, HANGUP, question, readyAgent, readyPage } from './testing.ts';
import { CHAT_VERBS, type ChatVerb } from './verbs.ts';

const talking = activeChat();
const { id, engagementId, role, direction, peer, context, createdAt } = talking;
const base = { id, engagementId, role, direction, peer, context, createdAt, kind: 'im' } as const;
const offered: ChatSnapshot = { ...base, phase: 'offered', deadline: null };
const ended: ChatSnapshot = { ...base, phase: 'ended', endedAt: 5, end: HANGUP, lastSeq: 0, wrapUp: null };
const wrapping: ChatSnapshot = { ...ended, wrapUp: { deadline: 9 } };
const consulting = (state: 'dialing' | 'completing'): ChatSnapshot =>
  talking.phase === 'active' ? { ...talking, consult: { state, mode: 'transfer', to: { agent: 'bob' } } } : talking;

const allowedIn = (chat: ChatSnapshot, page?: PageFacts): ChatVerb[] => {
  const actions = chatActions({ ...question(page ? { page } : {}), chat });
  return CHAT_VERBS.filter((verb) => actions[verb].allowed);
};
const reasonOf = (verb: ChatVerb, chat: ChatSnapshot, parts: Parameters<typeof question>[0] = {}) => {
  const verdict = chatActions({ ...question(parts), chat })[verb];
  return verdict.allowed ? null : verdict.reason;
};

describe('a chat', () => {
  it.each<[string, ChatSnapshot, ChatVerb[]]>([
    ['on offer', offered, ['accept', 'decline']],
    ['active', talking, ['send', 'read', 'typing', 'end', 'transfer']],
    ['being transferred', consulting('dialing'), ['send', 'read', 'typing', 'end']],
    ['over', ended, ['complete']],
    ['in wrap-up', wrapping, ['complete']],
  ])('%s allows its verbs', (_, chat, verbs) => expect(allowedIn(chat)).toEqual(verbs));

  it.each<[ChatVerb, ChatSnapshot, BlockReason]>([
    ['send', offered, 'wrongPhase'],
    ['send', wrapping, 'wrappingUp'],
    ['transfer', consulting('dialing'), 'consulting'],
    ['transfer', consulting('completing'), 'pending'],
    ['transfer', ended, 'wrongPhase'],
  ])('%s is blocked by its reason', (verb, chat, reason) => expect(reasonOf(verb, chat)).toBe(reason));

  it('obeys agent, capabilities, connection and what is on its way', () => {
    const nothing = { ...question().capabilities, chats: [] };
    expect(reasonOf('accept', offered, { agent: { ...readyAgent(), status: 'offline' } })).toBe('agentOffline');
    expect(reasonOf('send', talking, { capabilities: nothing })).toBe('notSupported');
    expect(allowedIn(talking, readyPage({ connection: { state: 'connecting', since: 0 } }))).toEqual([]);
    const pending = (method: string) => ({ page: readyPage({ pending: { k: { method, sessionId: id } } }) });
    expect(reasonOf('decline', offered, pending('chat.accept'))).toBe('pending');
    expect(reasonOf('end', talking, pending('chat.end'))).toBe('pending');
    expect(reasonOf('send', talking, pending('chat.send'))).toBeNull();
  });
});
