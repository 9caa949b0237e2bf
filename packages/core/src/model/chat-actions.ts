import { type BlockReason, type ChatQuestion, isPending, type Verdict, verdictOf } from './actions.ts';
import { CHAT_VERBS, type ChatVerb } from './verbs.ts';

type Rule = (question: ChatQuestion) => BlockReason | null;

const whileOffered: Rule = ({ chat }) => (chat.phase === 'offered' ? null : over(chat));
const whileActive: Rule = ({ chat }) => (chat.phase === 'active' ? null : over(chat));
const over = (chat: ChatQuestion['chat']): BlockReason =>
  chat.phase === 'ended' && chat.wrapUp !== null ? 'wrappingUp' : 'wrongPhase';

const RULES: Readonly<Record<ChatVerb, Rule>> = {
  accept: (question) => whileOffered(question) ?? (question.agent.status === 'offline' ? 'agentOffline' : null),
  decline: whileOffered,
  send: whileActive,
  read: whileActive,
  typing: whileActive,
  end: whileActive,
  transfer: (question) => {
    const { chat } = question;
    if (chat.phase !== 'active') return over(chat);
    if (chat.consult.state === 'none') return null;
    return chat.consult.state === 'completing' ? 'pending' : 'consulting';
  },
  complete: ({ chat }) => (chat.phase === 'ended' ? null : 'wrongPhase'),
};

/** Several of these may be on their way at once. */
const STREAMED: ReadonlySet<ChatVerb> = new Set(['send', 'read', 'typing']);

/** Which verbs are legal for a chat now, and why the others are not; as `callActions` is for calls. */
export function chatActions(question: ChatQuestion): Record<ChatVerb, Verdict> {
  return Object.fromEntries(CHAT_VERBS.map((verb) => [verb, verdictOf(blocker(question, verb))])) as Record<
    ChatVerb,
    Verdict
  >;
}

function blocker(question: ChatQuestion, verb: ChatVerb): BlockReason | null {
  const { chat, capabilities, page } = question;
  if (!capabilities.chats.includes(verb)) return 'notSupported';
  if (page && page.connection.state !== 'ready') return 'notConnected';
  const reason = RULES[verb](question);
  if (reason) return reason;
  const methods = verb === 'accept' || verb === 'decline' ? ['chat.accept', 'chat.decline'] : [`chat.${verb}`];
  return !STREAMED.has(verb) && isPending(page, methods, chat.id) ? 'pending' : null;
}
