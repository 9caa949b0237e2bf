import type { Clock, Random } from '@callstation/core/ports';

/** How long a ticket opens the SIP socket. */
export const TICKET_MS = 30_000;

/** One-use tickets for the SIP socket. They stand in a URL, so they must be worthless a moment later. */
export class TicketStore<T> {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #tickets = new Map<string, { value: T; expiresAt: number }>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  issue(value: T): { ticket: string; expiresAt: number } {
    this.#sweep();
    const ticket = this.#random.id();
    const expiresAt = this.#clock.now() + TICKET_MS;
    this.#tickets.set(ticket, { value, expiresAt });
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
    this.#tickets.delete(ticket);
    return value;
  }

  /** Makes all tickets of a value worthless. */
  revoke(value: T): void {
    for (const [ticket, entry] of this.#tickets) if (entry.value === value) this.#tickets.delete(ticket);
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const [ticket, entry] of this.#tickets) if (entry.expiresAt <= now) this.#tickets.delete(ticket);
  }
}
