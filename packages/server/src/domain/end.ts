import type { CallSnapshot, End, Id } from '@callstation/core/model';
import { dissolve, dropAside, failAside, leave } from './aside-end.ts';
import { isAskedAside, mainAgents } from './members.ts';
import { endAll, endForAll, endSession, isLast, partiesLeft, seenByOthers } from './parting.ts';
import { waiterGone } from './menu-exit.ts';
import { asideOf, isBegun, liveCustomer, liveGuests } from './people.ts';
import { forget } from './placed.ts';
import { passOn } from './requeue.ts';
import { all, see, setCustomer, stay, systemEnd } from './step.ts';
import type { Move } from './types.ts';

/** An agent hangs up, or gives up dialling. Who was only brought in leaves; who has the call ends it. */
export function hangup(agent: Id): Move {
  return see((c) => {
    const session = c.sessions[agent];
    if (session === undefined || session.phase === 'ended') return stay;
    const early = session.phase === 'dialing' || session.phase === 'alerting';
    const mine: End = { reason: early ? 'localCancel' : 'localHangup', by: 'agent' };
    if (session.role === 'supervisor') return endSession(agent, mine);
    // The menu goes on without who waits for it, and the one who waits goes on without who was to have the customer.
    if (c.menu?.waiter === agent) return waiterGone({ ...mine, reason: 'transferred' });
    if (c.menu !== null) return passOn(agent, mine, c.terms.avoidMs);
    const asked = asideOf(c, agent);
    if (asked !== null) return all(endSession(agent, mine), failAside(asked.by, seenByOthers(session, mine)));
    // A blind transfer under way goes on without them.
    if (c.asides[agent]?.mode === 'transfer' && liveCustomer(c) !== null)
      return endSession(agent, { ...mine, reason: 'transferred' });
    if (session.role === 'consulted' && !isLast(c, agent)) return leave(agent, mine);
    return endAll((who, theirs) => (who === agent ? mine : seenByOthers(theirs, mine)), mine);
  });
}

/** The customer is gone. Agents who talk aside just then may finish what they say. */
export function customerEnded(end: End): Move {
  return all(
    see((c) => forget(c.customer?.leg ?? null)),
    setCustomer({ state: 'ended' }),
    see((c) => {
      const talk = Object.entries(c.asides).find(
        ([by, { mode, state }]) => mode === 'consult' && state === 'active' && isBegun(c.sessions[by]),
      );
      if (talk !== undefined && mainAgents(c).length === 1) return dissolve(talk[0]);
      return endAll((_agent, session) => asSeenBy(session, end), end);
    }),
  );
}

function asSeenBy(session: CallSnapshot | undefined, end: End): End {
  const failed = end.reason === 'networkLost' || end.reason === 'systemError';
  if (session?.phase === 'offered' || session?.phase === 'connecting') {
    return failed ? end : { ...end, reason: 'remoteCancel', by: 'peer' };
  }
  if (session?.phase === 'active') return failed ? end : { ...end, reason: 'remoteHangup', by: 'peer' };
  return end;
}

/** This agent does not get audio: others go on; a customer goes back to the queue; else it is over. */
export function giveUp(agent: Id): Move {
  return see((c) => {
    const customer = liveCustomer(c);
    const asked = asideOf(c, agent);
    const mine: End = { reason: 'networkLost', by: 'timer' };
    if (c.supervisions[agent] !== undefined) return endSession(agent, mine);
    if (c.menu?.waiter === agent) return waiterGone(mine);
    if (asked !== null) return all(endSession(agent, mine), failAside(asked.by, systemEnd('networkLost')));
    const company =
      mainAgents(c).some((other) => other !== agent) || liveGuests(c).some(([id]) => !isAskedAside(c, id));
    if (company && partiesLeft(c, agent) >= 2) return leave(agent, mine);
    const dropped = c.asides[agent] === undefined ? stay : dropAside(agent, { reason: 'remoteCancel', by: 'peer' });
    if (customer?.state === 'answered' || customer?.state === 'incoming') {
      const requeued = { agent, name: c.names[agent] ?? agent, why: 'agentLost' as const };
      if (c.terms.skillGroup !== null)
        return all(dropped, passOn(agent, { reason: 'requeued', by: 'timer' }, c.terms.avoidMs, { requeued }));
    }
    return endForAll(systemEnd('networkLost'));
  });
}
