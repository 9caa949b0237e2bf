import type { AgentSnapshot, AgentStatus } from '@callstation/core/model';
import { words } from '@callstation/core/words';

const { agentStatuses, endReasons } = words('en');
const isStatus = (status: string): status is AgentStatus => Object.hasOwn(agentStatuses, status);

/** What a colleague is. Nobody can ring who has no page or phone open, whatever they want to be. */
export function presenceOf(status: string, reach: AgentSnapshot['reach']): string {
  if (status !== 'offline' && reach === 'none') return endReasons.unreachable;
  return isStatus(status) ? agentStatuses[status] : status;
}
