import { endForAll } from './parting.ts';
import { isClosedFor, leaveQueue, waitFor } from './queue-care.ts';
import { all, see, set, systemEnd, want } from './step.ts';
import type { Move } from './types.ts';

/** Waits for an agent; who had one waits in front. */
export function enqueue(front: boolean): Move {
  return see((c, at) => {
    const group = c.terms.skillGroup;
    if (group === null) return endForAll(systemEnd('systemError'));
    if (isClosedFor(c, c.terms, at)) return leaveQueue('closed');
    const { createdAt: since, avoid, priority } = c;
    const queue = waitFor(c, c.terms, at);
    return all(
      set({ queued: true, queue }),
      want({ type: 'queue', skillGroup: group.id, front, since, avoid, priority }),
    );
  });
}

/** In front of all others: who has been served before has waited long enough. */
export const enqueueFront: Move = enqueue(true);
