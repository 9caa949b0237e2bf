import { setMaxListeners } from 'node:events';
import type { Id, Millis } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { Post } from '../outgoing/post.ts';
import type { DueDelivery, WebhookDelivery, WebhookStore } from '../store/webhooks.types.ts';
import type { WebhookFormat } from './format.ts';
import { retryDelay } from './retry.ts';
import { sendDelivery } from './send.ts';

/** How the delivering goes, since the start. */
export interface DeliveryHealth {
  delivered: number;
  /** Tries that failed. */
  failed: number;
  /** Deliveries that were given up. */
  dead: number;
}

/**
 * Brings what the store has pending to the endpoints: of each endpoint and session in order, many side by side. The store alone
 * knows what is to be done, so a restart loses nothing; what was under way when the process died is sent again under the same id.
 */
export interface Deliverer {
  start(): void;
  /** Something may be due. */
  wake(): void;
  health(): DeliveryHealth;
  /** Lets what is under way come back, for two seconds at most, and leaves nothing running. */
  stop(): Promise<void>;
}

/** What {@link createDeliverer} needs. */
export interface DelivererOptions {
  store: () => WebhookStore;
  clock: Clock;
  /** The time of day, for signatures. */
  wall: Pick<Clock, 'now'>;
  random: Random;
  logger: Logger;
  post: Post;
  format: WebhookFormat;
  /** An endpoint says that it is gone for good. */
  gone(app: Id, endpointId: Id): Promise<void>;
  /** How long a try may take. Milliseconds, default 10 s. */
  timeoutMs?: number;
  /** How many are under way at once, over all and to one endpoint. Default 32 and 8. */
  atOnce?: number;
  perEndpoint?: number;
  /** See `retryDelay`. */
  delay?: typeof retryDelay;
}

/** What comes back, or is told, within this is looked after together. */
const GATHER_MS = 20;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
const GRACE_MS = 2000;
const LONGEST_SLEEP_MS = 3_600_000;

