import type { Id } from '@callstation/core/model';
import { CallstationError, encodePing, type CloseName } from '@callstation/core/protocol';
import type { Identity, Seat } from '../engine/centre.ts';
import type { Agent, Agents } from './agents.ts';
import type { ControlOptions } from './control.types.ts';
import { createLease, type Lease } from './lease.ts';
import type { Wire } from './wire.types.ts';

/** One page whose lease runs, with or without a socket. */
export interface Page {
  readonly seat: Seat;
  readonly agent: Agent;
  readonly lease: Lease;
  retime(): void;
  /** The socket it is reached by now. */
  wire: Wire | null;
  /** Ends the channel's sending to that socket. */
  unlisten: () => void;
  /** Ends the waiting for another socket. */
  cancelLost: () => void;
  /** What it has asked and was not answered yet. */
  readonly asked: Set<Promise<unknown>>;
}

/** How long an answer may take that is waited for before a page is sent away, milliseconds. */
const LAST_ANSWER = 1000;

/** How long a page may be between two sockets and still be offered calls, milliseconds: a new one takes less. */
const LOST_AFTER = 2500;

/** Every page of every tenant, by pageId. */
export interface Pages {
  find(id: Id): Page | undefined;
  /**
   * The page of that id, made if need be, reached by `wire` from now on; an earlier socket is closed as replaced.
   * Throws `forbidden` when the id is another agent's: it also names the page's SIP account.
   */
  attach(identity: Identity, id: Id, wire: Wire): Page;
  /** Throws as `attach` would. */
  claim(identity: Identity, id: Id): void;
  /** The socket has gone; the lease runs on. */
  detach(page: Page, wire: Wire): void;
  /** The agent's other pages are replaced by this one. */
  endOthers(page: Page): void;
  /** The page has gone for good. */
  end(page: Page, name: CloseName | null): void;
  /** Ends all pages of that agent, as a supervisor wants. */
  signOut(who: { app: Id; agent: Id }): void;
  stop(): void;
  readonly size: number;
}

type Needs = Pick<ControlOptions, 'centre' | 'clock' | 'logger' | 'closeSip'>;

/** Makes an empty register. */
export function createPages(options: Needs, agents: Agents): Pages {
  return new PageRegister(options, agents);
}

class PageRegister implements Pages {
  readonly #options: Needs;
  readonly #agents: Agents;
  readonly #pages = new Map<Id, Page>();

  constructor(options: Needs, agents: Agents) {
    this.#options = options;
    this.#agents = agents;
  }

  get size(): number {
    return this.#pages.size;
  }

  find(id: Id): Page | undefined {
    return this.#pages.get(id);
  }

  claim(identity: Identity, id: Id): void {
    const owner = this.#pages.get(id)?.seat.identity;
    if (owner && (owner.app !== identity.app || owner.agent !== identity.agent))
      throw new CallstationError('forbidden', 'This pageId is taken. Make one of 128 random bits.');
  }

  attach(identity: Identity, id: Id, wire: Wire): Page {
    this.claim(identity, id);
    const page = this.#pages.get(id) ?? this.#make(identity, id);
    const before = page.wire;
    unwire(page);
    if (before !== wire) before?.close('replaced');
    page.seat.identity = identity;
    page.wire = wire;
    page.lease.renew();
    return page;
  }

  detach(page: Page, wire: Wire): void {
    if (page.wire !== wire) return;
    unwire(page);
    const { centre, clock, logger } = this.#options;
    page.cancelLost = clock.after(LOST_AFTER, () => guard(logger, 'losing a page', () => centre.lost(page.seat)));
  }

  endOthers({ seat, agent }: Page): void {
    for (const other of [...this.#pages.values()])
      if (other.agent === agent && other.seat.page !== seat.page) this.end(other, 'replaced');
  }

  end(page: Page, name: CloseName | null): void {
    const { seat, agent, lease, wire } = page;
    const { centre, closeSip, logger } = this.#options;
    if (this.#pages.get(seat.page) !== page) return;
    this.#pages.delete(seat.page);
    agent.pages.delete(page);
    lease.end();
    unwire(page);
    if (name) wire?.close(name);
    guard(logger, 'closing a seat', () => centre.close(seat));
    closeSip(seat).catch((cause: unknown) => logger.warn('closing a SIP account failed', { cause: String(cause) }));
    this.#agents.release(seat.identity);
  }

  /** Sound that still flows is proof that the page lives: only its socket is dead. True: wait on. */
  #over(page: Page): boolean {
    const { centre, logger } = this.#options;
    const { seat, wire } = page;
    if (!centre.carries(seat)) {
      this.end(page, 'leaseOver');
      return false;
    }
    if (wire === null) return true;
    unwire(page);
    wire.close('leaseOver');
    guard(logger, 'losing a page', () => centre.lost(seat));
    return true;
  }

  signOut({ app, agent }: { app: Id; agent: Id }): void {
    for (const page of [...this.#pages.values()]) {
      const { identity } = page.seat;
      if (identity.app === app && identity.agent === agent) this.#sendAway(page);
    }
  }

  /** Who signs themselves out is answered first. */
  #sendAway(page: Page): void {
    if (page.asked.size === 0) return this.end(page, 'signedOut');
    const cancel = this.#options.clock.after(LAST_ANSWER, () => this.end(page, 'signedOut'));
    void Promise.allSettled(page.asked).then(() => {
      cancel();
      this.end(page, 'signedOut');
    });
  }

  stop(): void {
    for (const page of this.#pages.values()) this.end(page, 'shuttingDown');
  }

  #make(identity: Identity, id: Id): Page {
    const agent = this.#agents.ensure(identity);
    const page: Page = {
      seat: { identity, page: id },
      agent,
      lease: createLease({
        clock: this.#options.clock,
        inCall: () => agent.channel.inCall,
        ping: (n) => page.wire?.send(encodePing(n)),
        onOver: () => this.#over(page),
      }),
      retime: () => page.lease.retime(),
      wire: null,
      unlisten: () => undefined,
      cancelLost: () => undefined,
      asked: new Set(),
    };
    agent.pages.add(page);
    this.#pages.set(id, page);
    return page;
  }
}

function unwire(page: Page): void {
  page.cancelLost();
  page.unlisten();
  page.unlisten = () => undefined;
  page.wire = null;
}

/** The call logic's failure must not end the socket's handler. */
function guard(logger: ControlOptions['logger'], what: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    logger.error(`${what} failed`, { cause: String(cause) });
  }
}
