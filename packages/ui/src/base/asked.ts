import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { QueryEvent, type Queries, type Query } from './query-event.ts';

type Host = ReactiveControllerHost & HTMLElement;

/** What an element asked about: asked once the centre can be reached, and again on `refresh`. */
export class Asked<Name extends keyof Queries> implements ReactiveController {
  readonly #host: Host;
  readonly #query: () => Query<Name> | null;
  #round = 0;
  #asked = false;

  /** The newest answer; it stays when the next question fails. */
  data: Queries[Name] | null = null;
  /** What the last question failed with. */
  error: unknown = null;

  /** `query` says what to ask, or null as long as there is no point in asking. */
  constructor(host: Host, query: () => Query<Name> | null) {
    this.#host = host;
    this.#query = query;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#round++;
    this.#asked = false;
  }

  hostUpdated(): void {
    if (!this.#asked) this.refresh();
  }

  readonly refresh = (): void => {
    const query = this.#query();
    if (!query) return;
    this.#asked = true;
    const event = new QueryEvent(query);
    this.#host.dispatchEvent(event);
    const round = ++this.#round;
    // What is still to be answered then is too late.
    const settle = (change: () => void): void => {
      if (round !== this.#round) return;
      change();
      this.#host.requestUpdate();
    };
    event.response?.then(
      (data) => settle(() => ([this.data, this.error] = [data, null])),
      (error: unknown) => settle(() => (this.error = error)),
    );
  };
}
