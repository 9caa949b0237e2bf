import type { ActiveCall, CallSnapshot, Consult, Id, Party } from '@callstation/core/model';
import { facesAside, isAskedAside, isAway, mainAgents } from './members.ts';
import {
  agentParty,
  asideOf,
  asideParty,
  deskOf,
  isSeated,
  liveAgents,
  liveCustomer,
  liveGuests,
  liveSupervisors,
} from './people.ts';
import { isSettled } from './placed.ts';
import { all, see, stay, tell } from './step.ts';
import type { Conversation, Move } from './types.ts';

/** Tells every agent what has come true of their call: hold, mute, who the others are. */
export const tellFacts: Move = see((c) =>
  all(
    // First, and of all of them: who has joined is one of the parties the others are told of, supervisors too.
    ...liveSupervisors(c).map((supervisor) => all(muteOf(supervisor), modeOf(supervisor))),
    ...liveSupervisors(c).map(othersHeard),
    ...liveAgents(c).map((agent) => all(holdOf(agent), muteOf(agent), partiesOf(agent))),
  ),
);

const activeOf = (c: Conversation, agent: Id): ActiveCall | null => {
  const session = c.sessions[agent];
  return session?.phase === 'active' ? session : null;
};

function holdOf(agent: Id): Move {
  return see((c) => {
    const call = activeOf(c, agent);
    if (call === null || !isSettled(c)) return stay;
    const away = isAway(c, agent);
    if (away) return call.hold === 'none' || call.hold === 'holding' ? tell(agent, { type: 'held' }) : stay;
    // The leg is on its way from another call; without a leg at all there is nothing to wait for.
    if (!isSeated(c, agent) && deskOf(c, agent).lostAt === null) return stay;
    return call.hold === 'held' || call.hold === 'resuming' ? tell(agent, { type: 'resumed' }) : stay;
  });
}

function muteOf(agent: Id): Move {
  return see((c) => {
    const session = c.sessions[agent];
    if (session === undefined || !('mute' in session)) return stay;
    if (session.mute !== 'turningOn' && session.mute !== 'turningOff') return stay;
    const on = session.mute === 'turningOn';
    const leg = isSeated(c, agent) ? deskOf(c, agent).leg : null;
    // Without a leg it is enough to remember: the next one is gated before it is joined.
    const done = leg === null || (c.placed[leg]?.is.gated ?? false) === on;
    return done ? tell(agent, { type: on ? 'muted' : 'unmuted' }) : stay;
  });
}

function partiesOf(agent: Id): Move {
  return see((c) => {
    const call = activeOf(c, agent);
    if (call === null) return stay;
    const peer = peerOf(c, agent, call);
    const others = othersFor(c, agent, peer);
    const role = inherits(c, agent, call) ? ('handler' as const) : undefined;
    return all(
      peer.id === call.peer.id && role === undefined
        ? stay
        : tell(agent, { type: 'peer', peer, ...(role === undefined ? {} : { role }) }),
      isSameList(others, call.others) ? stay : tell(agent, { type: 'others', others }),
      consultParty(agent),
    );
  });
}

/** Whom the agent talks with: who asked them aside, the customer, else the first of the others. */
function peerOf(c: Conversation, agent: Id, call: CallSnapshot): Party {
  const asked = asideOf(c, agent);
  if (asked !== null && isAskedAside(c, agent)) return agentParty(c, asked.by);
  const customer = liveCustomer(c);
  if (customer !== null) return customer.party;
  const others = partiesInMain(c).filter(({ agentId, role }) => agentId !== agent && role !== 'supervisor');
  return others.find(({ id }) => id === call.peer.id) ?? others[0] ?? call.peer;
}

/** Everybody in the main talk, but the customer. */
function partiesInMain(c: Conversation): Party[] {
  const guests = liveGuests(c).filter(([id, { state }]) => state === 'answered' && !isAskedAside(c, id));
  const agents = mainAgents(c).filter((agent) => asideOf(c, agent) === null);
  const joined = liveSupervisors(c).filter((supervisor) => hasJoined(c, supervisor, agents));
  return [...guests.map(([, { party }]) => party), ...[...agents, ...joined].map((agent) => agentParty(c, agent))];
}

