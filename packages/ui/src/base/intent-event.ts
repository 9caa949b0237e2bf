import type { Intent } from './intents.ts';

/**
 * `cs-intent`: an element asks for something to be done; it never does it itself. `<cs-workstation>` does it, unless a
 * listener nearer to the element gave an answer before, or prevented it.
 *
 * @example
 * bar.addEventListener('cs-intent', (event) => {
 *   if (event.intent.scope === 'call' && event.intent.verb === 'hangup') event.respondWith(askFirst());
 * });
 */
export class IntentEvent extends Event {
  readonly intent: Intent;
  /** Whether the element says itself what went wrong; else `<cs-workstation>` does. */
  readonly explained: boolean;
  #response: Promise<unknown> | null = null;

  constructor(intent: Intent, options: { explained?: boolean } = {}) {
    super('cs-intent', { bubbles: true, composed: true, cancelable: true });
    this.intent = intent;
    this.explained = options.explained ?? false;
  }

  /** What became of it; null as long as nobody took it on. */
  get response(): Promise<unknown> | null {
    return this.#response;
  }

  /** Takes it on: the promise tells the element what became of it. The first answer counts. */
  respondWith(response: Promise<unknown>): void {
    this.#response ??= response;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cs-intent': IntentEvent;
  }
}