/** Makes a {@link Deliverer}. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  return new StoreDeliverer(options);
}

class StoreDeliverer implements Deliverer {
  readonly #options: Required<DelivererOptions>;
  readonly #abort = new AbortController();
  /** Deliveries under way, and those that came back and are not in the store yet. */
  readonly #flying = new Map<string, { app: Id; id: Id; task: Promise<void>; landed: boolean }>();
  readonly #unsettled = new Map<string, WebhookDelivery>();
  /** Endpoints that failed last time: one line in the log for each time that changes. */
  readonly #failing = new Set<string>();
  readonly #health = { delivered: 0, failed: 0, dead: 0 };
  #running = false;
  #pumping = false;
  #alarm: { at: Millis; cancel: () => void } | null = null;
  #storeFailing = false;
  #pause = FIRST_PAUSE_MS;

  constructor(options: DelivererOptions) {
    // One for each delivery under way.
    setMaxListeners(0, this.#abort.signal);
    this.#options = { timeoutMs: 10_000, atOnce: 32, perEndpoint: 8, delay: retryDelay, ...options };
  }

  start(): void {
    this.#running = true;
    this.wake();
  }

  wake(): void {
    // While the store fails there is an alarm of its own.
    if (!this.#storeFailing) this.#schedule(this.#options.clock.now() + GATHER_MS);
  }

  health(): DeliveryHealth {
    return { ...this.#health };
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#alarm?.cancel();
    this.#alarm = null;
    const { clock } = this.#options;
    const cancel = clock.after(GRACE_MS, () => this.#abort.abort());
    // A database that does not answer holds nobody up.
    await new Promise<void>((resolve) => {
      const late = clock.after(2 * GRACE_MS, resolve);
      void this.#landed().then(() => {
        late();
        resolve();
      });
    });
    cancel();
  }

  /** Nothing is under way any more. */
  async #landed(): Promise<void> {
    const isFlying = (key: string): boolean => this.#flying.get(key)?.landed === false && !this.#unsettled.has(key);
    while (this.#pumping || [...this.#flying.keys()].some(isFlying)) {
      await Promise.allSettled([...this.#flying.values()].map(({ task }) => task));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await this.#settleLeft().catch(() => undefined);
  }

  #schedule(at: Millis): void {
    if (!this.#running || (this.#alarm !== null && this.#alarm.at <= at)) return;
    this.#alarm?.cancel();
    const cancel = this.#options.clock.after(at - this.#options.clock.now(), () => {
      this.#alarm = null;
      if (this.#pumping) this.wake();
      else void this.#pump();
    });
    this.#alarm = { at, cancel };
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    try {
      await this.#settleLeft();
      while (await this.#take());
      const { store, clock } = this.#options;
      const next = await store().nextDue(clock.now());
      this.#storeWell();
      // Not later than that, whatever becomes of the clock meanwhile.
      if (next !== null) this.#schedule(Math.min(next, clock.now() + LONGEST_SLEEP_MS));
    } catch (error) {
      this.#storeFailed(error);
    } finally {
      this.#pumping = false;
    }
  }

  /** Begins what may begin. Whether there may be more. */
  async #take(): Promise<boolean> {
    const { store, clock, atOnce, perEndpoint } = this.#options;
    const limit = atOnce;
    if (!this.#running) return false;
    // Only here, before the store is asked: an answer that is older than a landing must not begin it again.
    for (const [key, { landed }] of this.#flying) if (landed) this.#flying.delete(key);
    const busy = this.#busy();
    const found = await store().due(clock.now(), limit, busy);
    let begun = false;
    for (const one of found) {
      if (!this.#running || this.#flying.size >= atOnce) return false;
      const { app, endpointId } = one.delivery;
      if (this.#flying.has(keyOf(one.delivery)) || this.#countOf(app, endpointId) >= perEndpoint) continue;
      begun = true;
      this.#begin(one);
    }
    return begun && found.length === limit;
  }

  #busy(): { app: Id; id: Id }[] {
    const all = [...this.#flying.values()];
    return all.filter(
      ({ app, id }, i) =>
        this.#countOf(app, id) >= this.#options.perEndpoint &&
        all.findIndex((one) => one.app === app && one.id === id) === i,
    );
  }

  #countOf(app: Id, endpointId: Id): number {
    return [...this.#flying.values()].filter((one) => !one.landed && one.app === app && one.id === endpointId).length;
  }

  #begin(one: DueDelivery): void {
    const key = keyOf(one.delivery);
    const { app, endpointId: id } = one.delivery;
    const flight = { app, id, task: Promise.resolve(), landed: false };
    this.#flying.set(key, flight);
    flight.task = this.#deliver(one)
      .then((settled) => void (flight.landed = settled))
      .finally(() => this.wake());
  }

  /** Whether it is in the store what became of it, or nothing did. */
  async #deliver(one: DueDelivery): Promise<boolean> {
    const after = await sendDelivery(one, { ...this.#options, signal: this.#abort.signal });
    if (after === null) return true;
    this.#note(after);
    try {
      await this.#settle(after);
      return true;
    } catch (error) {
      this.#unsettled.set(keyOf(after), after);
      this.#storeFailed(error);
      return false;
    }
  }

  async #settle(after: WebhookDelivery): Promise<void> {
    const { store, gone } = this.#options;
    if (after.status === 410) await gone(after.app, after.endpointId);
    await store().settle(after);
  }

  async #settleLeft(): Promise<void> {
    for (const [key, after] of this.#unsettled) {
      await this.#settle(after);
      this.#unsettled.delete(key);
      const flight = this.#flying.get(key);
      if (flight) flight.landed = true;
    }
  }

  #note({ app, endpointId: endpoint, eventId: event, state, status, error, attempts }: WebhookDelivery): void {
    const { logger } = this.#options;
    const key = JSON.stringify([app, endpoint]);
    if (state === 'delivered') {
      this.#health.delivered += 1;
      if (this.#failing.delete(key)) logger.info('a webhook endpoint takes events again', { app, endpoint });
      return;
    }
    this.#health.failed += 1;
    if (!this.#failing.has(key)) {
      this.#failing.add(key);
      logger.warn('a webhook endpoint fails; its events are tried again', { app, endpoint, error });
    }
    if (state !== 'dead') return;
    this.#health.dead += 1;
    logger.warn('a webhook event was given up', { app, endpoint, event, attempts, status, error });
  }

  #storeFailed(error: unknown): void {
    const { clock, logger } = this.#options;
    if (!this.#storeFailing) logger.warn('webhooks wait for the store', { error: String(error) });
    this.#storeFailing = true;
    this.#schedule(clock.now() + this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS);
  }

  #storeWell(): void {
    this.#storeFailing = false;
    this.#pause = FIRST_PAUSE_MS;
  }
}

function keyOf({ app, endpointId, eventId }: WebhookDelivery): string {
  return JSON.stringify([app, endpointId, eventId]);
}
