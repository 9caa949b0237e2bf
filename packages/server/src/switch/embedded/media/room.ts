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

  add(line: Line): void {
    if (this.#lines.has(line)) return;
    this.#lines.add(line);
    line.audience = this;
    if (this.#mixer) this.#mixer.add(line);
    else if (this.#lines.size > RELAYED) {
      this.#mixer = new Mixer(this.#ticker);
      for (const each of this.#lines) this.#mixer.add(each);
    }
  }

  remove(line: Line): void {
    if (!this.#lines.delete(line)) return;
    if (line.audience === this) line.audience = null;
    this.#mixer?.remove(line);
    if (this.#lines.size > RELAYED) return;
    this.#mixer?.close();
    this.#mixer = null;
  }

  spread(sound: Sound, from: Line): void {
    if (this.#mixer) return this.#mixer.say(sound, from);
    for (const line of this.#lines) if (line !== from) line.hear(sound, from);
  }

  hush(from: Line): void {
    this.#mixer?.hush(from);
  }
}
