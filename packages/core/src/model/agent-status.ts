import type { AgentSnapshot, AgentStatus, Channel, SettableStatus } from './agent.ts';
import type { SessionSnapshot } from './chat.ts';
import type { WrapUp } from './session.ts';

/** All of an agent but the shown status, which follows from it. */
export type AgentFacts = Omit<
  AgentSnapshot & { status?: unknown; why?: unknown; reason?: unknown; deadline?: unknown },
  'status' | 'why' | 'reason' | 'deadline'
>;

/** The shown status with what belongs to it. */
export type ShownStatus =
  | { status: 'offline' | 'idle' | 'busy' }
  | { status: 'not-ready'; why: 'agent' | 'noAnswer' }
  | { status: 'break'; reason: string }
  | { status: 'wrap-up'; deadline: number | null };

type StatusFacts = Pick<AgentFacts, 'wanted' | 'load'> & Partial<Pick<AgentFacts, 'wrapUp' | 'missedOffer'>>;

const inCall = ({ load }: StatusFacts): boolean => load.voice.used > 0 || load.video.used > 0;
const wants = (status: SettableStatus['status']) => (facts: StatusFacts) => facts.wanted.status === status;

/** The first rule that holds gives the shown status. */
export const STATUS_RULES: readonly {
  readonly status: AgentStatus;
  readonly when: string;
  readonly test: (facts: StatusFacts) => boolean;
}[] = [
  { status: 'busy', when: 'a call lives', test: inCall },
  { status: 'offline', when: 'wanted is offline', test: wants('offline') },
  { status: 'wrap-up', when: 'after-call work runs', test: (facts) => facts.wrapUp !== undefined },
  { status: 'wrap-up', when: 'wanted is wrap-up', test: wants('wrap-up') },
  { status: 'break', when: 'wanted is break', test: wants('break') },
  { status: 'not-ready', when: 'wanted is not-ready', test: wants('not-ready') },
  { status: 'idle', when: 'otherwise', test: () => true },
];

/**
 * The status to show: it follows from what the agent wants, the calls they have and the after-call work that runs.
 * Chats alone do not make an agent `busy`.
 */
export function deriveStatus(facts: StatusFacts): ShownStatus {
  const { wanted, wrapUp } = facts;
  const status = STATUS_RULES.find((rule) => rule.test(facts))?.status ?? 'idle';
  switch (status) {
    case 'wrap-up':
      return { status, deadline: wrapUp?.deadline ?? null };
    case 'break':
      return { status, reason: wanted.status === 'break' ? wanted.reason : '' };
    case 'not-ready':
      return { status, why: facts.missedOffer ? 'noAnswer' : 'agent' };
    default:
      return { status };
  }
}

/** Whether a colleague can be rung at all: signed in, with a page or a phone where calls reach them. */
export function isReachable({ status, reach }: { status: string; reach: AgentSnapshot['reach'] }): boolean {
  return status !== 'offline' && reach !== 'none';
}

/** Whether the centre may offer this agent something on that channel. */
export function isEligible(agent: AgentSnapshot, channel: Channel): boolean {
  if (agent.wanted.status !== 'idle' || agent.reach === 'none' || agent.wrapUp) return false;
  if (agent.load[channel].used >= agent.load[channel].max) return false;
  // Blending: who is in a call cannot read, and nobody has two conversations; a chat can wait while one talks.
  return agent.load.voice.used === 0 && agent.load.video.used === 0;
}

/** The channel a session takes room in. */
export function channelOf({ kind }: Pick<SessionSnapshot, 'kind'>): Channel {
  if (kind === 'im') return 'chat';
  return kind === 'video' ? 'video' : 'voice';
}

/** How many sessions live on each channel, offers included. */
export function usedBy(sessions: readonly SessionSnapshot[]): Record<Channel, number> {
  const used: Record<Channel, number> = { voice: 0, chat: 0, video: 0 };
  for (const session of sessions) if (session.phase !== 'ended') used[channelOf(session)]++;
  return used;
}

/** The after-call work that lasts longest; null where none runs. One without a deadline lasts longest of all. */
export function wrapUpOf(sessions: readonly SessionSnapshot[]): WrapUp | null {
  let longest: WrapUp | null = null;
  for (const session of sessions) {
    if (session.phase === 'ended' && session.wrapUp) longest = longer(longest, session.wrapUp);
  }
  return longest;
}

/** The one of two wrap-ups that ends later. */
export function longer(a: WrapUp | null | undefined, b: WrapUp): WrapUp {
  if (!a || b.deadline === null) return b;
  return a.deadline === null || a.deadline >= b.deadline ? a : b;
}
