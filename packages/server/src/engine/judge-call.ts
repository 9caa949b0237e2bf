import { callActions, type CallSnapshot, type CallVerb, type Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Conversation } from '../domain/types.ts';
import type { AgentEntry } from './agents.ts';
import { CAPABILITIES } from './capabilities.ts';
import { refusal } from './refusal.ts';

/** Why the table of legal actions refuses that; null when it does not. */
export function refusalOf(entry: AgentEntry, call: CallSnapshot, verb: CallVerb): CallstationError | null {
  const sessions = [...entry.sessions.values()];
  const verdict = callActions({ call, sessions, agent: entry.snapshot, capabilities: CAPABILITIES })[verb];
  return verdict.allowed ? null : refusal(verdict.reason);
}

/** Refuses what the table of legal actions refuses; another tenant's call is told from none by nothing. */
export function judgeWith(entry: AgentEntry, app: Id, verb: CallVerb): (c: Conversation) => void {
  return (c) => {
    const call = c.terms.app === app ? c.sessions[entry.id] : undefined;
    if (call === undefined) throw new CallstationError('notFound');
    const refused = refusalOf(entry, call, verb);
    if (refused !== null) throw refused;
  };
}
