import type { PageFacts, Update } from '../model/index.ts';
import type { Logger } from '../ports/index.ts';
import { createEmitter, guard } from './emitter.ts';
import { announce } from './events.ts';
import type { WorkstationEventMap } from './events.types.ts';
import { deepFreeze } from './freeze.ts';
import { emptySnapshot, nextSnapshot } from './next-snapshot.ts';
import type { Workstation, WorkstationSnapshot } from './workstation.types.ts';

/** The one place that holds a page's state. */
export interface Store extends Pick<Workstation, 'getSnapshot' | 'subscribe' | 'on'> {
  /** Commits one update, then its event, then the subscribers. Safe to call from inside a listener. */
  apply(update: Update): void;
}

/** Makes a store that starts with these facts. */
export function createStore(page: PageFacts, logger: Logger): Store {
  let snapshot: WorkstationSnapshot = deepFreeze(emptySnapshot(page));
  const emitter = createEmitter<WorkstationEventMap>(logger);
  const subscribers = new Set<() => void>();
  const waiting: Update[] = [];
  let busy = false;

  const commit = (update: Update): void => {
    const previous = snapshot;
    snapshot = deepFreeze(nextSnapshot(previous, update));
    announce(emitter, update, previous, snapshot);
    if (snapshot === previous) return;
    for (const fn of [...subscribers]) guard(logger, 'subscribe', fn);
  };

  return {
    getSnapshot: () => snapshot,
    subscribe(fn) {
      const entry = (): void => fn();
      subscribers.add(entry);
      return () => void subscribers.delete(entry);
    },
    on: (name, fn) => emitter.on(name, fn),
    apply(update) {
      // A listener may cause the next update; it waits its turn, so that every listener sees updates in one order.
      waiting.push(update);
      if (busy) return;
      busy = true;
      try {
        for (let next = waiting.shift(); next; next = waiting.shift()) commit(next);
      } finally {
        busy = false;
      }
    },
  };
}
