import type { AgentSnapshot } from './agent.ts';
import type { SessionSnapshot } from './chat.ts';
import type { Millis } from './primitives.ts';

/**
 * The next instant (server clock) at which something must happen to this session or agent by itself; null for never.
 * Whoever runs a table keeps one alarm there and then feeds it `{ type: 'deadline' }`.
 */
export function nextDeadline(snapshot: SessionSnapshot | AgentSnapshot): Millis | null {
  return 'phase' in snapshot ? ofSession(snapshot) : ofAgent(snapshot);
}

function ofSession(session: SessionSnapshot): Millis | null {
  switch (session.phase) {
    case 'offered':
      return session.deadline;
    case 'ended':
      return session.wrapUp?.deadline ?? null;
    default:
      return 'leg' in session ? (session.leg.deadline ?? null) : null;
  }
}

function ofAgent(agent: AgentSnapshot): Millis | null {
  const instants = [agent.wrapUp?.deadline, agent.offlineAt].filter((instant) => typeof instant === 'number');
  return instants.length > 0 ? Math.min(...instants) : null;
}
