import { offeredCall, type End, type Id, type Party, type Target } from '@callstation/core/model';
import { closeIfAlone, endSession, guestGone, leave, letGuestGo } from './end.ts';
import { ringPhone } from './desk-news.ts';
import { enqueueFront, passOnTo } from './inbound.ts';
import { agentParty, asideOf, isBegun, liveCustomer } from './people.ts';
import { all, open, order, see, set, setGuest, stay, tell } from './step.ts';
import type { Aside, Conversation, Move, SecondParty } from './types.ts';

/** The far end put the request down: what it was about is let go. */
const CALLED_OFF: End = { reason: 'remoteCancel', by: 'peer' };

/** An agent asks for a second party; the table has moved their session already. */
export function beginAside(by: Id, mode: Aside['mode'], to: Target, second: SecondParty | undefined): Move {
  return see((c) => {
    if (second === undefined) return failed(by, { reason: 'systemError', by: 'system' });
    if ('skillGroup' in second) return toGroup(by, second);
    if ('agent' in second && (second.refused !== null || isBusyHere(c, second.agent))) {
      return failed(by, second.refused ?? { reason: 'busy', by: 'system' });
    }
    const number = c.asked + 1;
    const room = `${c.room}-${number}`;
    const facing = mode === 'conference' ? 'customer' : 'party';
    const common = { mode, to, room, state: 'dialing' as const, facing } as const;
    return 'agent' in second
      ? all(
          put(by, number, { ...common, party: { agent: second.agent } }),
          nameAgent(second.agent, second.name),
          offerAside(by, second.agent, mode),
          ringPhone(second.agent, second.phone),
        )
      : dialGuest(by, number, common, second);
  });
}

const isBusyHere = (c: Conversation, agent: Id): boolean => {
  const session = c.sessions[agent];
  return session !== undefined && session.phase !== 'ended';
};

function put(by: Id, asked: number, aside: Aside): Move {
  return (c) => [{ ...c, asked, asides: { ...c.asides, [by]: aside } }, []];
}

/** What an agent is called from now on. */
export function nameAgent(agent: Id, name: string | undefined): Move {
  return (c) => [name === undefined ? c : { ...c, names: { ...c.names, [agent]: name } }, []];
}

function offerAside(by: Id, agent: Id, mode: Aside['mode']): Move {
  return see((c, at) => {
    const customer = liveCustomer(c);
    const asker = agentParty(c, by);
    const peer: Party = mode === 'consult' || customer === null ? asker : customer.party;
    const session = offeredCall({
      id: c.id,
      engagementId: `${c.id}-${c.engagements + 1}`,
      kind: c.kind,
      role: mode === 'transfer' ? 'handler' : 'consulted',
      peer: { ...peer, state: 'ringing' },
      context: { ...c.context, flow: 'in' },
      deadline: at + c.terms.ringTimeoutMs,
      at,
    });
    return all(clearEnded(agent), open(agent, session));
  });
}

/** The wrap-up of an earlier part of the same call makes room: an agent has at most one part of it. */
export function clearEnded(agent: Id): Move {
  return see((c) =>
    c.sessions[agent]?.phase === 'ended' ? tell(agent, { type: 'command', verb: 'complete', args: {} }) : stay,
  );
}

function dialGuest(
  by: Id,
  asked: number,
  common: Omit<Aside, 'party'>,
  second: Extract<SecondParty, { number: string }>,
): Move {
  return see((c) => {
    const id = `${c.id}-guest-${asked}`;
    const { number, trunk, callerNumber } = second;
    const party: Party = { id, role: 'customer', state: 'ringing', number };
    const to = { trunk, number, ...(callerNumber === undefined ? {} : { callerNumber }) };
    return all(
      put(by, asked, { ...common, party: { guest: id } }),
      set({ guests: { ...c.guests, [id]: { party, leg: id, state: 'dialing' } } }),
      order('dial', id, to, { timeoutMs: c.terms.dialTimeoutMs, earlyMedia: true }),
    );
  });
}

/** The queue takes the customer at once: it is a place that answers. */
function toGroup(by: Id, { terms }: Extract<SecondParty, { skillGroup: Id }>): Move {
  return all(passOnTo(by, terms), enqueueFront);
}

function failed(by: Id, end: End): Move {
  return see((c) => {
    const { [by]: _aside, ...asides } = c.asides;
    return all(set({ asides }), tell(by, { type: 'consult', consult: { state: 'none', failed: end } }));
  });
}

/** The agent who was asked has audio, or the number has answered. `party`: their id. */
export function answeredAside(party: Id): Move {
  return see((c) => {
    const found = asideOf(c, party);
    if (found === null || found.aside.state !== 'dialing') return stay;
    const { by, aside } = found;
    switch (aside.mode) {
      case 'consult':
        return all(put(by, c.asked, { ...aside, state: 'active' }), tellConsult(by));
      case 'transfer':
        return handOver(by);
      case 'conference':
        return joinMain(by);
    }
  });
}

