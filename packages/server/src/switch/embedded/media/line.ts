import { clipSound, type Clip } from './clip.ts';
import { FRAME_MS, type Ear, type Sound } from './sound.ts';
import type { Ticker } from './ticker.ts';

/** Who hears what a line says; a room is one. */
export interface Audience {
  spread(sound: Sound, from: Line): void;
  /** The line is not to be heard from now on, not even what is on its way. */
  hush(from: Line): void;
}

/** How much of what a line said is kept, for a mixer that takes over: enough to find the pitch of a voice. */
const KEPT_SOUNDS = 3;
/** What is older than this belongs to another sentence. */
const KEPT_MS = 3.5 * FRAME_MS;

/** A clip being played to one line; the latest one wins. */
export interface Playing {
  stop(): void;
}

/**
 * The audio of one leg: its mouth and ear, and the rules between them. What it hears, first that applies: the latest
 * clip played to it, its hold music, its room. While held or gated it is heard by nobody, taps included.
 */
export class Line {
  readonly #ear: Ear;
  readonly #ticker: Ticker;
  readonly #taps = new Set<(frame: Int16Array) => void>();
  readonly #plays: object[] = [];
  readonly #lately: { sound: Sound; at: number }[] = [];
  #saidAt = -Infinity;
  #hold: Playing | null = null;
  #held = false;
  #gated = false;
  #audience: Audience | null = null;

  constructor(ear: Ear, ticker: Ticker) {
    this.#ear = ear;
    this.#ticker = ticker;
  }

  get held(): boolean {
    return this.#held;
  }

  get gated(): boolean {
    return this.#gated;
  }

  set gated(on: boolean) {
    this.#gated = on;
    if (on) this.#hush();
  }

  get audience(): Audience | null {
    return this.#audience;
  }

  set audience(audience: Audience | null) {
    this.#audience = audience;
    // What was said to others is not for these.
    this.forget();
  }

  /** What was said so far is not for whoever hears the line from now on. */
  forget(): void {
    this.#lately.length = 0;
  }

  /** Whether what others say is heard now. */
  get listening(): boolean {
    return !this.#held && this.#plays.length === 0;
  }

  /** What the line said to its audience within the last moments, up to now without a pause. */
  lately(): Int16Array[] {
    const since = this.#ticker.now() - KEPT_MS;
    return this.#lately.filter(({ at }) => at >= since).flatMap(({ sound }) => [...sound.pcm()]);
  }

  /** When it was heard last. */
  get saidAt(): number {
    return this.#saidAt;
  }

  /** What it said to its audience after that instant, as far as it is kept. */
  saidSince(instant: number): Sound[] {
    return this.#lately.filter(({ at }) => at > instant).map(({ sound }) => sound);
  }

  /** The leg says something. */
  say(sound: Sound): void {
    if (this.#held || this.#gated) return;
    this.#saidAt = this.#ticker.now();
    this.#lately.push({ sound, at: this.#saidAt });
    if (this.#lately.length > KEPT_SOUNDS) this.#lately.shift();
    if (this.#taps.size > 0) for (const frame of sound.pcm()) for (const tap of this.#taps) tap(frame);
    this.#audience?.spread(sound, this);
  }

  /** Somebody else says something to the leg. */
  hear(sound: Sound, source: object): void {
    if (this.listening) this.#ear.hear(sound, source);
  }

  /** Puts the line on hold with music, or with silence. Again: changes the music. */
  hold(music: Clip | null): void {
    this.#held = true;
    this.#hush();
    this.#hold?.stop();
    this.#hold = music ? this.#run(music, () => this.#plays.length === 0, null) : null;
  }

  unhold(): void {
    this.#held = false;
    this.#hold?.stop();
    this.#hold = null;
  }

  /** Plays a clip over everything else; `ended` once, when it came to its own end (never for a loop). */
  play(clip: Clip, loop: boolean, ended: () => void): Playing {
    const key = {};
    this.#plays.push(key);
    const running = this.#run(clip, () => this.#plays.at(-1) === key, loop ? null : () => finish(true));
    const finish = (byItself: boolean): void => {
      const at = this.#plays.indexOf(key);
      if (at < 0) return;
      this.#plays.splice(at, 1);
      running.stop();
      if (byItself) ended();
    };
    return { stop: () => finish(false) };
  }

  /** Gets every frame the leg says, while it may be heard; returns the stop. */
  tap(sink: (frame: Int16Array) => void): () => void {
    const tap = (frame: Int16Array): void => sink(frame);
    this.#taps.add(tap);
    return () => void this.#taps.delete(tap);
  }

  close(): void {
    this.unhold();
    this.#taps.clear();
    this.audience = null;
  }

  #hush(): void {
    this.#lately.length = 0;
    this.#audience?.hush(this);
  }

  #run(clip: Clip, audible: () => boolean, end: (() => void) | null): Playing {
    const source = {};
    let index = 0;
    const stop = this.#ticker.add(() => {
      if (end && index >= clip.frames.length) return end();
      const sound = clipSound(clip, index++, this.#ticker.beatAt);
      if (audible()) this.#ear.hear(sound, source);
    });
    return { stop };
  }
}
