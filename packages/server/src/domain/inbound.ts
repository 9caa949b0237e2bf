import { offeredCall, type End, type Id, type Party, type SessionContext } from '@callstation/core/model';
import type { SwitchEvent } from '../switch/switch.ts';
import { clearEnded, dropAside, failAside, nameAgent } from './aside.ts';
import { arrange } from './arrange.ts';
import { newConversation } from './begin.ts';
import { takeDesk } from './desk.ts';
import { ringPhone } from './desk-news.ts';
import { customerEnded, endAll, endForAll, endSession, seenByOthers } from './end.ts';
import { asideOf, deskOf, isSeated, liveAgents, liveCustomer } from './people.ts';
import { all, open, order, see, set, setCustomer, stay, systemEnd, tell, want } from './step.ts';
import type { DeskAt, Move, Step, Terms } from './types.ts';

/** A customer calls in. */
export interface InboundStart {
  id: Id;
  terms: Terms;
  leg: Id;
  /** E.164 where it could be read. */
  from: string;
  to: string;
  trunk: string;
}

/** A conversation that begins with a customer's call: it rings and waits for an agent. */
export function beginInbound(start: InboundStart, at: number): Step {
  const { id, leg, from, to, trunk, terms } = start;
  const party: Party = { id: `${id}-customer`, role: 'customer', state: 'ringing', number: from };
  const context: SessionContext = { callerNumber: from, calleeNumber: to, trunk, flow: 'in' };
  if (terms.skillGroup !== null) context.skillGroup = terms.skillGroup;
  const customer = { party, leg, state: 'incoming' as const };
  const empty = newConversation({ id, kind: 'phone', terms, context, customer, at });
  return all(order('ring', leg), enqueue(false))(empty, at);
}

/** Waits for an agent; who had one waits in front. */
function enqueue(front: boolean): Move {
  return see((c) => {
    const group = c.terms.skillGroup;
    if (group === null) return endForAll(systemEnd('systemError'));
    const { createdAt: since, avoid } = c;
    return all(set({ queued: true }), want({ type: 'queue', skillGroup: group.id, front, since, avoid }));
  });
}

/** In front of all others: who has been served before has waited long enough. */
export const enqueueFront: Move = enqueue(true);

/** Nobody is free: the customer hears music from now on. */
export const waiting: Move = see((c) => (c.queued ? answerCustomer : stay));

/** The customer's call is answered, if it rings. */
export const answerCustomer: Move = see((c) =>
  c.customer?.state === 'incoming'
    ? all(
        setCustomer({ state: 'answered', party: { ...c.customer.party, state: 'joined' } }),
        // In the room before they are let in: their first word has somebody to reach.
        arrange,
        order('answer', c.customer.leg),
      )
    : stay,
);

/** Routing chose an agent: their pages, or their phone, ring. */
export function offer(agent: Id, name: string | undefined, phone: DeskAt | undefined): Move {
  return see((c, at) => {
    const customer = liveCustomer(c);
    if (!c.queued || customer === null) return stay;
    const session = offeredCall({
      id: c.id,
      engagementId: `${c.id}-${c.engagements + 1}`,
      kind: c.kind,
      // To the agent the customer is ringing, though they may have been answered with music.
      peer: { ...customer.party, state: 'ringing' },
      context: { ...c.context, flow: 'in' },
      deadline: at + c.terms.ringTimeoutMs,
      at,
    });
    return all(
      set({ queued: false }),
      nameAgent(agent, name),
      clearEnded(agent),
      open(agent, session),
      ringPhone(agent, phone),
    );
  });
}

/** The agent takes the call: their page's leg first, the customer is answered when it is there. */
export function accept(agent: Id, page: Id): Move {
  return takeDesk(agent, { page });
}

/** The agent's part ends, the customer goes on to the next agent, in front of all others. */
export function passOn(agent: Id, end: End, avoidMs: number, requeued?: SessionContext['requeued']): Move {
  return see((c, at) => {
    const avoid = avoidMs > 0 ? { ...c.avoid, [agent]: at + avoidMs } : c.avoid;
    const context = requeued === undefined ? c.context : { ...c.context, requeued };
    return all(endSession(agent, end), set({ avoid, context }), enqueueFront);
  });
}

/** The agent hands the customer to another queue. */
export function passOnTo(agent: Id, terms: Terms): Move {
  return see((c) => {
    const context = { ...c.context, ...(terms.skillGroup === null ? {} : { skillGroup: terms.skillGroup }) };
    return all(
      dropAside(agent),
      endSession(agent, { reason: 'transferred', by: 'agent' }),
      set({ terms, context, avoid: {} }),
    );
  });
}

/** The offer rang out: the agent is away from the desk, and the next one is asked. */
export function missed(agent: Id): Move {
  const rangOut: End = { reason: 'noAnswer', by: 'timer' };
  return see((c) => {
    const asked = asideOf(c, agent);
    if (asked !== null) return all(endSession(agent, rangOut), failAside(asked.by, rangOut));
    if (c.customer === null) return declined(agent, rangOut, rangOut);
    return all(want({ type: 'missed', agent }), passOn(agent, rangOut, 0));
  });
}

/** The agent says no. */
export function reject(agent: Id): Move {
  const mine: End = { reason: 'localReject', by: 'agent' };
  return see((c) => {
    const asked = asideOf(c, agent);
    if (asked !== null) return all(endSession(agent, mine), failAside(asked.by, { reason: 'rejected', by: 'peer' }));
    return c.customer === null
      ? declined(agent, mine, { reason: 'rejected', by: 'peer' })
      : passOn(agent, mine, c.terms.avoidMs);
  });
}

/** The offer cannot be seen, or taken, any more. */
export function withdrawn(agent: Id, end: End): Move {
  return see((c) => {
    const asked = asideOf(c, agent);
    if (asked !== null) return all(endSession(agent, end), failAside(asked.by, seenByOthers(undefined, end)));
    return c.customer === null ? endForAll(end) : passOn(agent, systemEnd('requeued'), c.terms.avoidMs);
  });
}

/** The second agent of an internal call says no, or says nothing. */
function declined(agent: Id, mine: End, theirs: End): Move {
  return endAll((who) => (who === agent ? mine : theirs), theirs);
}

/** What the customer's leg does. */
export function callerEvent(event: Extract<SwitchEvent, { leg: Id }>): Move {
  if (event.type !== 'ended') return stay;
  return see((c) => {
    const nobody = liveAgents(c).length === 0;
    return customerEnded(
      nobody && event.end.reason === 'remoteHangup' ? { ...event.end, reason: 'remoteCancel' } : event.end,
    );
  });
}

/** A phone agent's dial: the number is called once the agent has picked up. */
export const dialWaiting: Move = see((c) => {
  const { customer } = c;
  if (customer === null || customer.state !== 'dialing' || c.toDial === null) return stay;
  const caller = liveAgents(c).find((agent) => c.sessions[agent]?.phase === 'dialing');
  if (caller === undefined || !isSeated(c, caller) || deskOf(c, caller).leg === null) return stay;
  return all(
    set({ toDial: null }),
    order('dial', customer.leg, c.toDial, { timeoutMs: c.terms.dialTimeoutMs, earlyMedia: true }),
    tell(caller, { type: 'peerRinging' }),
  );
});
