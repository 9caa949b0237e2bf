import { withRecordingRule } from './taping.ts';
import type { End, Id, SessionContext } from '@callstation/core/model';
import { dropAside } from './aside-end.ts';
import { endSession } from './parting.ts';
import { ringing } from './people.ts';
import { all, see, set, stay } from './step.ts';
import type { Move, Terms } from './types.ts';
import { enqueueFront } from './enqueue.ts';

/** The agent's part ends; unless it rings elsewhere, too, the customer goes on to the next agent, in front of all others. */
export function passOn(
  agent: Id,
  end: End,
  avoidMs: number,
  { requeued, cause = end }: { requeued?: SessionContext['requeued']; cause?: End } = {},
): Move {
  return see((c, at) => {
    const avoid = avoidMs > 0 ? { ...c.avoid, [agent]: at + avoidMs } : c.avoid;
    const context = requeued === undefined ? c.context : { ...c.context, requeued };
    const elsewhere = ringing(c).some((other) => other !== agent);
    return all(endSession(agent, end, cause), set({ avoid, context }), elsewhere ? stay : enqueueFront);
  });
}

/** The agent hands the customer to another queue. */
export function passOnTo(agent: Id, terms: Terms): Move {
  return see((c) => {
    const context = {
      ...withRecordingRule(c.context, terms),
      ...(terms.skillGroup === null ? {} : { skillGroup: terms.skillGroup }),
    };
    return all(
      dropAside(agent),
      endSession(agent, { reason: 'transferred', by: 'agent' }),
      set({ terms, context, avoid: {} }),
    );
  });
}