/** The consult axis follows; the party's details come with the facts. */
function tellConsult(by: Id): Move {
  return see((c) => {
    const aside = c.asides[by];
    if (aside === undefined) return stay;
    const { state, mode, to } = aside;
    return tell(by, { type: 'consult', consult: { state, mode, to } });
  });
}

/** The second party has the customer, the agent who asked is out. */
export function handOver(by: Id): Move {
  return all(
    joinMain(by),
    see((c) => (isBegun(c.sessions[by]) ? leave(by, { reason: 'transferred', by: 'agent' }) : stay)),
  );
}

/** The second party is one of the call now. */
export function joinMain(by: Id): Move {
  return see((c) => {
    const { [by]: aside, ...asides } = c.asides;
    if (aside === undefined) return stay;
    const id = 'agent' in aside.party ? aside.party.agent : aside.party.guest;
    return all(
      set({ asides, brought: [...c.brought.filter((b) => b !== id), id] }),
      tell(by, { type: 'consult', consult: { state: 'none' } }),
    );
  });
}

/** The second party said no, said nothing, or is gone: as it was before. */
export function failAside(by: Id, end: End): Move {
  return see((c) => {
    if (c.asides[by] === undefined) return stay;
    return isBegun(c.sessions[by]) ? failed(by, end) : all(failed(by, end), stranded(by, end));
  });
}

/** Who asked is gone already: the customer waits for the next agent. */
function stranded(by: Id, end: End): Move {
  return see((c) => {
    if (liveCustomer(c) === null || c.terms.skillGroup === null) return leave(by, end);
    const why = { agent: by, name: c.names[by] ?? by, why: 'transferFailed' as const };
    return all(set({ context: { ...c.context, requeued: why } }), enqueueFront);
  });
}

/** The agent who asked wants it no more (cancel, take back), or is gone: the second party is let go. */
export function dropAside(by: Id, end: End = CALLED_OFF): Move {
  return see((c) => {
    const aside = c.asides[by];
    if (aside === undefined) return stay;
    const { [by]: _aside, ...asides } = c.asides;
    return all(
      set({ asides }),
      'agent' in aside.party ? endSession(aside.party.agent, end) : letGuestGo(aside.party.guest, end),
      tell(by, { type: 'consult', consult: { state: 'none' } }),
    );
  });
}

/** Completing before anybody answered makes a consult a blind transfer; after, the second party has the customer. */
export function completeTransfer(by: Id): Move {
  return see((c) => {
    const aside = c.asides[by];
    if (aside === undefined) return leave(by, { reason: 'transferred', by: 'agent' });
    if (aside.state === 'active') return handOver(by);
    return all(
      put(by, c.asked, { ...aside, mode: 'transfer' }),
      see((now) =>
        'agent' in aside.party &&
        now.sessions[aside.party.agent]?.phase !== 'offered' &&
        isFlowing(now, aside.party.agent)
          ? handOver(by)
          : stay,
      ),
    );
  });
}

const isFlowing = (c: Conversation, agent: Id): boolean => c.desks[agent]?.state === 'flowing';

/** Turns the agent who talks aside to the customer, or back. */
export function swapAside(by: Id): Move {
  return see((c) => {
    const aside = c.asides[by];
    if (aside === undefined) return stay;
    return put(by, c.asked, { ...aside, facing: aside.facing === 'party' ? 'customer' : 'party' });
  });
}

/** Sends somebody out of the call who was brought in. False ids change nothing. */
export function removeParticipant(participant: Id): Move {
  return see((c) => {
    const end: End = { reason: 'remoteHangup', by: 'peer' };
    const agent = Object.keys(c.sessions).find((who) => agentParty(c, who).id === participant);
    if (agent !== undefined && c.brought.includes(agent)) return leave(agent, end);
    return c.brought.includes(participant) ? letGuestGo(participant, end) : stay;
  });
}

/** Sends away the one who came last. */
export const takeBackLast: Move = see((c) => {
  const last = c.brought.at(-1);
  if (last === undefined) return stay;
  return removeParticipant(c.guests[last] === undefined ? agentParty(c, last).id : last);
});

/** What the leg of a number that was brought in does. */
export function guestEvent(id: Id, event: { type: string; end?: End }): Move {
  return see((c) => {
    const guest = c.guests[id];
    if (guest === undefined || guest.state === 'ended') return stay;
    const waiting = guest.state !== 'answered';
    switch (event.type) {
      case 'ringing':
        return waiting && guest.state !== 'early' ? setGuest(id, { state: 'ringing' }) : stay;
      case 'media':
        return waiting ? setGuest(id, { state: 'early' }) : stay;
      case 'answered':
        if (!waiting) return stay;
        return all(setGuest(id, { state: 'answered', party: { ...guest.party, state: 'joined' } }), answeredAside(id));
      case 'ended':
        return guestEnded(id, event.end ?? { reason: 'networkLost', by: 'system' });
      default:
        return stay;
    }
  });
}

function guestEnded(id: Id, end: End): Move {
  return see((c) => {
    const found = asideOf(c, id);
    if (found !== null) return all(guestGone(id), failAside(found.by, end));
    return all(guestGone(id), closeIfAlone(end));
  });
}
