import { callCommand, type End, type Id, offeredCall, type SettableStatus } from '@callstation/core/model';
import { arrange } from './arrange.ts';
import { failAside } from './aside-end.ts';
import { ringPhone, takeDesk } from './desk.ts';
import { endAll, endForAll, endSession, seenByOthers, clearEnded } from './parting.ts';
import { asideOf, liveAgents, liveCustomer, ringing } from './people.ts';
import { passOn } from './requeue.ts';
import { all, each, open, order, see, set, setCustomer, setDesk, stay, systemEnd, tell, want } from './step.ts';
import type { Move, OfferTo } from './types.ts';

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

/** Routing chose: the pages, or the phones, of those agents ring. */
export function offer(to: readonly OfferTo[]): Move {
  return see((c) => {
    if (liveCustomer(c) === null || to.length === 0) return stay;
    const rings = ringing(c);
    // Who has become free while it rings rings, too, unless somebody has just taken it.
    if (!c.queued && (rings.length === 0 || rings.length < liveAgents(c).length)) return stay;
    const asked = to.filter(({ agent }) => !rings.includes(agent));
    const names = Object.fromEntries(asked.flatMap(({ agent, name }) => (name === undefined ? [] : [[agent, name]])));
    const health = Object.fromEntries(asked.map((one) => [one.agent, one.health ?? {}]));
    // At once for all: a call may ring at hundreds.
    const known = set({ queued: false, names: { ...c.names, ...names }, health: { ...c.health, ...health } });
    return all(known, each(asked, offerTo));
  });
}

function offerTo({ agent, phone, autoPage }: OfferTo): Move {
  return see((c, at) => {
    const customer = liveCustomer(c);
    if (customer === null) return stay;
    const session = offeredCall({
      id: c.id,
      engagementId: `${c.id}-${c.engagements + 1}`,
      kind: c.kind,
      // To the agent the customer is ringing, though they may have been answered with music.
      peer: { ...customer.party, state: 'ringing' },
      context: c.context,
      deadline: at + c.terms.ringTimeoutMs,
      at,
    });
    return all(
      clearEnded(agent),
      open(agent, session),
      ringPhone(agent, phone),
      autoPage === undefined ? stay : comeUp(agent, autoPage),
    );
  });
}

/** The page takes the call by itself; its agent is warned by a tone. */
function comeUp(agent: Id, page: Id): Move {
  return all(tell(agent, callCommand('answer', {}, page)), setDesk(agent, { zip: 'due' }), accept(agent, page));
}

/** The agent has taken it: whoever else it rings at learns who. */
export function taken(agent: Id): Move {
  return see((c) => {
    const takenBy = { agent, name: c.names[agent] ?? agent };
    const end: End = { reason: 'takenElsewhere', by: 'peer', takenBy };
    const others = ringing(c).filter((other) => other !== agent && asideOf(c, agent) === null);
    return each(others, (other) => endSession(other, end));
  });
}

/** The agent takes the call: their page's leg first, the customer is answered when it is there. */
export function accept(agent: Id, page: Id): Move {
  return all(taken(agent), takeDesk(agent, { page }));
}

/** The offer rang out: the agent is away from the desk, and the next one is asked. */
export function missed(agent: Id): Move {
  const rangOut: End = { reason: 'noAnswer', by: 'timer' };
  return see((c) => {
    const asked = asideOf(c, agent);
    if (asked !== null) return all(endSession(agent, rangOut), failAside(asked.by, rangOut));
    if (c.customer === null) return declined(agent, rangOut, rangOut);
    const { noAnswer = 'not-ready', avoidMs } = c.terms;
    const moved: End = { reason: 'requeued', by: 'timer' };
    // Who stays ready would be offered the same customer at once.
    if (noAnswer === 'again') return passOn(agent, moved, avoidMs, { cause: rangOut });
    const then: SettableStatus =
      noAnswer === 'not-ready' ? { status: 'not-ready' } : { status: 'break', reason: noAnswer.break };
    return all(want({ type: 'missed', agent, then }), passOn(agent, moved, 0, { cause: rangOut }));
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
    return c.customer === null ? endForAll(end) : passOn(agent, systemEnd('requeued'), avoidMs, { cause: end });
  });
}

/** The second agent of an internal call says no, or says nothing. */
function declined(agent: Id, mine: End, theirs: End): Move {
  return endAll((who) => (who === agent ? mine : theirs), theirs);
}
