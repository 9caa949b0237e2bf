import type { Id, Millis } from '@callstation/core/model';
import type { Clock, Logger } from '@callstation/core/ports';
import type { Store } from './store.ts';

/** For how long things are kept, days; null: for ever. */
export interface RetentionDays {
  /** Records of sessions, from their end. */
  records: number | null;
  /** What agents and queues did: as far back as reports go. */
  events: number | null;
  audit: number | null;
  /** Events for webhooks, with their deliveries. */
  webhooks: number | null;
}

/** What {@link createRetention} needs. */
export interface RetentionOptions {
  clock: Clock;
  logger: Logger;
  /** The store, once it is open. */
  store: () => Store;
  apps: readonly Id[];
  days: RetentionDays;
}

/** Removes what is too old. */
export interface Retention {
  start(): void;
  /** Resolves when nothing is being removed any more. */
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;
const FIRST_MS = 60_000;
const EVERY_MS = 60 * 60_000;
/** Few at a time with a rest in between: the database of one machine is in the way of calls while it removes. */
const BATCH = 200;
const REST_MS = 100;

/** Makes the {@link Retention} of a centre: a minute after the start, then every hour. */
export function createRetention(options: RetentionOptions): Retention {
  return new HourlyRetention(options);
}

class HourlyRetention implements Retention {
  readonly #options: RetentionOptions;
  #cancel: () => void = () => undefined;
  #run: Promise<void> = Promise.resolve();
  #over = false;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    if (Object.values(this.#options.days).some((days) => days !== null)) this.#arm(FIRST_MS);
  }

  stop(): Promise<void> {
    this.#over = true;
    this.#cancel();
    return this.#run;
  }

  #arm(ms: number): void {
    this.#cancel = this.#options.clock.after(ms, () => {
      this.#run = this.#removeAll().catch((error: unknown) =>
        this.#options.logger.warn('what is too old was not removed; it is tried again in an hour', {
          error: String(error),
        }),
      );
      void this.#run.then(() => this.#over || this.#arm(EVERY_MS));
    });
  }

  async #removeAll(): Promise<void> {
    const { apps, days, store, logger } = this.#options;
    const { sessions, events, audit, webhooks } = store();
    const parts: [string, number | null, { prune: (app: Id, before: Millis, limit: number) => Promise<number> }][] = [
      ['records', days.records, sessions],
      ['events', days.events, events],
      ['audit', days.audit, audit],
      ['webhooks', days.webhooks, webhooks],
    ];
    for (const app of apps)
      for (const [what, age, part] of parts) {
        const count = age === null ? 0 : await this.#remove((before) => part.prune(app, before, BATCH), age);
        if (count > 0) logger.info('removed what was too old', { app, what, count });
      }
  }

  async #remove(prune: (before: Millis) => Promise<number>, days: number): Promise<number> {
    const { clock } = this.#options;
    const before = Math.round(clock.now()) - days * DAY_MS;
    let all = 0;
    while (!this.#over) {
      const count = await prune(before);
      all += count;
      if (count < BATCH) break;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(REST_MS, resolve);
        this.#cancel = () => {
          cancel();
          resolve();
        };
      });
    }
    return all;
  }
}
