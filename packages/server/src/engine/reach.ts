import type { End } from '@callstation/core/model';
import type { DeskAt } from '../domain/types.ts';
import type { AgentEntry } from './agents.ts';
import type { AppConfig } from './app-config.ts';

/** The phone on which the agent takes calls; undefined for one who takes them in a page. */
export function phoneDesk(app: AppConfig, entry: AgentEntry): DeskAt | undefined {
  const { mode, number } = entry.snapshot.phone;
  return mode === 'page' || number === undefined ? undefined : deskAtPhone(app, entry, number);
}

/** A phone as a place of that agent alone, whoever else may be called there. */
export function deskAtPhone({ id: app, trunk }: AppConfig, agent: AgentEntry, phone: string): DeskAt {
  return { phone, trunk, of: JSON.stringify([app, agent.id]) };
}

/** Why a colleague is not even rung; null when they are. `phone`: where they would be. */
export function refusedBy(callee: AgentEntry, phone: DeskAt | undefined): End | null {
  const { wanted, reach } = callee.snapshot;
  if ((reach === 'none' && phone === undefined) || wanted.status === 'offline')
    return { reason: 'unreachable', by: 'system' };
  return isTalking(callee) || isAtReceiver(callee, phone) ? { reason: 'busy', by: 'system' } : null;
}

/** A receiver that is off the hook for a call on hold cannot ring: the agent would be in the new call unasked. */
function isAtReceiver(entry: AgentEntry, at: DeskAt | undefined): boolean {
  if (at === undefined || !('phone' in at)) return false;
  return [...entry.sessions.values()].some((session) => {
    if (session.kind === 'im' || !('leg' in session)) return false;
    const { at: place } = session.leg;
    return place !== null && 'phone' in place && place.phone === at.phone;
  });
}

/** Whether the agent has a call in hand that is not on hold. */
function isTalking(entry: AgentEntry): boolean {
  if (entry.reserved !== null) return true;
  return [...entry.sessions.values()].some((session) => {
    if (session.kind === 'im' || session.phase === 'ended') return false;
    return session.phase !== 'active' || session.hold !== 'held';
  });
}
