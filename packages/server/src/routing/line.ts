import type { Id } from '@callstation/core/model';
import type { Waiting } from './routing.types.ts';
import { createSortedList } from './sorted-list.ts';

/** One in a line. `ticket`: the order of coming where all else is equal. */
export interface Place {
  readonly waiting: Waiting;
  readonly ticket: number;
}

/** Who waits for one skill group, in the order of service. */
export interface Line extends Iterable<Place> {
  readonly size: number;
  get(conversation: Id): Place | undefined;
  add(place: Place): void;
  remove(conversation: Id): void;
  /** 1: next to be served; null: not in this line. */
  position(conversation: Id): number | null;
}

/** The order of service: priority, then who had an agent before, then arrival. */
export function bySeniority(a: Place, b: Place): number {
  return (
    b.waiting.priority - a.waiting.priority ||
    Number(b.waiting.front) - Number(a.waiting.front) ||
    a.waiting.since - b.waiting.since ||
    a.ticket - b.ticket
  );
}

/** Makes an empty line. */
export function createLine(): Line {
  const order = createSortedList(bySeniority);
  const places = new Map<Id, Place>();
  return {
    get size() {
      return places.size;
    },
    get: (conversation) => places.get(conversation),
    add(place) {
      places.set(place.waiting.conversation, place);
      order.add(place);
    },
    remove(conversation) {
      const place = places.get(conversation);
      if (place === undefined) return;
      places.delete(conversation);
      order.remove(place);
    },
    position(conversation) {
      const place = places.get(conversation);
      return place === undefined ? null : order.rank(place) + 1;
    },
    [Symbol.iterator]: () => order[Symbol.iterator](),
  };
}
