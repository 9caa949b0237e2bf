import { callActions, type CallVerb, type Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Conversation } from '../domain/types.ts';
import type { AgentEntry } from './agents.ts';
import { CAPABILITIES } from './capabilities.ts';
import { refusal } from './refusal.ts';

/** Refuses what the table of legal actions refuses; another tenant's call is told from none by nothing. */
export function judgeWith(entry: AgentEntry, app: Id, verb: CallVerb): (c: Conversation) => void {
  return (c) => {
    const call = c.terms.app === app ? c.sessions[entry.id] : undefined;
    if (call === undefined) throw new CallstationError('notFound');
    const sessions = [...entry.sessions.values()];
    const verdict = callActions({ call, sessions, agent: entry.snapshot, capabilities: CAPABILITIES })[verb];
    if (!verdict.allowed) throw refusal(verdict.reason);
  };
}
