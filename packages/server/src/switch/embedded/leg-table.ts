import type { Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Leg } from './legs/leg.ts';
import type { Line } from './media/line.ts';
import { RecentIds } from './recent-ids.ts';

interface Entry {
  leg: Leg;
  /** The page at the far end, if it is one. */
  page: Id | null;
  /** What the dial left behind: timers, watchers. Run once, when the leg is answered or gone. */
  settle: () => void;
}

/** Every leg from the order that makes it to its end, also one that is still connecting. */
export class LegTable {
  readonly #entries = new Map<Id, Entry>();
  readonly #gone = new RecentIds();
  readonly #ofLine = new WeakMap<Line, Id>();

  get size(): number {
    return this.#entries.size;
  }

  /** Whether the id was ever used: an order that repeats itself makes no second leg. */
  knows(id: Id): boolean {
    return this.#entries.has(id) || this.#gone.has(id);
  }

  add(leg: Leg, page: Id | null = null): void {
    this.#entries.set(leg.id, { leg, page, settle: () => undefined });
    this.#ofLine.set(leg.line, leg.id);
  }

  /** Whose line that is, or was. */
  idOf(line: Line): Id | null {
    return this.#ofLine.get(line) ?? null;
  }

  find(id: Id): Leg | null {
    return this.#entries.get(id)?.leg ?? null;
  }

  /** @throws CallstationError `notFound`. */
  get(id: Id): Leg {
    const leg = this.find(id);
    if (!leg) throw new CallstationError('notFound', 'No such leg. It may have ended.');
    return leg;
  }

  ofPage(page: Id): Leg[] {
    return [...this.#entries.values()].filter((entry) => entry.page === page).map((entry) => entry.leg);
  }

  all(): Leg[] {
    return [...this.#entries.values()].map((entry) => entry.leg);
  }

  /** Keeps what ends the dialling of a leg. */
  dialling(id: Id, settle: () => void): void {
    const entry = this.#entries.get(id);
    if (entry) entry.settle = settle;
    else settle();
  }

  /** The dialling is over. */
  settle(id: Id): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const { settle } = entry;
    entry.settle = () => undefined;
    settle();
  }

  remove(id: Id): void {
    this.settle(id);
    if (this.#entries.delete(id)) this.#gone.add(id);
  }
}
