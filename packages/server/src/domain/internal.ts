import { type End, type Id, type Party, offeredCall, outgoingCall } from '@callstation/core/model';
import { newConversation } from './begin.ts';
import { kept } from './ledger.ts';
import { ringPhone, takeDesk } from './desk.ts';
import { endAll } from './parting.ts';
import { deskOf, liveAgents, othersOf } from './people.ts';
import { all, open, see, set, stay, tell } from './step.ts';
import type { DeskAt, Move, Step, Terms } from './types.ts';

/** One agent calls another. */
export interface InternalStart {
  id: Id;
  terms: Terms;
  from: { agent: Id; name: string; desk: DeskAt };
  /** `phone`: where they are rung, when not in their pages. */
  to: { agent: Id; name: string; phone?: DeskAt };
  /** Why the other agent is not even rung. */
  refused: End | null;
  context: { remark?: string; userData?: string; bizId?: string };
}

/** A conversation of two agents: both on their own legs, the second one is offered it. */
export function beginInternal(start: InternalStart, at: number): Step {
  const { id, from, to, terms, refused } = start;
  const party = ({ agent, name }: { agent: Id; name: string }, state: Party['state']): Party => ({
    id: `${id}-${agent}`,
    role: 'agent',
    state,
    agentId: agent,
    name,
  });
  const context = { ...start.context, flow: 'out' as const };
  const empty = newConversation({ id, kind: 'internal', terms, context, customer: null, at });
  const common = { id, kind: 'internal' as const, at };
  const where =
    'page' in from.desk
      ? { page: from.desk.page }
      : { leg: { state: 'connecting' as const, at: { phone: from.desk.phone } } };
  const out = outgoingCall({ ...common, engagementId: `${id}-1`, peer: party(to, 'ringing'), context, ...where });
  const offered = offeredCall({
    ...common,
    engagementId: `${id}-2`,
    peer: party(from, 'ringing'),
    context: { ...context, flow: 'in' },
    deadline: at + terms.ringTimeoutMs,
  });
  const names = set({ names: { [from.agent]: from.name, [to.agent]: to.name } });
  const begun = all(names, open(from.agent, out));
  const first =
    refused === null
      ? all(
          open(to.agent, offered),
          takeDesk(from.agent, from.desk),
          ringPhone(to.agent, to.phone),
          tell(from.agent, { type: 'peerRinging' }),
        )
      : endAll(() => refused, refused);
  return kept(null, all(begun, first)(empty, at), at);
}

/** The second agent's audio is there: the first one's call is answered. */
export function calleeFlows(agent: Id): Move {
  return see((c) => {
    const callee =
      c.kind === 'internal' && c.sessions[agent]?.direction === 'in' && deskOf(c, agent).state === 'flowing';
    if (!callee || liveAgents(c).length < 2) return stay;
    return all(...othersOf(c, agent).map((caller) => tell(caller, { type: 'peerAnswered' })));
  });
}
