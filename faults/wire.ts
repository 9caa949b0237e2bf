/** What becomes of a message: one number for each copy that arrives, the turns it takes. None: it is lost. */
export type Fate = readonly number[];

/** A wire that doubles, delays and so re-orders what it carries. Time goes by in turns. */
export class Wire {
  /** From now on everything arrives once, in order, at the next turn. */
  orderly = false;
  readonly #fates: readonly Fate[];
  #carried = 0;
  #turn = 0;
  #due: { at: number; deliver: () => void }[] = [];

  /** The fates are dealt one by one, and from the first again. */
  constructor(fates: readonly Fate[]) {
    this.#fates = fates;
  }

  /** How many messages did not arrive just once and at once. */
  harmed = 0;

  carry(deliver: () => void): void {
    const fate = this.orderly ? [0] : (this.#fates[this.#carried++ % this.#fates.length] ?? [0]);
    if (fate.length !== 1 || fate[0] !== 0) this.harmed++;
    for (const turns of fate) this.#due.push({ at: this.#turn + turns, deliver });
  }

  /** What is due arrives. True while something is still on its way. */
  turn(): boolean {
    const due = this.#due.filter(({ at }) => at <= this.#turn);
    this.#due = this.#due.filter(({ at }) => at > this.#turn);
    this.#turn++;
    for (const { deliver } of due) deliver();
    return this.#due.length > 0;
  }
}
