import type { CallSnapshot, Id } from '@callstation/core/model';
import { conversationOf, legOf, voicesAt } from './legs.ts';
import { PEOPLE, SUPERVISORS, type World } from './world.ts';

/** Who is with a colleague, as their own call says. */
interface Watch {
  who: Id;
  of: Id;
  call: CallSnapshot;
}

/** What is wrong with supervisions: who hears whom, who is told of them, and whether they are over with the call. */
export function supervisions(world: World): string[] {
  const watches = SUPERVISORS.flatMap((who) =>
    world
      .calls(who)
      .filter(({ role, phase }) => role === 'supervisor' && phase !== 'ended')
      .map((call): Watch => ({ who, of: call.peer.agentId ?? '', call })),
  );
  noteHandlers(world);
  return [
    ...watches.flatMap((watch) => [
      ...outlived(world, watch),
      ...ears(world, watch),
      ...places(world, watch),
      ...seen(world, watch),
    ]),
    ...SUPERVISORS.flatMap((who) =>
      watches.filter((watch) => watch.who === who).length > 1 ? [`${who} is with two calls`] : [],
    ),
    ...strays(world),
  ];
}

/** Once somebody had the customer, they may be named. */
const handlers = new WeakMap<World, Set<string>>();
function noteHandlers(world: World): void {
  const known = handlers.get(world) ?? new Set<string>();
  handlers.set(world, known);
  for (const who of SUPERVISORS)
    for (const { id, role } of world.calls(who)) if (role !== 'supervisor') known.add(`${who}/${id}`);
}

function outlived(world: World, { who, of, call }: Watch): string[] {
  const theirs = world.calls(of).find(({ id }) => id === call.id);
  const rights = world.identity(who).rights;
  return [
    ...(theirs?.phase === 'active' ? [] : [`${who} is with ${of} in ${call.id}, who is not (${theirs?.phase})`]),
    ...(world.seat(who) === null || rights.includes('supervise') ? [] : [`${who} is in ${call.id} without the right`]),
  ];
}

/** The leg of that person in that call, if it is in one of its rooms. */
function legIn(world: World, who: Id, call: CallSnapshot) {
  const leg = legOf(world, who, call);
  return leg?.room != null && conversationOf(leg.room) === call.id ? leg : undefined;
}

/** Their voice goes as far as the mode says. */
function ears(world: World, { who, of, call }: Watch): string[] {
  const leg = legIn(world, who, call);
  const mode = call.supervises?.mode;
  if (leg === undefined) return [];
  const target = world.calls(of).find(({ id }) => id === call.id);
  const theirs = target && legOf(world, of, target)?.leg;
  const asked = world.asked.get(who);
  const isAsked = asked === undefined || asked === mode || world.switch.failed.includes('supervise');
  if (!isAsked) return [`${who} asked to ${asked} in ${call.id}, and does ${mode}`];
  const muted = 'mute' in call && call.mute === 'on';
  if (muted && !leg.gated) return [`${who} is muted and open with ${of}`];
  return world.switch.fake.live().flatMap((ear) => {
    if (ear === leg || ear.room !== leg.room) return [];
    const heard = voicesAt(world, ear).includes(leg);
    const may = mode === 'barge' || (mode === 'whisper' && ear.leg === theirs);
    if (heard && !may) return [`${ear.leg} hears ${who}, who is there to ${mode}`];
    const must = may && !world.switch.failed.includes('supervise');
    return must && !heard ? [`${ear.leg} does not hear ${who}, who is there to ${mode}`] : [];
  });
}

/** They are where the agent is, in nobody else's room, and never in one the agent left. */
function places(world: World, { who, of, call }: Watch): string[] {
  if (!('leg' in call) || call.leg.state !== 'flowing') return [];
  const target = world.calls(of).find(({ id }) => id === call.id);
  const theirs = target && legIn(world, of, target);
  const leg = legOf(world, who, call);
  if (leg === undefined || target?.phase !== 'active') return [];
  const room = target.leg.state === 'flowing' ? (theirs?.room ?? null) : null;
  if (leg.room === room) return [];
  // A switch that would not do what it was told is not asked for ever.
  if (room !== null && world.switch.failed.length > 0) return [];
  if (room === null && target.leg.state !== 'flowing') return [];
  return [`${who} is in ${leg.room} for ${of}, who is in ${room}`];
}

/** Who listens or whispers is shown to nobody else in the call. */
function seen(world: World, { who, call }: Watch): string[] {
  if (call.supervises?.mode === 'barge' || handlers.get(world)?.has(`${who}/${call.id}`)) return [];
  const word = new RegExp(`\\b${who}\\b`, 'u');
  return PEOPLE.filter((other) => other !== who).flatMap((other) =>
    world
      .calls(other)
      .filter((one) => one.id === call.id && one.phase !== 'ended' && word.test(JSON.stringify(one)))
      .map((one) => `${other} is shown that ${who} is there to ${call.supervises?.mode}: ${JSON.stringify(one)}`),
  );
}

/** Whoever is in a room for somebody's sake is a supervisor, with that one. */
function strays(world: World): string[] {
  return world.switch.fake.live().flatMap(({ leg, to, room, supervises }) => {
    const who = world.tabs.find((tab) => 'page' in to && tab.page === to.page)?.agent;
    if (room === null || who === undefined) return [];
    const call = world.calls(who).find(({ id }) => id === conversationOf(room));
    const watches = call?.role === 'supervisor' && call.phase !== 'ended';
    if (watches === (supervises !== null)) return [];
    return [`${leg} of ${who} is in ${room} ${watches ? 'as one of them' : 'as a supervisor, without being one'}`];
  });
}
