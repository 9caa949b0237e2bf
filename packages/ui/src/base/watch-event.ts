import type { Board, CallstationError } from '@callstation/core';
import type { CallSnapshot, EndReason, Id, Millis } from '@callstation/core/model';
import type { Levels } from '@callstation/core/ports';

/** A call that is over: one that this page saw, or a record that the page has of its own. */
export interface LoggedCall {
  readonly call: Pick<CallSnapshot, 'id' | 'engagementId' | 'direction' | 'role' | 'peer' | 'createdAt'>;
  /** Left out where nobody answered. */
  readonly answeredAt?: Millis;
  readonly endedAt: Millis;
  readonly reason: EndReason;
  /** Whether it was offered to this agent, who did not take it. */
  readonly missed?: boolean;
}

/**
 * What is not in a snapshot: the board, twice a second; loudness, twenty times; and the calls that ended while this page
 * was open, newest first.
 */
export type Feed =
  | { readonly name: 'board'; next(board: Board): void; failed(error: CallstationError): void }
  | { readonly name: 'levels'; readonly id: Id; next(levels: Levels): void }
  | { readonly name: 'log'; next(calls: readonly LoggedCall[]): void };

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
