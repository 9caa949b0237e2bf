import { endForAll } from './parting.ts';
import { all, see, set, systemEnd, want } from './step.ts';
import type { Move } from './types.ts';

/** Waits for an agent; who had one waits in front. */
export function enqueue(front: boolean): Move {
  return see((c) => {
    const group = c.terms.skillGroup;
    if (group === null) return endForAll(systemEnd('systemError'));
    const { createdAt: since, avoid, priority } = c;
    return all(set({ queued: true }), want({ type: 'queue', skillGroup: group.id, front, since, avoid, priority }));
  });
}

/** In front of all others: who has been served before has waited long enough. */
export const enqueueFront: Move = enqueue(true);
