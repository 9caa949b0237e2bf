import type { AgentEvent, AgentPhone, Id, SettableStatus } from '@callstation/core/model';

/** What an agent's own request does to them; null for a request that is not of this kind. */
export function agentEventOf(method: string, params: unknown): AgentEvent | null {
  switch (method) {
    case 'agent.setStatus':
      return { type: 'setStatus', status: params as SettableStatus };
    case 'agent.endWrapUp':
      return { type: 'wrapUpEnded' };
    case 'agent.setPhone':
      return { type: 'phone', phone: params as AgentPhone };
    case 'agent.setCallerNumber': {
      const { number = null, pool } = params as { number?: string | null; pool?: Id };
      return { type: 'callerNumber', number, ...(pool === undefined ? {} : { pool }) };
    }
    default:
      return null;
  }
}
