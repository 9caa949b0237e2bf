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
  /** Does one effect; resolves to the event that follows from it. Never rejects. */
  run(effect: Effect): Event | null | Promise<Event | null>;
  /** After everything that an event caused was done. */
  settled?(state: State): void;
  /** Something threw that should not; the mailbox goes on. */
  broken(error: unknown): void;
}

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
  const { clock, conduct, nextDeadline, run, broken } = options;
  let [state] = options.begin;
  let closed = false;
  let cancelAlarm: (() => void) | null = null;
  let tail: Promise<unknown> = Promise.resolve();

  const step = (event: Event): readonly Effect[] => {
    try {
      const [next, effects] = conduct(state, event, clock.now());
      state = next;
      return effects;
    } catch (error) {
      broken(error);
      return [];
    }
  };
  /** What follows from an effect goes to the end of the line: an order already asked for is never overtaken. */
  const perform = async (effects: readonly Effect[]): Promise<Event[]> => {
    const line = [...effects];
    const followed: Event[] = [];
    for (let effect = line.shift(); effect !== undefined; effect = line.shift()) {
      const result = run(effect);
      const event = result instanceof Promise ? await result : result;
      if (event === null) continue;
      followed.push(event);
      line.push(...step(event));
    }
    return followed;
  };
  const arm = (): void => {
    cancelAlarm?.();
    const at = closed ? null : nextDeadline(state);
    cancelAlarm = at === null ? null : clock.after(Math.max(0, at - clock.now()), () => void post(options.deadline));
  };
  const rest = (): void => {
    arm();
    options.settled?.(state);
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = tail.then(work);
    tail = done.catch(() => {});
    return done;
  };
  const post: Mailbox<State, Event>['post'] = (event, judge) =>
    inTurn(async () => {
      judge?.(state);
      if (closed) return [];
      const followed = await perform(step(event));
      rest();
      return followed;
    });
  return {
    state: () => state,
    post,
    start() {
      const begun = perform(options.begin[1]).then(rest);
      tail = begun;
      return begun;
    },
    close() {
      closed = true;
      arm();
    },
  };
}
