import type { CallSnapshot, Id } from '@callstation/core/model';
import type { FakeLeg } from '../packages/server/src/engine/testing/fake-switch.ts';
import { PEOPLE, PHONES, type World } from './world.ts';

/** Whether the call's audio is at a phone. */
export const atPhone = (call: CallSnapshot): boolean => 'leg' in call && call.leg.at !== null && 'phone' in call.leg.at;

/** The leg of the agent that the call says it uses. */
export function legOf(world: World, agent: Id, call: CallSnapshot): FakeLeg | undefined {
  if (!('leg' in call) || call.leg.at === null) return undefined;
  const { at } = call.leg;
  return world.switch.fake
    .live()
    .findLast(({ to, incoming }) =>
      'page' in at
        ? 'page' in to && to.page === at.page
        : !incoming && 'number' in to && to.number === at.phone && PHONES[agent] === at.phone,
    );
}

/** The agent whose page or phone that leg is. */
export function agentOf(world: World, leg: FakeLeg): Id | null {
  const { to } = leg;
  if ('page' in to) return world.tabs.find((tab) => tab.page === to.page)?.agent ?? null;
  // A guest has the id of their conversation.
  if (!leg.leg.startsWith('phone-')) return null;
  return PEOPLE.find((agent) => 'number' in to && PHONES[agent] === to.number) ?? null;
}

/** The conversation that room is of. */
export const conversationOf = (room: Id): Id => room.replace(/-room.*$/u, '');

/** Legs whose voice arrives at that one, gated or not: those in its room, but supervisors only as far as they mean it. */
export function voicesAt({ switch: { fake } }: World, leg: FakeLeg): FakeLeg[] {
  if (leg.room === null) return [];
  return fake
    .live()
    .filter((other) => other !== leg && other.room === leg.room && !other.held)
    .filter(
      ({ supervises: as }) => as === null || as.mode === 'barge' || (as.mode === 'whisper' && as.target === leg.leg),
    );
}
