import type { Id } from '@callstation/core/model';
import { CallstationError, LIMITS } from '@callstation/core/protocol';
import { facesAside } from './members.ts';
import { deskOf, liveCustomer, othersOf } from './people.ts';
import { order, see, stay } from './step.ts';
import type { Conversation, Move } from './types.ts';

/** Key presses for the far end. */
export function sendDigits(agent: Id, digits: string): Move {
  return see((c) => {
    const leg = farEnd(c, agent);
    return leg === null ? stay : order('digits', leg, digits);
  });
}

/** Whom key presses are for: the party the agent faces, else the customer, else the other agent. */
function farEnd(c: Conversation, agent: Id): Id | null {
  const aside = c.asides[agent];
  if (aside !== undefined && facesAside(c, agent)) {
    return 'guest' in aside.party ? (c.guests[aside.party.guest]?.leg ?? null) : deskOf(c, aside.party.agent).leg;
  }
  // Nobody presses keys for a customer who is in a menu.
  if (c.menu !== null) return null;
  const customer = liveCustomer(c);
  // A number that waits for the agent's phone to be picked up has no leg yet.
  if (customer !== null) return c.toDial === null ? customer.leg : null;
  const [other] = othersOf(c, agent);
  return other === undefined ? null : deskOf(c, other).leg;
}

/** Nothing else is done in a call while a pause lasts. */
const MOST_PAUSES = 10;

/** Refuses what is no sequence of 1 to `LIMITS.digits` keys: 0-9 * # A-D and up to ten `,`, pauses of half a second. */
export function readDigits(digits: unknown): string {
  const isKeys = typeof digits === 'string' && digits.length <= LIMITS.digits && /^[0-9*#A-Da-d,]+$/u.test(digits);
  if (isKeys && digits.split(',').length <= MOST_PAUSES + 1) return digits.toUpperCase();
  const text = `Digits are 1 to ${LIMITS.digits} of 0-9 * # A-D and comma, at most ${MOST_PAUSES} of them commas.`;
  throw new CallstationError('invalidArgument', text, { data: { field: 'digits' } });
}
