import {
  CALL_VERBS,
  callActions,
  type BlockReason,
  type CallSnapshot,
  type CallVerb,
  type Id,
  type PageFacts,
  type Verdict,
} from '../model/index.ts';
import { CallstationError, type ErrorCode } from '../protocol/index.ts';
import { same } from './same.ts';
import type { CallActionMap, WorkstationSnapshot } from './workstation.types.ts';

/** Verbs that make the agent inaudible. They never wait for the control connection. */
const SAFETY: ReadonlySet<CallVerb> = new Set(['mute', 'muteVideo', 'hangup']);

const FORBIDDEN: Verdict = { allowed: false, reason: 'wrongPhase' };
const NOTHING = Object.freeze(Object.fromEntries(CALL_VERBS.map((verb) => [verb, FORBIDDEN]))) as CallActionMap;

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
  const verdict = verdicts(snapshot, call)[verb];
  if (verdict.allowed) return;
  // A safety verb waits for nothing, so only what the centre itself would say can stop it.
  if (verdict.reason === 'notConnected' && SAFETY.has(verb) && verdicts(snapshot, call, false)[verb].allowed) return;
  throw blocked(verdict.reason, snapshot.page, data);
}

function verdicts(snapshot: WorkstationSnapshot, call: CallSnapshot, withPage = true): CallActionMap {
  const { agent, capabilities, page, sessions } = snapshot;
  if (!agent) return NOTHING;
  const centre = { call, sessions, agent, capabilities };
  return callActions(withPage ? { ...centre, page } : centre);
}

/** The error a block reason stands for; `data.reason` carries the reason itself. */
export function blocked(reason: BlockReason, page: PageFacts, data: Record<string, unknown>): CallstationError {
  return new CallstationError(codeOf(reason, page), undefined, { data: { reason, ...data } });
}

function codeOf(reason: BlockReason, page: PageFacts): ErrorCode {
  if (reason === 'notConnected') return page.connection.state === 'reconnecting' ? 'network' : 'notReady';
  if (reason === 'notSupported') return 'notSupported';
  return reason === 'noRight' ? 'forbidden' : 'invalidState';
}

/** Verdicts by call id, the same object until one of them changes. */
export function createActions(getSnapshot: () => WorkstationSnapshot): (id: Id) => CallActionMap {
  let of: WorkstationSnapshot | null = null;
  let last = new Map<Id, CallActionMap>();
  let now = new Map<Id, CallActionMap>();
  return (id) => {
    const snapshot = getSnapshot();
    if (snapshot !== of) [of, last, now] = [snapshot, now, new Map()];
    const cached = now.get(id);
    if (cached) return cached;
    const call = findCall(snapshot, id);
    const fresh = call ? verdicts(snapshot, call) : NOTHING;
    const before = last.get(id);
    const kept = before && same(before, fresh) ? before : fresh;
    now.set(id, kept);
    return kept;
  };
}
