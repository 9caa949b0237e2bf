import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { WatchEvent, type Feed } from './watch-event.ts';

type Host = ReactiveControllerHost & HTMLElement;

/** A feed that an element follows from when somebody gives it until the element goes. */
export class Watched implements ReactiveController {
  readonly #host: Host;
  readonly #feed: () => Feed | null;
  #event: WatchEvent | null = null;

  /** `feed` says what to follow, or null as long as there is no point in it. */
  constructor(host: Host, feed: () => Feed | null) {
    this.#host = host;
    this.#feed = feed;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** Before it renders: what comes at once is then shown at once. */
  hostUpdate(): void {
    if (this.#event?.taken) return;
    const feed = this.#feed();
    if (!feed) return;
    this.#event = new WatchEvent(feed);
    this.#host.dispatchEvent(this.#event);
  }

  #stop(): void {
    this.#event?.stop();
    this.#event = null;
  }
}
