import type { Millis } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';

/** What a mailbox needs to know of what it keeps. */
export interface MailboxOptions<State, Event, Effect> {
  clock: Clock;
  /** What it begins with; its effects are the first that are run. */
  begin: readonly [State, readonly Effect[]];
  conduct(state: State, event: Event, at: Millis): readonly [State, readonly Effect[]];
  /** When a {@link MailboxOptions.deadline} is due. */
  nextDeadline(state: State): Millis | null;
  deadline: Event;
  /**
   * The deadline came {@link MOST_OVERDUE} times in a row and is still in the past: a bug, which must not keep the process
   * busy. Asked once; the event it gives is put in.
   */
  stuck(state: State): Event;
  /** Does one effect; resolves to the event that follows from it. Never rejects. */
  run(effect: Effect): Event | null | Promise<Event | null>;
  /** After everything that an event caused was done. */
  settled?(state: State): void;
  /** Something threw that should not; the mailbox goes on. */
  broken(error: unknown): void;
}

/** How often in a row a deadline may be overdue again right after it was dealt with. */
export const MOST_OVERDUE = 50;
/** How long a deadline that does not move is left alone then. Milliseconds. */
export const OVERDUE_REST_MS = 10_000;

/** Serial keeper of one state: one event at a time, its effects in order, one alarm. */
export interface Mailbox<State, Event> {
  state(): State;
  /**
   * Puts an event in. `judge` is asked when its turn comes, and refuses by throwing. Resolves when all that the event
   * caused was done, with the events that its effects led to.
   */
  post(event: Event, judge?: (state: State) => void): Promise<Event[]>;
  /** Runs what it begins with, up to the first wait at once; resolves when all of it is done. Call it first, once. */
  start(): Promise<void>;
  /** No alarm any more, and nothing is taken in. */
  close(): void;
}

/** Makes a {@link Mailbox}. */
export function createMailbox<State, Event, Effect>(
  options: MailboxOptions<State, Event, Effect>,
): Mailbox<State, Event> {
  return new SerialMailbox(options);
}

class SerialMailbox<State, Event, Effect> implements Mailbox<State, Event> {
  readonly #options: MailboxOptions<State, Event, Effect>;
  #state: State;
  #closed = false;
  #cancelAlarm: (() => void) | null = null;
  #overdue = 0;
  #wasStuck = false;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(options: MailboxOptions<State, Event, Effect>) {
    this.#options = options;
    [this.#state] = options.begin;
  }

  state(): State {
    return this.#state;
  }

  post(event: Event, judge?: (state: State) => void): Promise<Event[]> {
    const done = this.#tail.then(async () => {
      judge?.(this.#state);
      if (this.#closed) return [];
      const followed = await this.#perform(this.#step(event));
      this.#rest();
      return followed;
    });
    this.#tail = done.catch(() => {});
    return done;
  }

  start(): Promise<void> {
    const begun = this.#perform(this.#options.begin[1]).then(() => this.#rest());
    this.#tail = begun;
    return begun;
  }

  close(): void {
    this.#closed = true;
    this.#arm();
  }

  #step(event: Event): readonly Effect[] {
    const { conduct, clock, broken } = this.#options;
    try {
      const [next, effects] = conduct(this.#state, event, clock.now());
      this.#state = next;
      return effects;
    } catch (error) {
      broken(error);
      return [];
    }
  }

  /** What follows from an effect goes to the end of the line: an order already asked for is never overtaken. */
  async #perform(effects: readonly Effect[]): Promise<Event[]> {
    const line = [...effects];
    const followed: Event[] = [];
    for (let effect = line.shift(); effect !== undefined; effect = line.shift()) {
      const result = this.#options.run(effect);
      const event = result instanceof Promise ? await result : result;
      if (event === null) continue;
      followed.push(event);
      line.push(...this.#step(event));
    }
    return followed;
  }

  #rest(): void {
    this.#arm();
    this.#options.settled?.(this.#state);
  }

  #arm(): void {
    const { clock, nextDeadline } = this.#options;
    this.#cancelAlarm?.();
    const at = this.#closed ? null : nextDeadline(this.#state);
    if (at === null) return void (this.#cancelAlarm = null);
    const isDue = at <= clock.now();
    const rest = this.#wasStuck ? OVERDUE_REST_MS : 0;
    this.#cancelAlarm = clock.after(isDue ? rest : at - clock.now(), () => void this.post(this.#dueEvent(isDue)));
  }

  #dueEvent(again: boolean): Event {
    const { deadline, stuck } = this.#options;
    this.#overdue = again ? this.#overdue + 1 : 0;
    if (this.#overdue <= MOST_OVERDUE || this.#wasStuck) return deadline;
    this.#wasStuck = true;
    return stuck(this.#state);
  }
}
