import type { Id, Millis } from '@callstation/core/model';

/** A conversation that waits for an agent. */
export interface Waiting {
  conversation: Id;
  /** When the customer began to wait; kept over a return to the queue. */
  since: Millis;
  /** Agents who are not to be offered it, and until when. */
  avoid: ReadonlyMap<Id, Millis>;
}

/** First in, first out; whoever had an agent and lost them waits in front. */
export interface Queue {
  readonly size: number;
  /** Puts it in; one that is in already keeps its place, with the new details. */
  add(waiting: Waiting, front: boolean): void;
  remove(conversation: Id): void;
  /** In the order of service. */
  list(): readonly Waiting[];
}

/** Makes an empty queue. */
export function createQueue(): Queue {
  const front: Waiting[] = [];
  const back: Waiting[] = [];
  const replace = (line: Waiting[], waiting: Waiting): boolean => {
    const at = line.findIndex((w) => w.conversation === waiting.conversation);
    if (at >= 0) line[at] = waiting;
    return at >= 0;
  };
  const remove = (line: Waiting[], conversation: Id): void => {
    const at = line.findIndex((w) => w.conversation === conversation);
    if (at >= 0) line.splice(at, 1);
  };
  return {
    get size() {
      return front.length + back.length;
    },
    add(waiting, inFront) {
      if (replace(front, waiting) || replace(back, waiting)) return;
      if (!inFront) return void back.push(waiting);
      // Several in front are served by who came first, not by who returned last.
      const after = front.findIndex((w) => w.since > waiting.since);
      front.splice(after < 0 ? front.length : after, 0, waiting);
    },
    remove(conversation) {
      remove(front, conversation);
      remove(back, conversation);
    },
    list: () => [...front, ...back],
  };
}
