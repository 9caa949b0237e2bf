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
      const relayed = [...this.#lines].filter((each) => each !== line);
      this.#mixer = new Mixer(this.#ticker, relayed, (from) => this.#limits.get(from));
      this.#mixer.add(line);
    }
  }

  remove(line: Line): void {
    if (!this.#lines.delete(line)) return;
    if (this.#mixer?.relayed.has(line)) this.#succeed(line, this.#mixer.relayed);
    if (line.audience === this) line.audience = null;
    this.#mixer?.remove(line);
    this.#limits.delete(line);
    if (this.#lines.size > RELAYED) return;
    this.#mixer?.close();
    this.#mixer = null;
  }

  spread(sound: Sound, from: Line): void {
    if (this.#mixer && !this.#mixer.relayed.has(from)) return this.#mixer.say(sound, from);
    for (const line of this.#mixer?.relayed ?? this.#lines) this.#pass(sound, from, line);
  }

  /** The leg is replaced by one that came before it went: what that said after its last word was heard by nobody yet. */
  #succeed(leaving: Line, relayed: ReadonlySet<Line>): void {
    for (const fresh of this.#lines) {
      if (relayed.has(fresh)) continue;
      for (const sound of fresh.saidSince(leaving.saidAt))
        for (const line of relayed) if (line !== leaving) this.#pass(sound, fresh, line);
    }
  }

  #pass(sound: Sound, from: Line, to: Line): void {
    const only = this.#limits.get(from);
    if (from !== to && (only === undefined || only === to)) to.hear(sound, from);
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
