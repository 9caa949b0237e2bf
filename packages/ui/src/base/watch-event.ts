import type { Board, CallstationError } from '@callstation/core';
import type { Id } from '@callstation/core/model';
import type { Levels } from '@callstation/core/ports';

/** What changes too often for a snapshot: the board twice a second, loudness twenty times. */
export type Feed =
  | { readonly name: 'board'; next(board: Board): void; failed(error: CallstationError): void }
  | { readonly name: 'levels'; readonly id: Id; next(levels: Levels): void };

/**
 * `cs-watch`: an element wants a feed for as long as it is shown. `<cs-workstation>` gives it, or the page where there is
 * none, and says with `onStop` how it is ended.
 */
export class WatchEvent extends Event {
  readonly feed: Feed;
  readonly #stops: (() => void)[] = [];

  constructor(feed: Feed) {
    super('cs-watch', { bubbles: true, composed: true });
    this.feed = feed;
  }

  /** Whether somebody gives the feed already. */
  get taken(): boolean {
    return this.#stops.length > 0;
  }

  /** Takes it on; `stop` is called once, when the element has seen enough. */
  onStop(stop: () => void): void {
    this.#stops.push(stop);
  }

  /** Ends the feed. For the element that asked. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}

declare global {
  interface HTMLElementEventMap {
    'cs-watch': WatchEvent;
  }
}