/** Whether the supervisor is heard by the main talk: the others see only those they hear. */
function hasJoined(c: Conversation, supervisor: Id, main: readonly Id[]): boolean {
  const of = c.supervisions[supervisor]?.of;
  const call = activeOf(c, supervisor);
  return call?.supervises?.mode === 'barge' && of !== undefined && main.includes(of) && !isAway(c, of);
}

/** What has come true of a supervision: how the supervisor is heard. */
function modeOf(supervisor: Id): Move {
  return see((c) => {
    const call = c.sessions[supervisor];
    const supervision = c.supervisions[supervisor];
    if (call === undefined || supervision === undefined) return stay;
    const { leg } = deskOf(c, supervisor);
    const is = leg === null ? undefined : c.placed[leg]?.is.supervises;
    // While nobody can hear them, it is enough to remember: the next order says how.
    const mode = is?.mode ?? supervision.mode;
    return mode === call.supervises?.mode
      ? stay
      : tell(supervisor, { type: 'supervises', supervises: { session: c.id, mode } });
  });
}

/** What has come true of a supervision: whom the supervisor hears. */
function othersHeard(supervisor: Id): Move {
  return see((c) => {
    const call = activeOf(c, supervisor);
    const supervision = c.supervisions[supervisor];
    if (call === null || supervision === undefined) return stay;
    const others = heardBy(c, supervisor, supervision.of);
    return isSameList(others, call.others) ? stay : tell(supervisor, { type: 'others', others });
  });
}

/** Whom a supervisor hears besides the agent. */
function heardBy(c: Conversation, supervisor: Id, of: Id): Party[] {
  const asked = asideOf(c, of);
  if (asked !== null && isAskedAside(c, of)) return [agentParty(c, asked.by)];
  const aside = c.asides[of];
  if (aside !== undefined && facesAside(c, of)) {
    const party = asideParty(c, aside);
    return party === undefined ? [] : [party];
  }
  const customer = liveCustomer(c);
  const others = partiesInMain(c).filter(({ agentId }) => agentId !== of && agentId !== supervisor);
  return [...(customer === null ? [] : [customer.party]), ...others];
}

function othersFor(c: Conversation, agent: Id, peer: Party): Party[] {
  if (isAskedAside(c, agent) || asideOf(c, agent) !== null || c.menu !== null) return [];
  return partiesInMain(c)
    .filter(({ id, agentId }) => agentId !== agent && id !== peer.id)
    .sort((a, b) => joinedAt(c, a) - joinedAt(c, b));
}

function joinedAt(c: Conversation, party: Party): number {
  return c.brought.indexOf(party.agentId ?? party.id);
}

/** Who was only asked becomes the handler when nobody else is. */
function inherits(c: Conversation, agent: Id, call: ActiveCall): boolean {
  if (call.role !== 'consulted' || asideOf(c, agent) !== null) return false;
  return !mainAgents(c).some((other) => other !== agent && c.sessions[other]?.role === 'handler');
}

function consultParty(agent: Id): Move {
  return see((c) => {
    const call = activeOf(c, agent);
    const aside = c.asides[agent];
    if (call === null || aside === undefined || call.consult.state === 'none') return stay;
    const party = asideParty(c, aside);
    const consult: Consult = { ...call.consult, state: aside.state, mode: aside.mode, ...(party ? { party } : {}) };
    const same =
      call.consult.state === consult.state &&
      call.consult.mode === consult.mode &&
      call.consult.party?.id === party?.id &&
      call.consult.party?.state === party?.state;
    return same ? stay : tell(agent, { type: 'consult', consult });
  });
}

function isSameList(a: readonly Party[], b: readonly Party[]): boolean {
  return a.length === b.length && a.every((party, i) => party.id === b[i]?.id && party.state === b[i]?.state);
}
