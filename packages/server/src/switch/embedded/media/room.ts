import type { Audience, Line } from './line.ts';
import { Mixer } from './mixer.ts';
import type { Sound } from './sound.ts';
import type { Ticker } from './ticker.ts';

/** Two lines pass packets on as they come: nothing is decoded that need not be. More are mixed. */
const RELAYED = 2;

/** Where lines hear each other, nobody themselves. */
export class Room implements Audience {
  readonly #ticker: Ticker;
  readonly #lines = new Set<Line>();
  /** Lines that not all hear: that one does, or nobody. */
  readonly #limits = new Map<Line, Line | null>();
  #mixer: Mixer | null = null;

  constructor(ticker: Ticker) {
    this.#ticker = ticker;
  }

  get size(): number {
    return this.#lines.size;
  }

  get lines(): ReadonlySet<Line> {
    return this.#lines;
  }

  get mixing(): boolean {
    return this.#mixer !== null;
  }

  /** `heardBy`: the one line that hears this one, `null` for none; left out: all do. Again: changes that. */
  add(line: Line, heardBy?: Line | null): void {
    if (this.#lines.has(line)) return this.#limit(line, heardBy);
    this.#lines.add(line);
    this.#limit(line, heardBy);
    line.audience = this;
    if (this.#mixer) this.#mixer.add(line);
    else if (this.#lines.size > RELAYED) {
      this.#mixer = new Mixer(this.#ticker, (from) => this.#limits.get(from));
      for (const each of this.#lines) this.#mixer.add(each);
    }
  }

  remove(line: Line): void {
    if (!this.#lines.delete(line)) return;
    if (line.audience === this) line.audience = null;
    this.#mixer?.remove(line);
    this.#limits.delete(line);
    if (this.#lines.size > RELAYED) return;
    this.#mixer?.close();
    this.#mixer = null;
  }

  spread(sound: Sound, from: Line): void {
    if (this.#mixer) return this.#mixer.say(sound, from);
    const only = this.#limits.get(from);
    for (const line of this.#lines) if (line !== from && (only === undefined || only === line)) line.hear(sound, from);
  }

  hush(from: Line): void {
    this.#mixer?.hush(from);
  }

  #limit(line: Line, heardBy: Line | null | undefined): void {
    if (this.#limits.get(line) === heardBy) return;
    // What was said to one is not for all.
    this.#mixer?.hush(line);
    line.forget();
    if (heardBy === undefined) this.#limits.delete(line);
    else this.#limits.set(line, heardBy);
  }
}
