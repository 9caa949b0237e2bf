import type { Id, Millis } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { Conversation, ConversationEffect } from '../domain/types.ts';

/** How soon each queue answers, today by the centre's own calendar, since it was started. */
export interface ServiceLevels {
  /** Learns from what conversations want done. */
  learn(conversation: Conversation, effect: ConversationEffect): void;
  of(app: Id, group: Id): { withinMs: number; offered: number; answered: number };
}

/** What counts as a soon answer unless a group says otherwise. Milliseconds. */
const WITHIN_MS = 20_000;

interface Count {
  day: Millis;
  offered: number;
  answered: number;
}

/** Makes the counters; `within` is a group's own limit. */
export function createServiceLevels(clock: Clock, within: (app: Id, group: Id) => number | undefined): ServiceLevels {
  const counts = new Map<string, Count>();
  /** The queue that waits for an answer to a call, by conversation. */
  const waiting = new Map<Id, { key: string; limit: number; since: Millis; day: Millis }>();
  const today = (): Millis => new Date(clock.now()).setHours(0, 0, 0, 0);
  const limitOf = (app: Id, group: Id): number => within(app, group) ?? WITHIN_MS;
  const countOf = (key: string): Count => {
    const known = counts.get(key);
    if (known?.day === today()) return known;
    const fresh = { day: today(), offered: 0, answered: 0 };
    counts.set(key, fresh);
    return fresh;
  };
  return {
    learn(c, effect) {
      // Who comes back to the front was counted when they came.
      if (effect.type === 'queue' && !effect.front) {
        const key = keyOf(c.terms.app, effect.skillGroup);
        countOf(key).offered += 1;
        const limit = limitOf(c.terms.app, effect.skillGroup);
        waiting.set(c.id, { key, limit, since: effect.since, day: today() });
      }
      if (effect.type === 'unqueue') waiting.delete(c.id);
      if (effect.type !== 'publish' || effect.update.type !== 'session') return;
      const { session, cause } = effect.update;
      const asked = waiting.get(c.id);
      if (asked === undefined || session.role !== 'handler' || cause !== 'sessionActive') return;
      waiting.delete(c.id);
      if (clock.now() - asked.since <= asked.limit && asked.day === today()) countOf(asked.key).answered += 1;
    },
    of(app, group) {
      const { offered, answered } = countOf(keyOf(app, group));
      return { withinMs: limitOf(app, group), offered, answered };
    },
  };
}

const keyOf = (app: Id, group: Id): string => JSON.stringify([app, group]);
