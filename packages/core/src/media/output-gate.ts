import type { MediaFacts } from './media-facts.ts';

/** Which sounds the browser keeps silent for want of a gesture, and the way to let them out. */
export class OutputGate {
  readonly #facts: MediaFacts;
  readonly #blocked = new Map<object, () => Promise<void>>();

  constructor(facts: MediaFacts) {
    this.#facts = facts;
  }

  /** `who` is silent; `retry` is tried at the next {@link unlock}. */
  block(who: object, retry: () => Promise<void>): void {
    this.#blocked.set(who, retry);
    this.#facts.setOutput('blocked');
  }

  /** `who` is heard, or is not wanted any more. */
  free(who: object): void {
    this.#blocked.delete(who);
    if (this.#blocked.size === 0) this.#facts.setOutput('ok');
  }

  /** Tries all again. Call it inside a handler of a click or a key. */
  async unlock(): Promise<void> {
    await Promise.all([...this.#blocked.values()].map((retry) => retry()));
  }
}
