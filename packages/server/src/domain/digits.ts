import type { Id } from '@callstation/core/model';
import { CallstationError, LIMITS } from '@callstation/core/protocol';
import { order, peerLeg, see, stay } from './step.ts';
import type { Move } from './types.ts';

/** Key presses for the far end. */
export function sendDigits(agent: Id, digits: string): Move {
  return see((c) => {
    const leg = peerLeg(c, agent);
    return leg === null ? stay : order('digits', leg, digits);
  });
}

/** Refuses what is no sequence of 1 to `LIMITS.digits` keys: 0-9 * # A-D and `,` for a pause of half a second. */
export function readDigits(digits: unknown): string {
  if (typeof digits === 'string' && digits.length <= LIMITS.digits && /^[0-9*#A-Da-d,]+$/u.test(digits))
    return digits.toUpperCase();
  throw new CallstationError('invalidArgument', `Digits are 1 to ${LIMITS.digits} of 0-9 * # A-D and comma.`, {
    data: { field: 'digits' },
  });
}
