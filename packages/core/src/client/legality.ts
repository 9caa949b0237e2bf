import {
  AGENT_VERBS,
  agentActions,
  CALL_VERBS,
  SUPERVISOR_VERBS,
  callAction,
  callActions,
  type ActionContext,
  type AgentSnapshot,
  type AgentVerb,
  type BlockReason,
  type CallSnapshot,
  type CallVerb,
  type Id,
  type PageFacts,
  type Verdict,
} from '../model/index.ts';
import { CallstationError, type ErrorCode } from '../protocol/index.ts';
import { keepIdentity } from './same.ts';
import type { AgentActionMap, CallActionMap, SupervisorActionMap, WorkstationSnapshot } from './workstation.types.ts';

const forbid = <V extends string>(verbs: readonly V[], reason: BlockReason): Readonly<Record<V, Verdict>> =>
  Object.freeze(Object.fromEntries(verbs.map((verb) => [verb, Object.freeze({ allowed: false, reason })]))) as Readonly<
    Record<V, Verdict>
  >;
const NO_CALL: CallActionMap = forbid(CALL_VERBS, 'wrongPhase');
const NO_AGENT: AgentActionMap = forbid(AGENT_VERBS, 'notConnected');
/** Before the first snapshot nothing is possible. */
export const NO_SUPERVISION: SupervisorActionMap = forbid(SUPERVISOR_VERBS, 'notConnected');

/** The call of that id. */
export function findCall(snapshot: WorkstationSnapshot, id: Id): CallSnapshot | null {
  const session = snapshot.sessions.find((candidate) => candidate.id === id);
  return session && session.kind !== 'im' ? session : null;
}

/** Throws what forbids `verb` on the call of that id. */
export function assertLegal(snapshot: WorkstationSnapshot, id: Id, verb: CallVerb): void {
  const data = { verb, sessionId: id };
  if (!snapshot.agent) throw blocked('notConnected', snapshot.page, data);
  const call = findCall(snapshot, id);
  if (!call) throw new CallstationError('notFound', undefined, { data });
  const verdict = callAction({ ...agentContext(snapshot, snapshot.agent), call }, verb);
  if (!verdict.allowed) throw blocked(verdict.reason, snapshot.page, data);
}

/** Throws what forbids something the agent does apart from sessions. */
export function assertAgentLegal(snapshot: WorkstationSnapshot, verb: AgentVerb): void {
  if (!snapshot.agent) throw blocked('notConnected', snapshot.page, { verb });
  const verdict = agentActions(agentContext(snapshot, snapshot.agent))[verb];
  if (!verdict.allowed) throw blocked(verdict.reason, snapshot.page, { verb });
}

/** The agent's side of every question. */
export function agentContext(
  { capabilities, page, sessions }: WorkstationSnapshot,
  agent: AgentSnapshot,
): ActionContext {
  return { agent, capabilities, page, sessions };
}

/** The error a block reason stands for; `data.reason` carries the reason itself. */
function blocked(reason: BlockReason, page: PageFacts, data: Record<string, unknown>): CallstationError {
  return new CallstationError(codeOf(reason, page), undefined, { data: { reason, ...data } });
}

function codeOf(reason: BlockReason, page: PageFacts): ErrorCode {
  if (reason === 'notConnected') return page.connection.state === 'reconnecting' ? 'network' : 'notReady';
  if (reason === 'notSupported') return 'notSupported';
  if (reason === 'noMedia') return page.microphone === 'missing' ? 'mediaMissing' : 'mediaDenied';
  return reason === 'noRight' ? 'forbidden' : 'invalidState';
}

/** Verdicts by call id, the same object until one of them changes. */
export function createCallActions(getSnapshot: () => WorkstationSnapshot): (id: Id) => CallActionMap {
  let of: WorkstationSnapshot | null = null;
  let last = new Map<Id, CallActionMap>();
  let now = new Map<Id, CallActionMap>();
  return (id) => {
    const snapshot = getSnapshot();
    if (snapshot !== of) [of, last, now] = [snapshot, now, new Map()];
    const cached = now.get(id);
    if (cached) return cached;
    const call = findCall(snapshot, id);
    const fresh = call && snapshot.agent ? callActions({ ...agentContext(snapshot, snapshot.agent), call }) : NO_CALL;
    const kept = Object.freeze(keepIdentity(last.get(id) ?? fresh, fresh));
    now.set(id, kept);
    return kept;
  };
}

/** Verdicts for the agent's own verbs, the same object until one of them changes. */
export function createAgentActions(getSnapshot: () => WorkstationSnapshot): () => AgentActionMap {
  let of: WorkstationSnapshot | null = null;
  let last: AgentActionMap = NO_AGENT;
  return () => {
    const snapshot = getSnapshot();
    if (snapshot === of) return last;
    of = snapshot;
    const fresh = snapshot.agent ? agentActions(agentContext(snapshot, snapshot.agent)) : NO_AGENT;
    last = Object.freeze(keepIdentity(last, fresh));
    return last;
  };
}
