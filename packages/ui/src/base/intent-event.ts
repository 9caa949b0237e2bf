import type { ErrorCode } from '@callstation/core';

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
  /** The error that the element explains itself; `<cs-workstation>` explains all others. */
  readonly explains: ErrorCode | null;
  #response: Promise<unknown> | null = null;

  constructor(intent: Intent, options: { explains?: ErrorCode } = {}) {
    super('cs-intent', { bubbles: true, composed: true, cancelable: true });
    this.intent = intent;
    this.explains = options.explains ?? null;
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
