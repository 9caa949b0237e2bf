import type { AgentSnapshot } from './agent.ts';
import type { CallSnapshot } from './session.ts';
import type { ChatSnapshot, SessionSnapshot } from './chat.ts';
import type { PageFacts } from './page.ts';
import type { Capabilities } from './verbs.ts';

/** Why a verb is not possible now. Words for them: `@callstation/core/words`. */
export const BLOCK_REASONS = [
  'notConnected',
  'notSupported',
  'noRight',
  'wrongPhase',
  'pending',
  'held',
  'notHeld',
  'muted',
  'notMuted',
  'consulting',
  'noConsult',
  'noConference',
  'mediaElsewhere',
  'mediaHere',
  'noMedia',
  'needsPage',
  'answerOnPhone',
  'agentBusy',
  'agentOffline',
  'phoneTaken',
  'unreachable',
  'wrappingUp',
  'wrapUpLongest',
  'needsDisposition',
  'recording',
  'recordingOff',
  'notRecording',
  'noCall',
  'inCall',
  'signedOut',
  'foreignNumber',
  'premiumNumber',
  'deniedNumber',
  'tooManyCalls',
  'callsStopped',
] as const;
/** One of {@link BLOCK_REASONS}. */
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** Whether a verb is possible now, and if not, why. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: BlockReason };

/** What the agent's side of every question is: who asks, what else runs, what the backend can do, on which page. */
export interface ActionContext {
  sessions: readonly SessionSnapshot[];
  agent: AgentSnapshot;
  capabilities: Capabilities;
  /** Left out by the server, which therefore never answers `notConnected`, `mediaHere`, `mediaElsewhere`, `noMedia`. */
  page?: PageFacts;
}

/** A question about one call. */
export interface CallQuestion extends ActionContext {
  call: CallSnapshot;
}

/** A question about one chat. */
export interface ChatQuestion extends ActionContext {
  chat: ChatSnapshot;
}

const ALLOWED: Verdict = Object.freeze({ allowed: true });
const BLOCKED = Object.fromEntries(
  BLOCK_REASONS.map((reason) => [reason, Object.freeze({ allowed: false, reason })]),
) as Record<BlockReason, Verdict>;

/** The verdict for a reason, null meaning allowed. The same object each time, so that verdicts compare by identity. */
export function verdictOf(reason: BlockReason | null): Verdict {
  return reason === null ? ALLOWED : BLOCKED[reason];
}

/** Whether a command with one of these methods is on its way, for this session where one is given. */
export function isPending(page: PageFacts | undefined, methods: readonly string[], sessionId?: string): boolean {
  if (!page) return false;
  return Object.values(page.pending).some(
    (command) => methods.includes(command.method) && (sessionId === undefined || command.sessionId === sessionId),
  );
}

/** Whether it is over, and something must be noted before its after-call work is. */
export function needsDisposition(session: SessionSnapshot): boolean {
  if (session.phase !== 'ended' || session.wrapUp?.requires !== 'disposition') return false;
  return session.annotation?.disposition === undefined || session.annotation.disposition === '';
}

/** A call the agent talks in, or is about to: neither on offer, nor over, nor safely on hold with nobody asked beside. */
export function occupies(session: SessionSnapshot): boolean {
  if (session.kind === 'im' || session.phase === 'offered' || session.phase === 'ended') return false;
  // The customer is on hold while somebody is asked, but the agent talks to whom they ask.
  return session.phase !== 'active' || session.hold !== 'held' || session.consult.state !== 'none';
}
