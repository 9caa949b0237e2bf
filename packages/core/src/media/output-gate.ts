import type { MediaFacts } from './media-facts.ts';

/** Whether sound comes out: what the browser keeps silent for want of a gesture, and the way to let it out; nothing to sound on. */
export class OutputGate {
  readonly #facts: MediaFacts;
  readonly #blocked = new Map<object, () => Promise<void>>();
  #missing = false;

  constructor(facts: MediaFacts) {
    this.#facts = facts;
  }

  /** `who` is silent; `retry` is tried at the next {@link unlock}. */
  block(who: object, retry: () => Promise<void>): void {
    this.#blocked.set(who, retry);
    this.#tell();
  }

  /** `who` is heard, or is not wanted any more. */
  free(who: object): void {
    this.#blocked.delete(who);
    this.#tell();
  }

  /** There is no device to sound on, or there is one again. */
  setMissing(missing: boolean): void {
    this.#missing = missing;
    this.#tell();
  }

  /** Tries all again. Call it inside a handler of a click or a key. */
  async unlock(): Promise<void> {
    await Promise.all([...this.#blocked.values()].map((retry) => retry()));
  }

  #tell(): void {
    this.#facts.setOutput(this.#missing ? 'missing' : this.#blocked.size > 0 ? 'blocked' : 'ok');
  }
}
