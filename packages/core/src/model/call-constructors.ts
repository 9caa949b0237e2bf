import type { Id, Millis } from './primitives.ts';
import type {
  AgentLeg,
  ConnectingCall,
  OfferedCall,
  OutgoingCall,
  Party,
  SessionBase,
  SessionContext,
} from './session.ts';

interface NewCall {
  id: Id;
  engagementId: Id;
  peer: Party;
  kind: OfferedCall['kind'];
  at: Millis;
  context?: Partial<SessionContext>;
  /** Default `handler`. */
  role?: SessionBase['role'];
  supervises?: NonNullable<OfferedCall['supervises']>;
}

/**
 * A call that begins to ring at an agent. `deadline` (default null: rings until somebody ends it) is when it counts as
 * not answered. `direction` defaults to `in`; a call somebody asked this agent to join may be `out`.
 */
export function offeredCall(
  given: NewCall & { deadline?: Millis | null; direction?: SessionBase['direction'] },
): OfferedCall {
  return { ...base(given, given.direction ?? 'in', 'in'), phase: 'offered', deadline: given.deadline ?? null };
}

/** A call an agent has begun to make. `leg` defaults to one that comes up at `page`, or at nobody yet. */
export function outgoingCall(given: NewCall & { page?: Id; leg?: AgentLeg }): OutgoingCall {
  return {
    ...base(given, 'out', 'out'),
    phase: 'dialing',
    leg: given.leg ?? (given.page === undefined ? { state: 'none', at: null } : legAt(given.page)),
    mute: 'off',
    cameraOff: 'off',
  };
}

/** A supervisor's part of a colleague's call: it comes up without ringing. */
export function supervisingCall(
  given: NewCall & { direction: SessionBase['direction']; leg: AgentLeg },
): ConnectingCall {
  return { ...base({ ...given, role: 'supervisor' }, given.direction, 'in'), phase: 'connecting', leg: given.leg };
}

/** A leg that comes up at a page; at null, where the endpoint is not known yet. */
export function legAt(page: Id | undefined): AgentLeg {
  return { state: 'connecting', at: page === undefined ? null : { page } };
}

function base(given: NewCall, direction: SessionBase['direction'], flow: SessionContext['flow']) {
  return {
    id: given.id,
    engagementId: given.engagementId,
    kind: given.kind,
    role: given.role ?? 'handler',
    direction,
    peer: given.peer,
    context: { flow, ...given.context },
    createdAt: given.at,
    ...(given.supervises ? { supervises: given.supervises } : {}),
  } as const;
}
