import type { CallSnapshot, Id } from '@callstation/core/model';
import { conversationOf } from './legs.ts';
import { PEOPLE, type World } from './world.ts';

const sessionOf = (tape: Id): Id => tape.replace(/-r\d+$/u, '');

/** What is wrong with recordings: one per call, shown as it is, over with the customer. */
export function tapes(world: World): string[] {
  const open = world.switch.tapes.open();
  const sessions = open.map(sessionOf);
  return [
    ...sessions.flatMap((id, at) => (sessions.indexOf(id) === at ? [] : [`${id} is recorded twice: ${open.join()}`])),
    ...open.flatMap((tape) => (hasCustomer(world, sessionOf(tape)) ? [] : [`${tape} goes on without a customer`])),
    ...PEOPLE.flatMap((who) => world.calls(who).flatMap((call) => shown(world, who, call))),
  ];
}

function hasCustomer(world: World, session: Id): boolean {
  return [...PEOPLE.flatMap((who) => world.calls(who))].some(({ id, phase }) => id === session && phase !== 'ended')
    ? true
    : world.switch
        .farLegs()
        .some(({ leg, room, incoming }) =>
          incoming ? room === null || conversationOf(room) === session : leg.startsWith(`${session}-`),
        );
}

function shown(world: World, who: Id, call: CallSnapshot): string[] {
  if (call.phase !== 'active') return [];
  const tape = world.switch.tapes.open().find((id) => sessionOf(id) === call.id);
  const is = tape === undefined ? 'off' : world.switch.tapes.isPaused(tape) ? 'paused' : 'on';
  // Who is only asked for advice, or listens, is not on it.
  const hidden = call.recording === 'off' && call.role !== 'handler';
  return call.recording === is || hidden
    ? []
    : [`${who} is shown recording ${call.recording} of ${call.id}, it is ${is}`];
}
