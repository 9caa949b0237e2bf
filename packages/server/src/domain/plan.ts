import type { Id } from '@callstation/core/model';
import { CUSTOMER, facesAside, type Group, groupsOf, isServed, type Member } from './members.ts';
import { menuSound, MUSIC } from './menu-sound.ts';
import { deskOf, isSeated, liveAgents, liveCustomer, liveSupervisors } from './people.ts';
import { NOWHERE } from './placed.ts';
import { queueSound } from './queue-care.ts';
import type { Aside, Conversation, Menu, Placement, Sound } from './types.ts';

/** Who should be where, and what should be heard, as far as this conversation has a say. */
export interface Plan {
  legs: Record<Id, Placement>;
  sounds: Record<Id, Sound>;
}

/** The media plan of a conversation as it stands: a function of its state alone. */
export function planOf(c: Conversation): Plan {
  const plan: Plan = { legs: {}, sounds: {} };
  if (c.over) return plan;
  const groups = groupsOf(c);
  const waits = customerWaits(c);
  for (const group of groups) {
    for (const member of group.members) {
      if (member.leg === null || (member.presence === 'away' && !hasNoOtherRoom(c, member))) continue;
      if (member.who === CUSTOMER && waits) continue;
      place(plan, c, group, member);
    }
  }
  if (waits) customerAtMusic(plan, c);
  if (c.menu !== null) placeMenu(plan, c, c.menu);
  ringbacks(plan, c);
  for (const supervisor of liveSupervisors(c)) attend(plan, c, supervisor);
  return plan;
}

/** On the line, with nobody who cares for them. A dialled number that has not answered is in the room all the while. */
function customerWaits(c: Conversation): boolean {
  const customer = liveCustomer(c);
  if (customer === null || c.menu !== null) return false;
  if (c.context.flow === 'out' && customer.state !== 'answered') return false;
  return c.queued || !isServed(c);
}

/** An agent who is turned aside is placed by that room; one who holds is in none. */
function hasNoOtherRoom(c: Conversation, { who }: Member): boolean {
  return deskOf(c, who).holds;
}

function place(plan: Plan, c: Conversation, group: Group, member: Member): void {
  const { leg, who } = member;
  if (leg === null) return;
  const others = group.members.filter((other) => other.who !== who);
  const steppedOut = member.presence === 'away';
  const talks = member.presence === 'present';
  const left = others.length > 0 && others.every(({ presence }) => presence === 'away');
  plan.legs[leg] = {
    room: steppedOut ? null : group.room,
    held: !steppedOut && talks && left,
    gated: member.agent && isSilent(c, who),
    supervises: null,
  };
  const nobody = others.every(({ presence }) => presence !== 'present');
  if (talks && nobody && others.some(({ presence }) => presence === 'lost')) {
    plan.sounds[`${leg}-lost`] = { to: { leg }, source: { tone: 'lost' } };
  } else if (talks && nobody && member.agent && others.some(({ presence, agent }) => agent && presence === 'coming')) {
    // A colleague whose own phone still rings.
    plan.sounds[`${leg}-ringback`] = { to: { leg }, source: { tone: 'ringback' } };
  }
}

/** Whether the agent's microphone is to be heard by nobody. */
export function isSilent(c: Conversation, agent: Id): boolean {
  const session = c.sessions[agent];
  return session !== undefined && 'mute' in session && (session.mute === 'on' || session.mute === 'turningOn');
}

function customerAtMusic(plan: Plan, c: Conversation): void {
  const customer = liveCustomer(c);
  if (customer === null || customer.state !== 'answered') return;
  plan.legs[customer.leg] = NOWHERE;
  const [id, sound] = queueSound(c, MUSIC);
  plan.sounds[id] = { to: { leg: customer.leg }, ...sound };
}

/** The customer hears the menu, or what follows it; the agent who waits for them hears music. */
function placeMenu(plan: Plan, c: Conversation, menu: Menu): void {
  const customer = liveCustomer(c);
  if (customer?.state === 'answered') {
    plan.legs[customer.leg] = NOWHERE;
    const [id, sound] = menuSound(c, menu) ?? [];
    if (id !== undefined && sound !== undefined) plan.sounds[id] = { to: { leg: customer.leg }, ...sound };
  }
  const leg = menu.waiter !== null && isSeated(c, menu.waiter) ? deskOf(c, menu.waiter).leg : null;
  if (menu.waiter === null || leg === null) return;
  plan.legs[leg] = { ...NOWHERE, gated: isSilent(c, menu.waiter) };
  plan.sounds[`${leg}-music`] = { to: { leg }, source: { music: MUSIC } };
}

/** For whoever waits for an answer and hears no sound of the far end's own. */
function ringbacks(plan: Plan, c: Conversation): void {
  const waiting = liveAgents(c).some((agent) => c.sessions[agent]?.phase === 'alerting' && isSeated(c, agent));
  if (waiting && c.customer?.state !== 'early') {
    plan.sounds[`${c.id}-ringback`] = { to: { room: c.room }, source: { tone: 'ringback' } };
  }
  for (const [by, aside] of Object.entries(c.asides)) {
    if (!isSeated(c, by) || !facesAside(c, by) || !isRinging(c, aside)) continue;
    plan.sounds[`${aside.room}-ringback`] = { to: { room: aside.room }, source: { tone: 'ringback' } };
  }
}

function isRinging(c: Conversation, aside: Aside): boolean {
  if (aside.state !== 'dialing') return false;
  if ('guest' in aside.party) return c.guests[aside.party.guest]?.state === 'ringing';
  return c.sessions[aside.party.agent]?.phase === 'offered';
}

/** The supervisor goes where the agent is; with nowhere, while the agent holds the call or has no audio. */
function attend(plan: Plan, c: Conversation, supervisor: Id): void {
  const supervision = c.supervisions[supervisor];
  const { leg } = deskOf(c, supervisor);
  if (supervision === undefined || leg === null || !isSeated(c, supervisor)) return;
  const { of, mode } = supervision;
  const target = isSeated(c, of) ? deskOf(c, of).leg : null;
  const room = (target === null ? undefined : plan.legs[target]?.room) ?? null;
  const supervises = target === null || room === null ? null : { target, mode };
  plan.legs[leg] = { room, held: false, gated: isSilent(c, supervisor), supervises };
  if (deskOf(c, of).lostAt !== null) plan.sounds[`${leg}-lost`] = { to: { leg }, source: { tone: 'lost' } };
}
