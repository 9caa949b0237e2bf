import type { End } from '@callstation/core/model';
import type { DeskAt } from '../domain/types.ts';
import type { AgentEntry } from './agents.ts';
import type { AppConfig } from './app-config.ts';

/** The phone on which the agent takes calls; undefined for one who takes them in a page. */
export function phoneDesk(app: AppConfig, { snapshot }: AgentEntry): DeskAt | undefined {
  const { mode, number } = snapshot.phone;
  return mode === 'page' || number === undefined ? undefined : { phone: number, trunk: app.trunk };
}

/** Why a colleague is not even rung; null when they are. */
export function refusedBy(callee: AgentEntry, onPhone: boolean): End | null {
  const { wanted } = callee.snapshot;
  if ((callee.snapshot.reach === 'none' && !onPhone) || wanted.status === 'offline')
    return { reason: 'unreachable', by: 'system' };
  return isTalking(callee) ? { reason: 'busy', by: 'system' } : null;
}

/** Whether the agent has a call in hand that is not on hold. */
function isTalking(entry: AgentEntry): boolean {
  if (entry.reserved !== null) return true;
  return [...entry.sessions.values()].some((session) => {
    if (session.kind === 'im' || session.phase === 'ended') return false;
    return session.phase !== 'active' || session.hold !== 'held';
  });
}
