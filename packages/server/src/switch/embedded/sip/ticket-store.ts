import type { Clock, Random } from '@callstation/core/ports';

/** How long a ticket opens the SIP socket. */
export const TICKET_MS = 30_000;

/** One-use tickets for the SIP socket. They stand in a URL, so they must be worthless a moment later. */
export class TicketStore<T> {
  readonly #clock: Clock;
  readonly #random: Random;
  /** Oldest first: all live equally long. */
  readonly #tickets = new Map<string, { value: T; expiresAt: number }>();
  readonly #of = new Map<T, Set<string>>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  issue(value: T): { ticket: string; expiresAt: number } {
    this.#sweep();
    const ticket = this.#random.id();
    const expiresAt = this.#clock.now() + TICKET_MS;
    this.#tickets.set(ticket, { value, expiresAt });
    this.#of.set(value, (this.#of.get(value) ?? new Set()).add(ticket));
    return { ticket, expiresAt };
  }

  /** Whom the ticket is for, without using it up; null: unknown, used or expired. */
  peek(ticket: string): T | null {
    const entry = this.#tickets.get(ticket);
    return entry && entry.expiresAt > this.#clock.now() ? entry.value : null;
  }

  /** Uses the ticket up. */
  take(ticket: string): T | null {
    const value = this.peek(ticket);
    this.#drop(ticket);
    return value;
  }

  /** Makes all tickets of a value worthless. */
  revoke(value: T): void {
    for (const ticket of this.#of.get(value) ?? []) this.#drop(ticket);
  }

  /** After a restart everybody asks at once, so what is fresh is not looked at. */
  #sweep(): void {
    const now = this.#clock.now();
    for (const [ticket, { expiresAt }] of this.#tickets) {
      if (expiresAt > now) return;
      this.#drop(ticket);
    }
  }

  #drop(ticket: string): void {
    const entry = this.#tickets.get(ticket);
    if (entry === undefined) return;
    this.#tickets.delete(ticket);
    const others = this.#of.get(entry.value);
    others?.delete(ticket);
    if (others?.size === 0) this.#of.delete(entry.value);
  }
}
