import { agentActions, type AgentVerb, type BlockReason } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { AgentEntry } from './agents.ts';
import { CAPABILITIES } from './capabilities.ts';

/** The error that a page is refused with for this reason. */
export function refusal(reason: BlockReason): CallstationError {
  if (reason === 'notSupported') return new CallstationError('notSupported');
  return new CallstationError(reason === 'noRight' ? 'forbidden' : 'invalidState', undefined, { data: { reason } });
}

/** Refuses what the agent may not do now. */
export function assertAgentMay(entry: AgentEntry, verb: AgentVerb): void {
  const { snapshot, sessions } = entry;
  const verdict = agentActions({ agent: snapshot, sessions: [...sessions.values()], capabilities: CAPABILITIES })[verb];
  if (!verdict.allowed) throw refusal(verdict.reason);
}
