import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

/**
 * Keeps the focus in an element whose controls come and go: when the one that had it is gone, the group around it gets it, not
 * the next control, which a key that is still held down would press. Does nothing for who is elsewhere.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: Host;
  readonly #group: string;
  #had = false;

  constructor(host: Host, group: string) {
    this.#host = host;
    this.#group = group;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#had = this.#host.shadowRoot?.activeElement != null;
  }

  hostUpdated(): void {
    const root = this.#host.shadowRoot;
    if (!this.#had || root?.activeElement) return;
    root?.querySelector<HTMLElement>(this.#group)?.focus();
  }
}
