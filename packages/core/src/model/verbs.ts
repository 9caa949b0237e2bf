import type { SessionKind } from './primitives.ts';

/** Everything an agent can do to a call. */
export const CALL_VERBS = [
  'answer',
  'reject',
  'hangup',
  'complete',
  'hold',
  'resume',
  'mute',
  'unmute',
  'muteVideo',
  'unmuteVideo',
  'sendDigits',
  'takeMedia',
  'transfer',
  'consult',
  'completeTransfer',
  'merge',
  'cancelConsult',
  'swap',
  'conference',
  'removeParticipant',
  'leave',
  'takeBack',
  'startRecording',
  'pauseRecording',
  'resumeRecording',
] as const;
/** One of {@link CALL_VERBS}. */
export type CallVerb = (typeof CALL_VERBS)[number];

/** Everything an agent can do to a chat. */
export const CHAT_VERBS = ['accept', 'decline', 'send', 'read', 'typing', 'end', 'transfer', 'complete'] as const;
/** One of {@link CHAT_VERBS}. */
export type ChatVerb = (typeof CHAT_VERBS)[number];

/** Everything an agent can do that is not about one of their sessions. */
export const AGENT_VERBS = [
  'setStatus',
  'extendWrapUp',
  'endWrapUp',
  'setPhone',
  'setCallerNumber',
  'dial',
  'dialAgent',
  'listen',
  'whisper',
  'barge',
  'intercept',
  'stop',
  'setAgentStatus',
  'logoutAgent',
  'watchBoard',
] as const;
/** Those of {@link AGENT_VERBS} that are about a colleague and what they do. */
export const SUPERVISOR_VERBS = [
  'listen',
  'whisper',
  'barge',
  'intercept',
  'stop',
  'setAgentStatus',
  'logoutAgent',
] as const satisfies readonly (typeof AGENT_VERBS)[number][];
/** One of {@link SUPERVISOR_VERBS}. */
export type SupervisorVerb = (typeof SUPERVISOR_VERBS)[number];

/** One of {@link AGENT_VERBS}. */
export type AgentVerb = (typeof AGENT_VERBS)[number];

/** What a backend can do at all. */
export interface Capabilities {
  calls: CallVerb[];
  chats: ChatVerb[];
  agent: AgentVerb[];
  kinds: SessionKind[];
}
