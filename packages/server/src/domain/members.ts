import type { Id } from '@callstation/core/model';
import { asideOf, deskOf, isBegun, isSeated, liveAgents, liveCustomer, liveGuests } from './people.ts';
import type { Conversation, Outside } from './types.ts';

/**
 * How a party is in a room: `present` hears and speaks, `coming` has no leg yet, `lost` had one, `away` is turned to
 * somebody else or keeps the others on hold.
 */
export type Presence = 'present' | 'coming' | 'lost' | 'away';

/** Somebody who belongs in a room. */
export interface Member {
  /** The agent's or guest's id, or `customer`. */
  who: Id;
  leg: Id | null;
  presence: Presence;
  agent: boolean;
}

/** A room and who belongs in it. */
export interface Group {
  room: Id;
  members: Member[];
}

/** The member id of the customer. */
export const CUSTOMER = 'customer';

/** All rooms of a conversation: the main one first, then one for each agent who talks aside. */
export function groupsOf(c: Conversation): Group[] {
  return [{ room: c.room, members: mainMembers(c) }, ...asideGroups(c)];
}

/** Whether the agent has turned from the others: on hold for them, talking aside, or waiting for a menu to be over. */
export function isAway(c: Conversation, agent: Id): boolean {
  return deskOf(c, agent).holds || facesAside(c, agent) || c.menu?.waiter === agent;
}

/** Whether the agent's leg is to be in this call now; a call that is only on hold leaves it to another one. */
export function wantsLeg(c: Conversation, agent: Id): boolean {
  return !deskOf(c, agent).holds || facesAside(c, agent);
}

/** Whether the agent is turned to a second party in a room of their own. */
export function facesAside(c: Conversation, agent: Id): boolean {
  const aside = c.asides[agent];
  return aside !== undefined && aside.mode !== 'conference' && aside.facing === 'party';
}

/** Whether somebody is, or has just been, there for the customer; else the customer waits, to the queue's music. */
export function isServed(c: Conversation): boolean {
  return mainMembers(c).some(
    ({ who, presence, agent }) =>
      who !== CUSTOMER && (!agent || presence === 'present' || c.sessions[who]?.phase === 'active'),
  );
}

/** Agents in the main room's talk, wherever they are turned: not who is only asked aside, or waits for a menu to be over. */
export function mainAgents(c: Conversation): Id[] {
  return liveAgents(c).filter(
    (agent) => isBegun(c.sessions[agent]) && !isAskedAside(c, agent) && c.menu?.waiter !== agent,
  );
}

/** Whether that agent or guest is kept from the customer: asked aside, and not (about to be) brought in. */
export function isAskedAside(c: Conversation, party: Id): boolean {
  const found = asideOf(c, party);
  if (found === null) return false;
  // A blind transfer's agent goes straight to the customer; a guest only once they answer.
  return found.aside.mode === 'consult' || c.guests[party] !== undefined;
}

function mainMembers(c: Conversation): Member[] {
  // In a menu the customer is with nobody, and the number that is called for them with nobody yet.
  const customer = c.menu === null ? liveCustomer(c) : null;
  const guests = liveGuests(c).filter(([id]) => !isAskedAside(c, id) && c.menu?.guest !== id);
  return [
    // A number that waits for the agent's phone has no leg to be placed yet.
    ...(customer === null ? [] : [{ ...outside(CUSTOMER, customer), ...(c.toDial === null ? {} : { leg: null }) }]),
    ...guests.map(([id, guest]) => outside(id, guest)),
    ...mainAgents(c).map((agent) => agentMember(c, agent, isAway(c, agent))),
  ];
}

function asideGroups(c: Conversation): Group[] {
  return Object.entries(c.asides).flatMap(([by, aside]): Group[] => {
    if (aside.mode === 'conference') return [];
    const asker = isBegun(c.sessions[by]) ? [agentMember(c, by, !facesAside(c, by))] : [];
    return [{ room: aside.room, members: [...asker, ...askedMember(c, by)] }];
  });
}

function askedMember(c: Conversation, by: Id): Member[] {
  const aside = c.asides[by];
  if (aside === undefined) return [];
  if ('guest' in aside.party) {
    const guest = c.guests[aside.party.guest];
    return guest === undefined || guest.state === 'ended' ? [] : [outside(aside.party.guest, guest)];
  }
  const { agent } = aside.party;
  return aside.mode === 'consult' && isBegun(c.sessions[agent]) ? [agentMember(c, agent, deskOf(c, agent).holds)] : [];
}

function outside(who: Id, { leg, state }: Outside): Member {
  const heard = state === 'answered' || state === 'early';
  return { who, leg, presence: heard ? 'present' : 'coming', agent: false };
}

function agentMember(c: Conversation, agent: Id, away: boolean): Member {
  const { leg, lostAt } = deskOf(c, agent);
  // Whom a tone warns is not there yet.
  const seated = isSeated(c, agent) && deskOf(c, agent).zip !== 'playing';
  const missing: Presence = lostAt === null ? 'coming' : 'lost';
  const presence = away ? 'away' : seated ? 'present' : missing;
  return { who: agent, leg: seated ? leg : null, presence, agent: true };
}
