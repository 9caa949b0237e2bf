import type { End, Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { SwitchEvent, SwitchOrder } from '../switch/switch.ts';

/** News of a page's audio leg for the conversation that uses it. */
export type DeskNews = { page: Id; leg: Id } & (
  | { state: 'answered' | 'flowing' }
  | { state: 'lost' | 'failed'; end: End }
);

/** The audio legs of all pages: one per page, shared by all its calls, kept for a while after the last. */
export interface PageLegs {
  /** Gives `user` the leg of that page: the one that is up, at once, or a new one. The former user loses it untold. */
  take(page: Id, user: Id): void;
  /** `user` needs it no more; it lingers for the next call. */
  free(page: Id, user: Id, was: { gated: boolean; held: boolean }): void;
  /** The page is gone: its leg goes too, and nobody is told. */
  gone(page: Id): void;
  /** A switch event; true when it was about one of these legs. */
  heard(event: SwitchEvent): boolean;
  /** Drops all legs. */
  stop(): void;
}

interface PageLeg {
  page: Id;
  leg: Id;
  state: 'coming' | 'answered' | 'flowing';
  user: Id | null;
  cancelLinger: (() => void) | null;
  /** Settles when the last user's traces are off the leg. */
  clean: Promise<void>;
}

interface PageLegsOptions {
  clock: Clock;
  random: Random;
  logger: Logger;
  lingerMs: number;
  timeoutMs: number;
  /** Runs one order; rejects when it failed. */
  order(order: SwitchOrder): Promise<void>;
  tell(user: Id, news: DeskNews): void;
}

const OVER: End = { reason: 'localHangup', by: 'system' };
const MEDIA_LOST: End = { reason: 'networkLost', by: 'system' };

/** Makes the registry of {@link PageLegs}. */
export function createPageLegs(options: PageLegsOptions): PageLegs {
  return new PageLegTable(options);
}

class PageLegTable implements PageLegs {
  readonly #options: PageLegsOptions;
  readonly #byPage = new Map<Id, PageLeg>();
  readonly #byLeg = new Map<Id, PageLeg>();

  constructor(options: PageLegsOptions) {
    this.#options = options;
  }

  take(page: Id, user: Id): void {
    const entry = this.#byPage.get(page);
    if (entry === undefined) return this.#call(page, user);
    entry.cancelLinger?.();
    entry.cancelLinger = null;
    entry.user = user;
    void entry.clean.then(() => {
      const { state, leg } = entry;
      const current = entry.user === user && this.#byLeg.get(leg) === entry;
      if (current && state !== 'coming') this.#options.tell(user, { page, leg, state });
    });
  }

  free(page: Id, user: Id, was: { gated: boolean; held: boolean }): void {
    const entry = this.#byPage.get(page);
    if (entry === undefined || entry.user !== user) return;
    entry.user = null;
    if (entry.state !== 'flowing') return this.#drop(entry, OVER);
    entry.clean = this.#cleanUp(entry.leg, was);
    entry.cancelLinger = this.#options.clock.after(this.#options.lingerMs, () => this.#drop(entry, OVER));
  }

  gone(page: Id): void {
    const entry = this.#byPage.get(page);
    if (entry !== undefined) this.#drop(entry, MEDIA_LOST);
  }

  heard(event: SwitchEvent): boolean {
    const entry = 'leg' in event ? this.#byLeg.get(event.leg) : undefined;
    if (entry === undefined) return false;
    if (event.type === 'ended') this.#fail(entry, event.end);
    else if (event.type === 'mediaLost') {
      void this.#attempt(['hangup', entry.leg, MEDIA_LOST]);
      this.#fail(entry, MEDIA_LOST);
    } else if (event.type === 'media') this.#reached(entry, 'flowing');
    else if (event.type === 'answered') this.#reached(entry, 'answered');
    return true;
  }

  stop(): void {
    for (const entry of this.#byLeg.values()) this.#drop(entry, OVER);
  }

  #reached(entry: PageLeg, state: 'answered' | 'flowing'): void {
    if (entry.state === 'flowing' || entry.state === state) return;
    entry.state = state;
    if (entry.user !== null) this.#options.tell(entry.user, { page: entry.page, leg: entry.leg, state });
  }

  #call(page: Id, user: Id): void {
    const { random, timeoutMs, order } = this.#options;
    const leg = `page-${random.id()}`;
    const entry: PageLeg = { page, leg, state: 'coming', user, cancelLinger: null, clean: Promise.resolve() };
    this.#byPage.set(page, entry);
    this.#byLeg.set(leg, entry);
    const how = { timeoutMs, earlyMedia: false, headers: { 'X-Callstation-Leg': leg } };
    order(['dial', leg, { page, media: 'audio' }, how]).then(
      // Freed while the switch was dialling: the hang-up went out before there was a leg, so again.
      () => (this.#byLeg.get(leg) === entry ? undefined : this.#attempt(['hangup', leg, OVER])),
      () => this.#fail(entry, { reason: 'unreachable', by: 'system' }),
    );
  }

  async #cleanUp(leg: Id, was: { gated: boolean; held: boolean }): Promise<void> {
    const asked: SwitchOrder[] = [['leave', leg]];
    if (was.held) asked.push(['unhold', leg]);
    if (was.gated) asked.push(['gate', leg, false]);
    await Promise.all(asked.map((order) => this.#attempt(order)));
  }

  #fail(entry: PageLeg, end: End): void {
    if (this.#byLeg.get(entry.leg) !== entry) return;
    const state = entry.state === 'flowing' ? 'lost' : 'failed';
    this.#forget(entry);
    if (entry.user !== null) this.#options.tell(entry.user, { page: entry.page, leg: entry.leg, state, end });
  }

  #drop(entry: PageLeg, end: End): void {
    this.#forget(entry);
    void this.#attempt(['hangup', entry.leg, end]);
  }

  #forget(entry: PageLeg): void {
    entry.cancelLinger?.();
    this.#byLeg.delete(entry.leg);
    if (this.#byPage.get(entry.page) === entry) this.#byPage.delete(entry.page);
  }

  /** Whether or not it works: the leg is on its way out, or free of its last user as far as can be. */
  async #attempt(asked: SwitchOrder): Promise<void> {
    try {
      await this.#options.order(asked);
    } catch (error) {
      this.#options.logger.debug('page leg order failed', { order: asked[0], error: String(error) });
    }
  }
}
