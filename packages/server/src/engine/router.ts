import type { Id, Millis } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { Candidate } from '../routing/longest-idle.ts';
import { match } from '../routing/match.ts';
import { createQueue, type Queue, type Waiting } from '../routing/queue.ts';

/** One skill group of one app. */
export interface GroupKey {
  app: Id;
  group: Id;
}

/** Who waits for whom, over all skill groups. */
export interface Router {
  /** Puts a conversation in; it is offered within this call when somebody is free. */
  add(key: GroupKey, waiting: Waiting, front: boolean): void;
  remove(conversation: Id): void;
  /** Somebody of that app may have become free. */
  wake(app: Id): void;
  /** How many wait in a group, and since when the first. */
  waiting(key: GroupKey): { count: number; longestSince: Millis | null };
  stop(): void;
}

interface RouterOptions {
  clock: Clock;
  /** Members of the group who could take a call now. */
  free(key: GroupKey): Candidate[];
  /** Must make the agent unavailable before it returns. */
  offer(conversation: Id, key: GroupKey, agent: Id): void;
  /** Was put in and nobody is free. */
  nobody(conversation: Id): void;
}

interface Group {
  key: GroupKey;
  queue: Queue;
  cancelRetry: (() => void) | null;
}

/** Makes the {@link Router}. */
export function createRouter({ clock, free, offer, nobody }: RouterOptions): Router {
  const groups = new Map<string, Group>();
  const groupOf = (key: GroupKey): Group => {
    const name = JSON.stringify([key.app, key.group]);
    const group = groups.get(name) ?? { key, queue: createQueue(), cancelRetry: null };
    groups.set(name, group);
    return group;
  };
  const serve = (group: Group): void => {
    group.cancelRetry?.();
    group.cancelRetry = null;
    if (group.queue.size === 0) return;
    const now = clock.now();
    const { matches, retryAt } = match(group.queue.list(), free(group.key), now);
    if (retryAt !== null) group.cancelRetry = clock.after(retryAt - now, () => serve(group));
    for (const { conversation, agent } of matches) {
      group.queue.remove(conversation);
      offer(conversation, group.key, agent);
    }
  };
  return {
    add(key, waiting, front) {
      const group = groupOf(key);
      group.queue.add(waiting, front);
      serve(group);
      if (group.queue.list().some((w) => w.conversation === waiting.conversation)) nobody(waiting.conversation);
    },
    remove(conversation) {
      for (const group of groups.values()) {
        group.queue.remove(conversation);
        if (group.queue.size === 0) group.cancelRetry?.();
      }
    },
    wake(app) {
      for (const group of groups.values()) if (group.key.app === app) serve(group);
    },
    waiting(key) {
      const list = groupOf(key).queue.list();
      return { count: list.length, longestSince: list.length === 0 ? null : Math.min(...list.map((w) => w.since)) };
    },
    stop() {
      for (const group of groups.values()) group.cancelRetry?.();
      groups.clear();
    },
  };
}
