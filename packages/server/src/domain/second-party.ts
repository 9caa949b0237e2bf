import type { End, Id } from '@callstation/core/model';
import { leave } from './aside-end.ts';
import { letGuestGo } from './parting.ts';
import { agentParty, asideOf, isBegun } from './people.ts';
import { all, see, set, setDesk, stay, tell } from './step.ts';
import type { Aside, Conversation, Move } from './types.ts';

/** Keeps what is known of whom that agent brings in. */
export function put(by: Id, asked: number, aside: Aside): Move {
  return (c) => [{ ...c, asked, asides: { ...c.asides, [by]: aside } }, []];
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
    // Their session keeps to whom until it ends: who hears of the transfer is told that, too.
    admit(by),
    see((c) => (isBegun(c.sessions[by]) ? leave(by, { reason: 'transferred', by: 'agent' }) : stay)),
  );
}

/** The second party is one of the call now. */
export function joinMain(by: Id): Move {
  return all(admit(by), tell(by, { type: 'consult', consult: { state: 'none' } }));
}

function admit(by: Id): Move {
  return see((c) => {
    const { [by]: aside, ...asides } = c.asides;
    if (aside === undefined) return stay;
    const id = 'agent' in aside.party ? aside.party.agent : aside.party.guest;
    return all(
      set({ asides, brought: [...c.brought.filter((b) => b !== id), id] }),
      // All talk now, who asked too.
      c.desks[by] === undefined ? stay : setDesk(by, { holds: false }),
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
    const facing = aside.facing === 'party' ? 'customer' : 'party';
    return all(put(by, c.asked, { ...aside, facing }), setDesk(by, { holds: false }));
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
