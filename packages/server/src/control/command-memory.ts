import type { Clock } from '@callstation/core/ports';
import { CallstationError, LIMITS } from '@callstation/core/protocol';
import type { ErrorData } from '@callstation/core/model';

/** What a command was answered: its result, or the plain form of the error. */
export type KeptAnswer = { result: unknown } | { error: unknown };

/** A command of one agent that was answered. */
export interface AnsweredCommand {
  commandId: string;
  what: string;
  answer: KeptAnswer;
  expiresAt: number;
}

/** Where answers of one agent outlive this process. */
export interface CommandKeeper {
  /** Those of the process before this one. */
  load(): Promise<readonly AnsweredCommand[]>;
  /** Resolves when it is kept, or cannot be for now; never rejects, and never takes long. */
  keep(answered: AnsweredCommand): Promise<void>;
}

/** Remembers what each command of one agent was answered, so that a repeat is answered and not done. */
export interface CommandMemory {
  /**
   * Runs `work` for a new `commandId`; for a known one gives the first answer, also while it is still awaited. Rejects
   * `invalidArgument` when the id stood for something else.
   */
  once<T>(commandId: string, what: string, work: () => Promise<T>): Promise<T>;
  /** Whether nothing is remembered any more. */
  isEmpty(): boolean;
}

/** Answers kept per agent. The rate limit allows 30,000 in ten minutes; a person makes a few hundred. */
const MOST = 5000;

/** Makes an empty memory; with a keeper, one that knows what the process before this one answered. */
export function createCommandMemory(clock: Clock, keeper?: CommandKeeper): CommandMemory {
  return new AnswerTable(clock, keeper);
}

class AnswerTable implements CommandMemory {
  readonly #clock: Clock;
  readonly #keeper: CommandKeeper | undefined;
  readonly #known = new Map<string, { what: string; until: number; answer: Promise<unknown> }>();
  /** Until earlier answers are in; null from then on. */
  #loading: Promise<void> | null;

  constructor(clock: Clock, keeper: CommandKeeper | undefined) {
    this.#clock = clock;
    this.#keeper = keeper;
    this.#loading = keeper === undefined ? null : this.#load(keeper);
  }

  once<T>(commandId: string, what: string, work: () => Promise<T>): Promise<T> {
    if (this.#loading !== null) return this.#loading.then(() => this.once(commandId, what, work));
    this.#forget();
    const first = this.#known.get(commandId);
    if (first) {
      if (first.what === what) return first.answer as Promise<T>;
      return Promise.reject(new CallstationError('invalidArgument', 'This commandId was used for something else.'));
    }
    const until = this.#clock.now() + LIMITS.commandMemoryMs;
    const answer = this.#keeper === undefined ? work() : this.#kept(this.#keeper, { commandId, what, until }, work);
    this.#remember(commandId, what, until, answer);
    return answer;
  }

  isEmpty(): boolean {
    this.#forget();
    return this.#known.size === 0;
  }

  /** Insertion order is age, so what is over stands at the front. */
  #forget(): void {
    const now = this.#clock.now();
    for (const [id, { until }] of this.#known) {
      if (this.#known.size <= MOST && now < until) return;
      this.#known.delete(id);
    }
  }

  #remember(id: string, what: string, until: number, answer: Promise<unknown>): void {
    // Somebody who repeats awaits it; nobody may.
    answer.catch(() => undefined);
    this.#known.set(id, { what, until, answer });
  }

  async #load(keeper: CommandKeeper): Promise<void> {
    const kept = await keeper.load().catch((): readonly AnsweredCommand[] => []);
    for (const { commandId, what, answer, expiresAt } of kept) {
      const told =
        'error' in answer
          ? Promise.reject(CallstationError.fromData(answer.error as ErrorData))
          : Promise.resolve(answer.result);
      this.#remember(commandId, what, expiresAt, told);
    }
    this.#loading = null;
  }

  async #kept<T>(
    keeper: CommandKeeper,
    { commandId, what, until: expiresAt }: { commandId: string; what: string; until: number },
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      const result = await work();
      await keeper.keep({ commandId, what, answer: { result }, expiresAt });
      return result;
    } catch (thrown) {
      const error = CallstationError.from(thrown);
      await keeper.keep({ commandId, what, answer: { error: error.toData() }, expiresAt });
      throw thrown;
    }
  }
}
