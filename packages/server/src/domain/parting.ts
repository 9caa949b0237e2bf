import { type CallSnapshot, type End, type Id, type WrapUp, callCommand } from '@callstation/core/model';
import { freeDesk } from './desk.ts';
import { missOf } from './miss.ts';
import { liveAgents, liveCustomer, liveGuests } from './people.ts';
import { forget } from './placed.ts';
import { all, each, order, see, set, setCustomer, setGuest, stay, tell, want } from './step.ts';
import type { Conversation, Move } from './types.ts';

/** Ends one agent's part: session, leg, record; the others are not asked. `cause`: why an offer was not taken, where the end does not say. */
export function endSession(agent: Id, end: End, cause: End = end): Move {
  return all(
    freeDesk(agent),
    see((c, at) => {
      const before = c.sessions[agent];
      if (before === undefined || before.phase === 'ended') return stay;
      const missed = missOf(c, agent, before, cause, at);
      return all(
        c.brought.includes(agent) ? set({ brought: c.brought.filter((id) => id !== agent) }) : stay,
        tell(agent, {
          type: 'ended',
          end,
          wrapUp: end.reason === 'requeued' ? null : wrapUpOf(c, before, at),
          ...(missed === undefined ? {} : { missed }),
        }),
        see((ended) =>
          ended.supervisions[agent] === undefined ? stay : set({ supervisions: without(ended.supervisions, agent) }),
        ),
        see((ended) => {
          const session = ended.sessions[agent];
          const complete = session?.phase === 'ended' && session.wrapUp === null;
          return complete ? tell(agent, callCommand('complete', {})) : stay;
        }),
        see((ended) => all(...supervisorsOf(ended, agent).map((who) => endSession(who, seenBySupervisor(end))))),
      );
    }),
  );
}

/** Who is with that agent. */
function supervisorsOf(c: Conversation, agent: Id): Id[] {
  return Object.entries(c.supervisions).flatMap(([who, { of }]) => (of === agent ? [who] : []));
}

function without<T>(all: Record<Id, T>, id: Id): Record<Id, T> {
  const { [id]: _, ...rest } = all;
  return rest;
}

/** Supervision ends with the agent's part; the call itself may go on. */
function seenBySupervisor(end: End): End {
  if (end.reason === 'transferred' || end.reason === 'takenElsewhere') return { reason: end.reason, by: 'peer' };
  return end.reason === 'systemError' ? end : { reason: 'remoteHangup', by: 'peer' };
}

/** Only who had the customer has something to write down. */
function wrapUpOf(c: Conversation, session: CallSnapshot, at: number): WrapUp | null {
  if (session.phase !== 'active' || session.role !== 'handler') return null;
  const { wrapUpMs, wrapUpMaxMs, dispositionRequired } = c.terms;
  if (c.customer === null || wrapUpMs === 0) return null;
  return {
    deadline: wrapUpMs === null ? null : at + wrapUpMs,
    ...(wrapUpMs === null || wrapUpMaxMs === undefined ? {} : { latest: at + Math.max(wrapUpMs, wrapUpMaxMs) }),
    ...(dispositionRequired ? { requires: 'disposition' } : {}),
  };
}

/** What the others learn when an agent ends: from their side it was the peer. */
export function seenByOthers(session: CallSnapshot | undefined, end: End): End {
  if (end.by !== 'agent' && end.by !== 'peer') return end;
  if (session?.phase === 'offered' || session?.phase === 'connecting') return { reason: 'remoteCancel', by: 'peer' };
  return { reason: end.reason === 'localReject' ? 'rejected' : 'remoteHangup', by: 'peer' };
}

/** Nobody is in touch any more: sounds stop, everybody outside is let go, every agent's part ends. */
export function endAll(endOf: (agent: Id, session: CallSnapshot | undefined) => End, outsideEnd: End): Move {
  return see((c) => {
    if (c.over) return stay;
    const { sounds } = c;
    return all(
      set({ over: true, end: outsideEnd, queued: false, menu: null, sounds: {}, asides: {} }),
      want({ type: 'unqueue' }),
      ...Object.values(sounds).map(({ play }) => order('stopPlay', play)),
      each(liveAgents(c), (agent) => endSession(agent, endOf(agent, c.sessions[agent]))),
      ...liveGuests(c).map(([id]) => letGuestGo(id, outsideEnd)),
      letCustomerGo(outsideEnd),
      set({ placed: {} }),
    );
  });
}

/** Ends everything for the same reason. */
export function endForAll(end: End): Move {
  return endAll(() => end, end);
}

function letCustomerGo(end: End): Move {
  return see((c) => {
    const customer = liveCustomer(c);
    return customer === null
      ? stay
      : all(setCustomer({ state: 'ended' }), forget(customer.leg), order('hangup', customer.leg, end));
  });
}

/** Hangs up on a number that was brought in. */
export function letGuestGo(id: Id, end: End): Move {
  return see((c) => {
    const guest = c.guests[id];
    if (guest === undefined || guest.state === 'ended') return stay;
    return all(guestGone(id), order('hangup', guest.leg, end));
  });
}

/** A number that was brought in is off the line. */
export function guestGone(id: Id): Move {
  return see((c) =>
    all(
      setGuest(id, { state: 'ended' }),
      set({ brought: c.brought.filter((brought) => brought !== id) }),
      forget(c.guests[id]?.leg ?? null),
    ),
  );
}

/** Whether the agent is the last but one: without them nobody has anybody to talk to. */
export function isLast(c: Conversation, agent: Id): boolean {
  return partiesLeft(c, agent) < 2;
}

export function partiesLeft(c: Conversation, without: Id | null): number {
  const agents = liveAgents(c).filter((agent) => agent !== without);
  return agents.length + liveGuests(c).length + (liveCustomer(c) === null ? 0 : 1);
}

/** Whoever is left with nobody has no call any more. A customer who waits for an agent, or is in a menu, is not alone. */
export function closeIfAlone(end: End): Move {
  return see((c) => (c.over || c.queued || c.menu !== null || partiesLeft(c, null) >= 2 ? stay : endForAll(end)));
}

/** The wrap-up of an earlier part of the same call makes room: an agent has at most one part of it. */
export function clearEnded(agent: Id): Move {
  return see((c) =>
    c.sessions[agent]?.phase === 'ended' ? tell(agent, { type: 'command', verb: 'complete', args: {} }) : stay,
  );
}
