import type { Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { VirtualLeg } from '../switch/trunk.ts';
import { Customer, type CustomerReport } from './customer.ts';
import type { Script } from './scenario.ts';
import { loadVoice } from './voice.ts';

/** Customers on the line at once. */
export const MAX_CUSTOMERS = 200;
/** Reports of calls that are over; the oldest go first. */
const ENDED_KEPT = 200;

/** Everybody on the line, and those who were. */
export class Roster {
  readonly #options: { clock: Clock; random: Random; logger: Logger };
  readonly #known = new Map<Id, Customer>();
  readonly #live = new Set<Id>();

  constructor(options: { clock: Clock; random: Random; logger: Logger }) {
    this.#options = options;
  }

  get full(): boolean {
    return this.#live.size >= MAX_CUSTOMERS;
  }

  /** Puts somebody on the line; ask {@link full} first, because the leg exists by now. */
  add(leg: VirtualLeg, script: Script, line: Pick<CustomerReport, 'direction' | 'from' | 'to'>): Customer {
    const { clock, random, logger } = this.#options;
    const id = random.id();
    this.#live.add(id);
    const onEnded = (): void => {
      this.#live.delete(id);
      this.#forget();
    };
    const customer = new Customer({ id, ...line, leg, script, clock, voice: loadVoice, onEnded });
    this.#known.set(id, customer);
    logger.debug('simulated customer', { id, direction: line.direction, scenario: script.title });
    return customer;
  }

  find(id: Id): Customer | undefined {
    return this.#known.get(id);
  }

  /** Newest first. */
  list(): Customer[] {
    return [...this.#known.values()].reverse();
  }

  /** Hangs up on everybody. */
  stop(): void {
    for (const id of [...this.#live]) this.#known.get(id)?.hangup();
  }

  #forget(): void {
    let over = this.#known.size - this.#live.size - ENDED_KEPT;
    for (const id of this.#known.keys()) {
      if (over <= 0) return;
      if (this.#live.has(id)) continue;
      this.#known.delete(id);
      over--;
    }
  }
}
