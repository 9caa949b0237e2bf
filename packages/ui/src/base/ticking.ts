import { AsyncDirective, directive } from 'lit/async-directive.js';

import { onTick } from './ticker.ts';

class Ticking extends AsyncDirective {
  #text: (now: number) => string = String;
  #shown = '';
  #stop: (() => void) | null = null;

  render(text: (now: number) => string): string {
    this.#text = text;
    if (this.isConnected) this.#stop ??= onTick(this.#tick);
    return (this.#shown = text(Date.now()));
  }

  override disconnected(): void {
    this.#stop?.();
    this.#stop = null;
  }

  override reconnected(): void {
    this.#stop ??= onTick(this.#tick);
    this.#tick(Date.now());
  }

  readonly #tick = (now: number): void => {
    const text = this.#text(now);
    if (text !== this.#shown) this.setValue((this.#shown = text));
  };
}

/**
 * A text that depends on the time. It alone changes as time goes by, not the element around it, and only while it is in the
 * document.
 *
 * @example
 * html`<time>${ticking((now) => clockText(now - since))}</time>`
 */
export const ticking = directive(Ticking);
