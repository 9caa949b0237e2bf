import { offeredCall, outgoingCall, type End, type Id, type Party } from '@callstation/core/model';
import { takeDesk } from './desk.ts';
import { endAll } from './end.ts';
import { stopPlay } from './plays.ts';
import { ringbackIfWaiting } from './outbound.ts';
import { all, deskOf, open, othersOf, see, stay, tell } from './step.ts';
import type { Conversation, Move, Step, Terms } from './types.ts';

/** One agent calls another. */
export interface InternalStart {
  id: Id;
  terms: Terms;
  from: { agent: Id; name: string; page: Id };
  to: { agent: Id; name: string };
  /** Why the other agent is not even rung. */
  refused: End | null;
  context: { remark?: string; userData?: string };
}

/** A conversation of two agents: both on their pages' legs, the second one is offered it. */
export function beginInternal(start: InternalStart, at: number): Step {
  const { id, from, to, terms } = start;
  const caller: Party = {
    id: `${id}-${from.agent}`,
    role: 'agent',
    state: 'joined',
    agentId: from.agent,
    name: from.name,
  };
  const callee: Party = { id: `${id}-${to.agent}`, role: 'agent', state: 'ringing', agentId: to.agent, name: to.name };
  const context = { ...start.context, flow: 'out' as const };
  const empty: Conversation = {
    id,
    kind: 'internal',
    room: `${id}-room`,
    terms,
    context,
    createdAt: at,
    customer: null,
    sessions: {},
    desks: {},
    plays: [],
    queued: false,
    avoid: {},
    engagements: 0,
    over: false,
  };
  const common = { id, kind: 'internal' as const, at };
  const out = outgoingCall({ ...common, engagementId: `${id}-1`, peer: callee, context, page: from.page });
  const offered = offeredCall({
    ...common,
    engagementId: `${id}-2`,
    peer: { ...caller, state: 'ringing' },
    context: { ...context, flow: 'in' },
    deadline: at + terms.ringTimeoutMs,
  });
  const { refused } = start;
  if (refused !== null)
    return all(
      open(from.agent, out),
      endAll(() => refused, refused),
    )(empty, at);
  return all(
    open(from.agent, out),
    open(to.agent, offered),
    takeDesk(from.agent, from.page),
    tell(from.agent, { type: 'peerRinging' }),
    ringbackIfWaiting,
  )(empty, at);
}

/** The second agent's audio is there: the first one's call is answered. */
export function calleeFlows(agent: Id): Move {
  return see((c) => {
    if (c.kind !== 'internal' || c.sessions[agent]?.direction !== 'in' || deskOf(c, agent).state !== 'flowing')
      return stay;
    return all(stopPlay('ringback'), ...othersOf(c, agent).map((caller) => tell(caller, { type: 'peerAnswered' })));
  });
}

/** The second agent says no, or says nothing. */
export function declined(agent: Id, mine: End, theirs: End): Move {
  return endAll((who) => (who === agent ? mine : theirs), theirs);
}
