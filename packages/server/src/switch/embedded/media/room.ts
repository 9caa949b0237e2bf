import type { Audience, Line } from './line.ts';
import { Mixer } from './mixer.ts';
import type { Sound } from './sound.ts';
import type { Ticker } from './ticker.ts';

/** Two lines pass packets on as they come: nothing is decoded that need not be. More are mixed. */
const RELAYED = 2;

/** Gets what is said in a room, while it is said there. */
export interface RoomTap {
  said(sound: Sound, from: Line): void;
  /** The line makes a pause, or may not be heard for now. */
  hushed(from: Line): void;
  left(line: Line): void;
}

/** Where lines hear each other, nobody themselves. */
export class Room implements Audience {
  readonly #ticker: Ticker;
  readonly #lines = new Set<Line>();
  /** Lines that not all hear: that one does, or nobody. */
  readonly #limits = new Map<Line, Line | null>();
  readonly #taps: ReadonlySet<RoomTap>;
  #mixer: Mixer | null = null;

  /** @param taps who listens in; may change while the room is there. */
  constructor(ticker: Ticker, taps: ReadonlySet<RoomTap> = new Set()) {
    this.#ticker = ticker;
    this.#taps = taps;
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
    for (const tap of this.#taps) tap.left(line);
    this.#mixer?.remove(line);
    this.#limits.delete(line);
    if (this.#lines.size > RELAYED) return;
    this.#mixer?.close();
    this.#mixer = null;
  }

  spread(sound: Sound, from: Line): void {
    // What is not for all is in no recording either.
    if (!this.#limits.has(from)) for (const tap of this.#taps) tap.said(sound, from);
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
    for (const tap of this.#taps) tap.hushed(from);
    this.#mixer?.hush(from);
  }

  #limit(line: Line, heardBy: Line | null | undefined): void {
    if (this.#limits.get(line) === heardBy) return;
    // What was said to one is not for all.
    this.hush(line);
    line.forget();
    if (heardBy === undefined) this.#limits.delete(line);
    else this.#limits.set(line, heardBy);
  }
}
