import type { WorkstationSnapshot } from '@callstation/core';

/** What `<cs-workstation>` gives the elements below it to read. */
export interface Seat {
  /** Null until there is a workstation. */
  getSnapshot(): WorkstationSnapshot | null;
  /** The key that answers a call, '' for none. */
  readonly answerKey: string;
  /** Calls `fn` after every change, of the language too; returns the unsubscribe. */
  subscribe(fn: () => void): () => void;
}

/** An element below asks for the seat; the nearest root takes it. */
export class SeatRequest extends Event {
  readonly #take: (seat: Seat) => void;

  constructor(take: (seat: Seat) => void) {
    super('cs-seat', { bubbles: true, composed: true });
    this.#take = take;
  }

  answer(seat: Seat): void {
    this.stopPropagation();
    this.#take(seat);
  }
}

/** Elements whose root is not there yet, because it is defined, or wrapped around them, later. */
const waiting = new Set<() => void>();

/** Finds the seat of an element that is in the document, at once or once its root comes; returns how to give it back. */
export function findSeat(element: HTMLElement, found: (seat: Seat) => void): () => void {
  const ask = (): void => {
    element.dispatchEvent(
      new SeatRequest((seat) => {
        waiting.delete(ask);
        found(seat);
      }),
    );
  };
  waiting.add(ask);
  ask();
  return () => void waiting.delete(ask);
}

/** For a root that has just come: whoever waits asks again. */
export function rootCame(): void {
  for (const ask of [...waiting]) ask();
}

declare global {
  interface HTMLElementEventMap {
    'cs-seat': SeatRequest;
  }
}
