import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { place } from './floating.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

/**
 * A panel over the page, one at a time: which of them is open, beside which button. It moves nothing, closes by Escape, by a
 * press elsewhere or by its button, and gives the focus back to that.
 */
export class Panel<Name extends string> implements ReactiveController {
  readonly #host: Host;
  #open: Name | null = null;
  #opener: HTMLElement | null = null;
  #observer: ResizeObserver | null = null;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  get open(): Name | null {
    return this.#open;
  }

  /** Opens it beside the button that was pressed, or closes it. */
  toggle(name: Name, { currentTarget }: Event): void {
    if (this.#open === name) this.close();
    else this.#show(name, currentTarget as HTMLElement);
  }

  close({ focus = true } = {}): void {
    if (this.#open === null) return;
    if (focus) this.#opener?.focus();
    this.#open = null;
    this.#release();
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.close({ focus: false });
  }

  /** After each render: what is open is in the top layer, and beside its button. */
  hostUpdated(): void {
    const panel = this.#panel;
    if (this.#open === null || !panel || !this.#opener) return;
    if (!panel.matches(':popover-open')) {
      panel.showPopover();
      // Its contents render on their own, and are as tall as they get.
      this.#observer = new ResizeObserver(this.#replace);
      this.#observer.observe(panel);
    }
    this.#replace();
  }

  get #panel(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('[popover]');
  }

  #show(name: Name, opener: HTMLElement): void {
    this.#release();
    this.#open = name;
    this.#opener = opener;
    document.addEventListener('pointerdown', this.#onPointer, true);
    document.addEventListener('keydown', this.#onKey, true);
    window.addEventListener('resize', this.#replace);
    document.addEventListener('scroll', this.#replace, { capture: true, passive: true });
    this.#host.requestUpdate();
    void this.#enter();
  }

  /** The focus goes into the panel once there is something in it. */
  async #enter(): Promise<void> {
    await this.#host.updateComplete;
    const inside = this.#panel?.firstElementChild;
    if (inside && 'updateComplete' in inside) await inside.updateComplete;
    if (this.#open !== null && inside instanceof HTMLElement) inside.focus();
  }

  #release(): void {
    this.#observer?.disconnect();
    this.#observer = null;
    document.removeEventListener('pointerdown', this.#onPointer, true);
    document.removeEventListener('keydown', this.#onKey, true);
    window.removeEventListener('resize', this.#replace);
    document.removeEventListener('scroll', this.#replace, true);
  }

  readonly #replace = (): void => {
    if (this.#panel && this.#opener) place(this.#panel, this.#opener);
  };

  readonly #onPointer = (event: Event): void => {
    if (!event.composedPath().includes(this.#host)) this.close({ focus: false });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  };
}
