/** Anything with named events, such as a workstation. */
interface Source<M> {
  on<N extends keyof M>(name: N, fn: (event: M[N]) => void): () => void;
}
/** One recorded event. */
export type Recorded<M> = { [N in keyof M]: { name: N; event: M[N] } }[keyof M];

/** Keeps events in order until a test asks for them. */
export interface EventRecorder<M> {
  /** The next event that was not taken yet; waits for it when there is none. */
  next(): Promise<Recorded<M>>;
  /** As {@link next}, but must be of that name, or it rejects. */
  expectNext<N extends keyof M>(name: N): Promise<M[N]>;
  /** Throws when an event was not taken. */
  assertNone(): void;
  /** Names of all events so far, taken or not. */
  readonly names: readonly (keyof M)[];
  stop(): void;
}

/**
 * Records these events of a workstation.
 *
 * @example
 * const events = recordEvents(workstation, ['sessionOffered', 'sessionEnded']);
 * const { session } = await events.expectNext('sessionOffered');
 * events.assertNone();
 */
export function recordEvents<M>(source: Source<M>, names: readonly (keyof M)[]): EventRecorder<M> {
  const seen: (keyof M)[] = [];
  const untaken: Recorded<M>[] = [];
  const waiting: ((event: Recorded<M>) => void)[] = [];
  const stops = names.map((name) =>
    source.on(name, (event) => {
      seen.push(name);
      const recorded: Recorded<M> = { name, event };
      const waiter = waiting.shift();
      if (waiter) waiter(recorded);
      else untaken.push(recorded);
    }),
  );
  const next = (): Promise<Recorded<M>> => {
    const first = untaken.shift();
    return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve));
  };
  return {
    next,
    async expectNext(name) {
      const recorded = await next();
      if (recorded.name !== name) throw new Error(`expected ${String(name)}, got ${String(recorded.name)}`);
      // The names are equal, so the event is that name's.
      return recorded.event as never;
    },
    assertNone() {
      if (untaken.length > 0) throw new Error(`not taken: ${untaken.map(({ name }) => String(name)).join(', ')}`);
    },
    names: seen,
    stop: () => stops.forEach((stop) => stop()),
  };
}
