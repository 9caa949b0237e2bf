import type { CallSnapshot, Id, Party } from '@callstation/core/model';
import type { Aside, Conversation, Desk, DeskAt, Outside } from './types.ts';

const EMPTY_DESK: Desk = {
  ...{ at: null, leg: null, state: 'none', zip: 'none', tries: 0, gone: null },
  ...{ holds: false, lostAt: null, next: null },
};

/** The agent's desk, or an empty one. */
export function deskOf(c: Conversation, agent: Id): Desk {
  return c.desks[agent] ?? EMPTY_DESK;
}

/** Whether two places are the same. Two agents at one phone are at two: each has a leg of their own. */
export function isSame(a: DeskAt | null, b: DeskAt | null): boolean {
  if (a === null || b === null) return a === b;
  return 'page' in a ? 'page' in b && a.page === b.page : 'phone' in b && a.phone === b.phone && a.of === b.of;
}

/** Agents whose part is not over. Supervisors have none. */
export function liveAgents(c: Conversation): Id[] {
  return Object.entries(c.sessions).flatMap(([agent, { phase, role }]) =>
    phase === 'ended' || role === 'supervisor' ? [] : [agent],
  );
}

/** Supervisors who are there, or about to be. */
export function liveSupervisors(c: Conversation): Id[] {
  return Object.keys(c.supervisions);
}

/** Agents whom the queue offers the customer to. */
export function ringing(c: Conversation): Id[] {
  return liveAgents(c).filter((agent) => c.sessions[agent]?.phase === 'offered' && asideOf(c, agent) === null);
}

/** Agents that take part besides this one. */
export function othersOf(c: Conversation, agent: Id): Id[] {
  return liveAgents(c).filter((other) => other !== agent);
}

/** The customer, while they are on the line. */
export function liveCustomer(c: Conversation): Outside | null {
  return c.customer === null || c.customer.state === 'ended' ? null : c.customer;
}

/** Guests on the line, by id. */
export function liveGuests(c: Conversation): [Id, Outside][] {
  return Object.entries(c.guests).filter(([, guest]) => guest.state !== 'ended');
}

/** Whether the agent's leg is up and theirs to use in this conversation. */
export function isSeated(c: Conversation, agent: Id): boolean {
  const { state } = deskOf(c, agent);
  return state === 'answered' || state === 'flowing';
}

/** Who brings that party in, and how; null for a party that is not, or no longer, brought in. */
export function asideOf(c: Conversation, party: Id): { by: Id; aside: Aside } | null {
  for (const [by, aside] of Object.entries(c.asides)) if (partyId(aside) === party) return { by, aside };
  return null;
}

/** The agent or guest that an aside is about. */
export function partyId({ party }: Aside): Id {
  return 'agent' in party ? party.agent : party.guest;
}

/** What an agent is shown as to others. */
export function agentParty(c: Conversation, agent: Id): Party {
  const session = c.sessions[agent];
  const state = session?.phase === 'offered' || session?.phase === 'connecting' ? 'ringing' : 'joined';
  const role = session?.role === 'supervisor' ? 'supervisor' : 'agent';
  return { id: `${c.id}-${agent}`, role, state, agentId: agent, name: c.names[agent] ?? agent };
}

/** What the second party of an aside is shown as. */
export function asideParty(c: Conversation, aside: Aside): Party | undefined {
  if ('agent' in aside.party) return agentParty(c, aside.party.agent);
  return c.guests[aside.party.guest]?.party;
}

/** Whether the session has begun to be this agent's: accepted, or made by them. */
export function isBegun(session: CallSnapshot | undefined): boolean {
  return session !== undefined && session.phase !== 'offered' && session.phase !== 'ended';
}
