import { type End, type Id, offeredCall } from '@callstation/core/model';
import { arrange } from './arrange.ts';
import { failAside } from './aside-end.ts';
import { ringPhone, takeDesk } from './desk.ts';
import { endAll, endForAll, endSession, seenByOthers, clearEnded } from './parting.ts';
import { asideOf, liveCustomer } from './people.ts';
import { passOn } from './requeue.ts';
import { all, open, order, see, set, setCustomer, stay, systemEnd, want, nameAgent } from './step.ts';
import type { DeskAt, Move } from './types.ts';

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
    // Whose page is gone cannot be offered anything; whose page is back, as after a reload, can be at once.
    const avoidMs = end.reason === 'unreachable' ? 0 : c.terms.avoidMs;
    return c.customer === null ? endForAll(end) : passOn(agent, systemEnd('requeued'), avoidMs);
  });
}

/** The second agent of an internal call says no, or says nothing. */
function declined(agent: Id, mine: End, theirs: End): Move {
  return endAll((who) => (who === agent ? mine : theirs), theirs);
}
