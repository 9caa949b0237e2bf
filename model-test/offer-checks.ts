import type { CallSnapshot } from '@callstation/core/model';
import type { KeptJournal } from '../packages/server/src/engine/testing/kept.ts';
import { AGENTS, type World } from './world.ts';

/** What is wrong with offers: nobody keeps one that is over, and only one of many has the call. */
export function offers(world: World): string[] {
  const all = AGENTS.flatMap((who) => world.calls(who).map((call) => ({ who, call })));
  return all.flatMap(({ who, call }) => {
    if (call.phase !== 'offered') return [];
    const late = call.deadline !== null && call.deadline < world.clock.now();
    return [
      ...(late ? [`${who} still has the offer of ${call.id}`] : []),
      ...(isGone(world, call) ? [`${who} is offered ${call.id}, whose customer is gone`] : []),
      ...all.flatMap(({ who: other, call: theirs }) =>
        theirs.id === call.id && isWon(call, theirs) ? [`${who} is offered ${call.id}, which ${other} has`] : [],
      ),
    ];
  });
}

/** A customer from outside who is not on the line any more. */
function isGone({ switch: { farLegs } }: World, { kind, role, peer }: CallSnapshot): boolean {
  return kind === 'phone' && role === 'handler' && peer.role === 'customer' && farLegs().length === 0;
}

/** The other one is being put through to the customer, who has asked nobody else in. */
function isWon({ role, peer }: CallSnapshot, other: CallSnapshot): boolean {
  if (role !== 'handler' || peer.role !== 'customer' || other.role !== 'handler') return false;
  return other.phase === 'connecting' && other.direction === 'in';
}

/** Ends that are nobody's offer missed: it was taken, or the centre took it back. */
const NOT_MISSED: readonly string[] = ['systemError', 'localHangup', 'policyBlocked', 'transferred'];

/** Who did not get what they were offered is told why, in the record, too. */
export function missedFaults(journal: KeptJournal): string[] {
  return journal.engagements().flatMap(({ id, agent, direction, role, answeredAt, end, missed }): string[] => {
    const isMiss = direction === 'in' && role !== 'supervisor' && answeredAt === null && end !== null;
    if (!isMiss) return missed === null || answeredAt === null ? [] : [`${id} of ${agent} was answered and missed`];
    if (missed !== null || NOT_MISSED.includes(end.reason)) return [];
    return [`${id} of ${agent} was missed (${end.reason}), and nothing says why`];
  });
}
