import type { End, Id, SessionContext } from '@callstation/core/model';
import { dropAside } from './aside-end.ts';
import { endSession } from './parting.ts';
import { all, see, set } from './step.ts';
import type { Move, Terms } from './types.ts';
import { enqueueFront } from './enqueue.ts';

/** The agent's part ends, the customer goes on to the next agent, in front of all others. */
export function passOn(agent: Id, end: End, avoidMs: number, requeued?: SessionContext['requeued']): Move {
  return see((c, at) => {
    const avoid = avoidMs > 0 ? { ...c.avoid, [agent]: at + avoidMs } : c.avoid;
    const context = requeued === undefined ? c.context : { ...c.context, requeued };
    return all(endSession(agent, end), set({ avoid, context }), enqueueFront);
  });
}

/** The agent hands the customer to another queue. */
export function passOnTo(agent: Id, terms: Terms): Move {
  return see((c) => {
    const context = { ...c.context, ...(terms.skillGroup === null ? {} : { skillGroup: terms.skillGroup }) };
    return all(
      dropAside(agent),
      endSession(agent, { reason: 'transferred', by: 'agent' }),
      set({ terms, context, avoid: {} }),
    );
  });
}
