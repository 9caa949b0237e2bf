import { isDeepStrictEqual } from 'node:util';
import type { ActiveCall, CallSnapshot, Id } from '@callstation/core/model';
import type { FakeLeg } from '../packages/server/src/engine/testing/fake-switch.ts';
import { agentOf, atPhone, conversationOf, legOf, voicesAt } from './legs.ts';
import { offers } from './offer-checks.ts';
import { supervisions } from './supervision-checks.ts';
import { tapes } from './tape-checks.ts';
import { PEOPLE, type World } from './world.ts';

/** One agent's part of one call that is not over. */
interface Part {
  agent: Id;
  call: CallSnapshot;
}

/** Everything that is wrong now. Call it when the world is at rest. */
export function check(world: World): string[] {
  return [
    ...world.faults.splice(0),
    ...broken(world),
    ...mirrors(world),
    ...PEOPLE.flatMap((agent) => world.calls(agent).flatMap((call) => stuck(world, { agent, call }))),
    ...rooms(world),
    ...silence(world),
    ...supervisions(world),
    ...tapes(world),
    ...offers(world),
  ];
}

function broken({ logger }: World): string[] {
  const lines = logger.lines.splice(0);
  // An order that was made to fail fails the request that led to it.
  const isMine = (cause: unknown): boolean => String(cause).endsWith(' failed');
  return lines.flatMap(({ level, message, data }) =>
    level === 'error' && !isMine(data?.['cause']) ? [`${message} ${JSON.stringify(data)}`] : [],
  );
}

/** Every page that is connected shows what the centre says. */
function mirrors(world: World): string[] {
  return world.tabs.flatMap((tab) => {
    const truth = world.truth.get(tab.agent);
    if (!tab.isReady() || truth === undefined) return [];
    const { agent, sessions } = tab.workstation.getSnapshot();
    if (isDeepStrictEqual([agent, sessions], [truth.agent, truth.sessions])) return [];
    return [
      `${tab.page} shows ${JSON.stringify([agent, sessions])}, not ${JSON.stringify([truth.agent, truth.sessions])}`,
    ];
  });
}

/** States that only last until the switch has answered. */
function stuck(world: World, { agent, call }: Part): string[] {
  const say = (what: string): string => `${agent}'s ${call.id} stays ${what}`;
  if (call.phase === 'connecting') {
    const leg = legOf(world, agent, call);
    return leg?.answered === true && world.switch.heard.has(leg.leg) ? [say('connecting')] : [];
  }
  if (call.phase !== 'active') return [];
  const flows = call.leg.state === 'flowing';
  return [
    ...(flows && (call.hold === 'holding' || call.hold === 'resuming') ? [say(call.hold)] : []),
    ...(flows && (call.mute === 'turningOn' || call.mute === 'turningOff') ? [say(call.mute)] : []),
    ...(call.consult.state === 'completing' ? [say('completing')] : []),
    ...(call.leg.state === 'lost' && call.leg.deadline === undefined ? [say('lost without end')] : []),
    ...(flows && legOf(world, agent, call) === undefined ? [say('flowing without a leg')] : []),
  ];
}

/** Who hears whom: only those who belong there, no muted word, and no held ear. */
function rooms(world: World): string[] {
  const { fake } = world.switch;
  return [...fake.rooms()].flatMap(([room, ids]) => {
    const legs = ids.flatMap((id) => fake.legs.get(id) ?? []);
    return legs.flatMap((leg) => {
      const agent = agentOf(world, leg);
      if (agent === null) return outsideIn(world, room, leg);
      const call = world.calls(agent).find(({ id }) => id === conversationOf(room));
      if (call === undefined || call.phase === 'offered' || call.phase === 'ended')
        return [`${agent} is in ${room}, not being in that call`];
      return call.role === 'supervisor' ? [] : agentIn(world, room, leg, agent, call, legs);
    });
  });
}

