/** The last few ids that were done with, so that a repeated order is known for what it is. */
export class RecentIds {
  readonly #ids = new Set<string>();
  readonly #max: number;

  constructor(max = 1000) {
    this.#max = max;
  }

  add(id: string): void {
    this.#ids.delete(id);
    this.#ids.add(id);
    if (this.#ids.size > this.#max) this.#ids.delete(this.#ids.values().next().value ?? '');
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }
}
