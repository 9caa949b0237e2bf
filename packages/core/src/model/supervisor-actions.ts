import { type ActionContext, type BlockReason, occupies, type Verdict, verdictOf } from './actions.ts';
import { agentActions } from './agent-actions.ts';
import type { BoardAgent } from './board.ts';
import { SUPERVISOR_VERBS, type SupervisorVerb } from './verbs.ts';

/** Who is asked about: an agent of the board will do. */
export type SupervisorTarget = Pick<BoardAgent, 'id' | 'status' | 'session'>;

/**
 * Which verbs a supervisor may use on that colleague now, and why not the others: right and own state first, then what the
 * colleague is doing.
 *
 * @example
 * const { listen } = supervisorActions({ sessions, agent, capabilities, page }, colleague);
 */
export function supervisorActions(question: ActionContext, target: SupervisorTarget): Record<SupervisorVerb, Verdict> {
  const own = agentActions(question);
  return Object.fromEntries(
    SUPERVISOR_VERBS.map((verb) => {
      const verdict = own[verb];
      if (!verdict.allowed && isFinal(verdict.reason)) return [verb, verdict];
      const reason = blocker(question, target, verb);
      return [verb, reason === null ? verdict : verdictOf(reason)];
    }),
  ) as Record<SupervisorVerb, Verdict>;
}

/** Whatever the colleague does, it stays so. */
const isFinal = (reason: BlockReason): boolean =>
  reason === 'notSupported' || reason === 'noRight' || reason === 'notConnected' || reason === 'pending';

function blocker(question: ActionContext, target: SupervisorTarget, verb: SupervisorVerb): BlockReason | null {
  const { status, session } = target;
  if (verb === 'setAgentStatus' || verb === 'logoutAgent') {
    if (status === 'offline') return 'signedOut';
    return verb === 'logoutAgent' && session !== undefined ? 'inCall' : null;
  }
  const attended = question.sessions.find(({ role, phase }) => role === 'supervisor' && phase !== 'ended');
  if (attended?.peer.agentId === target.id) return null;
  if (verb !== 'listen') return 'wrongPhase';
  if (target.id === question.agent.id || session?.phase !== 'active' || session.role === 'supervisor') return 'noCall';
  if (!session.mayListen) return 'noRight';
  return attended !== undefined || question.sessions.some(occupies) ? 'agentBusy' : null;
}
