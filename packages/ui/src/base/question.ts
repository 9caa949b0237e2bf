import type { AgentActionMap, WorkstationSnapshot } from '@callstation/core';
import { AGENT_VERBS, agentActions, type ActionContext } from '@callstation/core/model';

const NOT_YET = { allowed: false, reason: 'notConnected' } as const;
const NONE = Object.fromEntries(AGENT_VERBS.map((verb) => [verb, NOT_YET])) as unknown as AgentActionMap;

/** What the model's verdicts are asked of; null until the first snapshot of the centre is in. */
export function questionOf(seen: WorkstationSnapshot | null): ActionContext | null {
  const { agent, sessions, capabilities, page } = seen ?? {};
  return agent && sessions && capabilities && page ? { agent, sessions, capabilities, page } : null;
}

/** Which of the agent's verbs are legal, and why not the others. */
export function agentVerdicts(seen: WorkstationSnapshot | null): AgentActionMap {
  const question = questionOf(seen);
  return question ? agentActions(question) : NONE;
}
