import {
  type ActionContext,
  type BlockReason,
  isPending,
  needsDisposition,
  occupies,
  type Verdict,
  verdictOf,
} from './actions.ts';
import type { Right } from './agent.ts';
import type { CallSnapshot } from './session.ts';
import { AGENT_VERBS, type AgentVerb } from './verbs.ts';

type Rule = (question: ActionContext) => BlockReason | null;

/** Setting up a call needs an agent who is signed in and not talking. */
const free: Rule = ({ agent, sessions }) => {
  if (agent.status === 'offline') return 'agentOffline';
  // Their phone rings already: picked up, it would be for both.
  const rings = agent.phone.mode !== 'page' && sessions.some(({ kind, phase }) => kind !== 'im' && phase === 'offered');
  if (rings) return 'agentBusy';
  return sessions.some(occupies) ? 'agentBusy' : null;
};

/** The call the agent is with as a supervisor, from the moment their leg begins to come up. */
const supervised = ({ sessions }: ActionContext): CallSnapshot | undefined =>
  sessions.find(
    (session): session is CallSnapshot =>
      session.kind !== 'im' && session.phase !== 'ended' && session.role === 'supervisor',
  );

const switchTo =
  (mode: 'listen' | 'whisper' | 'barge'): Rule =>
  (question) => {
    const call = supervised(question);
    return call && call.supervises?.mode !== mode ? null : 'wrongPhase';
  };

/** Listening begins supervision, or goes back to it from whispering. */
const listen: Rule = (question) => (supervised(question) ? switchTo('listen')(question) : free(question));

const RULES: Readonly<Record<AgentVerb, Rule>> = {
  setStatus: () => null,
  extendWrapUp: ({ agent }) => {
    if (typeof agent.wrapUp?.deadline !== 'number') return timed(agent) ? null : 'wrongPhase';
    return agent.wrapUp.deadline >= (agent.wrapUp.latest ?? Infinity) ? 'wrapUpLongest' : null;
  },
  endWrapUp: ({ agent, sessions }) => {
    if (agent.status !== 'wrap-up' && !agent.wrapUp) return 'wrongPhase';
    return sessions.some(needsDisposition) ? 'needsDisposition' : null;
  },
  setPhone: ({ sessions }) =>
    sessions.some(({ kind, phase }) => kind !== 'im' && phase !== 'ended') ? 'agentBusy' : null,
  setCallerNumber: () => null,
  dial: free,
  dialAgent: free,
  listen,
  whisper: switchTo('whisper'),
  barge: switchTo('barge'),
  // Without a leg there is nobody to leave the customer to.
  intercept: (question) => (supervised(question)?.phase === 'active' ? null : 'wrongPhase'),
  stop: (question) => (supervised(question) ? null : 'wrongPhase'),
  setAgentStatus: () => null,
  logoutAgent: () => null,
  watchBoard: () => null,
};

const timed = (agent: ActionContext['agent']): boolean => agent.status === 'wrap-up' && agent.deadline !== null;

const RIGHTS_OF: Readonly<Partial<Record<AgentVerb, Right>>> = {
  dial: 'dial',
  dialAgent: 'dial',
  listen: 'supervise',
  whisper: 'supervise',
  barge: 'supervise',
  intercept: 'intercept',
  stop: 'supervise',
  setAgentStatus: 'supervise',
  logoutAgent: 'supervise',
  watchBoard: 'board',
};

const METHODS: Readonly<Record<AgentVerb, readonly string[]>> = {
  setStatus: ['agent.setStatus'],
  extendWrapUp: ['agent.extendWrapUp', 'agent.endWrapUp'],
  endWrapUp: ['agent.endWrapUp'],
  setPhone: ['agent.setPhone'],
  setCallerNumber: ['agent.setCallerNumber'],
  dial: ['call.dial'],
  dialAgent: ['call.dial'],
  listen: ['supervisor.listen', 'supervisor.whisper', 'supervisor.barge'],
  whisper: ['supervisor.listen', 'supervisor.whisper', 'supervisor.barge'],
  barge: ['supervisor.listen', 'supervisor.whisper', 'supervisor.barge'],
  intercept: ['supervisor.intercept'],
  stop: ['supervisor.stop'],
  setAgentStatus: ['supervisor.setStatus'],
  logoutAgent: ['supervisor.logout'],
  watchBoard: [],
};

/**
 * Which verbs are legal for the agent now, apart from their sessions: status, wrap-up, dialling, supervision. Whether one
 * certain number or agent may be reached (`dialExternal`, group scope) only the server knows.
 */
export function agentActions(question: ActionContext): Record<AgentVerb, Verdict> {
  return Object.fromEntries(AGENT_VERBS.map((verb) => [verb, verdictOf(blocker(question, verb))])) as Record<
    AgentVerb,
    Verdict
  >;
}

function blocker(question: ActionContext, verb: AgentVerb): BlockReason | null {
  const { agent, capabilities, page } = question;
  if (!capabilities.agent.includes(verb)) return 'notSupported';
  const right = RIGHTS_OF[verb];
  if (right && !agent.rights.includes(right)) return 'noRight';
  if (page && page.connection.state !== 'ready') return 'notConnected';
  return RULES[verb](question) ?? (isPending(page, METHODS[verb]) ? 'pending' : null);
}