/** A far end stays with one conversation all its life. */
const owners = new WeakMap<World, Map<Id, Id>>();
function outsideIn(world: World, room: Id, leg: FakeLeg): string[] {
  const known = owners.get(world) ?? new Map<Id, Id>();
  owners.set(world, known);
  const id = conversationOf(room);
  const mine =
    known.get(leg.leg) ?? (leg.incoming ? id : conversationOf(leg.leg.replace(/-(customer|guest).*$/u, '-room')));
  known.set(leg.leg, mine);
  return mine === id ? [] : [`${leg.leg} of ${mine} is in ${room}`];
}

function agentIn(world: World, room: Id, leg: FakeLeg, agent: Id, call: CallSnapshot, legs: FakeLeg[]): string[] {
  const faults: string[] = [];
  const customer = legs.find((one) => one.incoming || one.leg.endsWith('-customer'));
  if ('mute' in call && call.mute === 'on' && !leg.gated && !atPhone(call))
    faults.push(`${agent} is muted and open in ${room}`);
  if ('mute' in call && call.mute === 'off' && leg.gated) faults.push(`${agent} is not muted and gated in ${room}`);
  if (legOf(world, agent, call)?.leg !== leg.leg)
    faults.push(`${agent} is in ${room} with a leg that is not the call's`);
  if (call.phase !== 'active') return faults;
  if (call.hold === 'held' && customer) faults.push(`${agent} holds ${call.id}, yet hears ${customer.leg}`);
  if (call.hold === 'held' && call.consult.state === 'none')
    faults.push(`${agent} holds ${call.id}, yet is in ${room}`);
  const others = call.others.some(({ role }) => role !== 'supervisor');
  if (call.role === 'consulted' && customer && !others)
    faults.push(`${agent} was only asked, yet hears ${customer.leg}`);
  return faults;
}

/** Whoever is on the line hears somebody, music, ringback or the lost tone. */
function silence(world: World): string[] {
  const { fake, early, failed } = world.switch;
  // A sound that the switch refused is not played.
  if (failed.includes('play') || failed.includes('hold') || failed.includes('join')) return [];
  const { live } = fake;
  const played = [...fake.plays.values()];
  const hears = (leg: FakeLeg): boolean => {
    if (leg.held || played.some((to) => 'leg' in to && to.leg === leg.leg)) return true;
    if (leg.room === null) return false;
    if (played.some((to) => 'room' in to && to.room === leg.room)) return true;
    // Who is muted is there all the same.
    return voicesAt(world, leg).some((other) => other.answered || early.has(other.leg));
  };
  const outside = live().filter(
    (leg) =>
      leg.answered &&
      'number' in leg.to &&
      agentOf(world, leg) === null &&
      !isAwaited(world, leg) &&
      !isAsked(world, leg),
  );
  const agents = PEOPLE.flatMap((agent) =>
    world.calls(agent).flatMap((call) => {
      const leg = legOf(world, agent, call);
      return call.phase === 'active' && call.role !== 'supervisor' && shouldHear(call) && leg?.answered === true
        ? [leg]
        : [];
    }),
  );
  return [...outside, ...agents]
    .filter((leg) => !hears(leg))
    .map(({ leg, room }) => `${leg} hears nothing (room ${room})`);
}

/** A menu has said what it says, and waits for a key. */
function isAsked({ switch: { fake } }: World, { leg, room }: FakeLeg): boolean {
  const last = fake.orders.findLast((order) => order[0] === 'play' && 'leg' in order[2] && order[2].leg === leg);
  return room === null && last?.[0] === 'play' && !last[4];
}

/** The agent's leg is coming up for the first time, which has a limit of its own. */
function isAwaited(world: World, { room }: FakeLeg): boolean {
  if (room === null) return false;
  const id = conversationOf(room);
  return PEOPLE.some((agent) =>
    world
      .calls(agent)
      .some((call) => call.id === id && call.role !== 'supervisor' && 'leg' in call && call.leg.state === 'connecting'),
  );
}

/** Somebody who waits for a far end that does not ring yet hears nothing, and a call on hold has no sound. */
function shouldHear({ leg, hold, consult }: ActiveCall): boolean {
  if (leg.state !== 'flowing') return false;
  return consult.state === 'none' ? hold === 'none' : consult.state === 'active';
}
