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
}

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
  /** The page has gone for good. */
  end(page: Page, name: CloseName | null): void;
  stop(): void;
  readonly size: number;
}

type Needs = Pick<ControlOptions, 'centre' | 'clock' | 'logger' | 'closeSip'>;

/** Makes an empty register. */
export function createPages(options: Needs, agents: Agents): Pages {
  const { centre, clock, logger, closeSip } = options;
  const pages = new Map<Id, Page>();

  function claim(identity: Identity, id: Id): void {
    const owner = pages.get(id)?.seat.identity;
    if (owner && (owner.app !== identity.app || owner.agent !== identity.agent))
      throw new CallstationError('forbidden', 'This pageId is taken. Make one of 128 random bits.');
  }
  function unwire(page: Page): void {
    page.unlisten();
    page.unlisten = () => undefined;
    page.wire = null;
  }
  function end(page: Page, name: CloseName | null): void {
    const { seat, agent, lease, wire } = page;
    if (pages.get(seat.page) !== page) return;
    pages.delete(seat.page);
    agent.pages.delete(page);
    lease.end();
    unwire(page);
    if (name) wire?.close(name);
    guard(logger, 'closing a seat', () => centre.close(seat));
    closeSip(seat).catch((cause: unknown) => logger.warn('closing a SIP account failed', { cause: String(cause) }));
    agents.release(seat.identity);
  }
  function make(identity: Identity, id: Id): Page {
    const agent = agents.ensure(identity);
    const page: Page = {
      seat: { identity, page: id },
      agent,
      lease: createLease({
        clock,
        inCall: () => agent.channel.inCall,
        ping: (n) => page.wire?.send(encodePing(n)),
        onOver: () => end(page, 'leaseOver'),
      }),
      retime: () => page.lease.retime(),
      wire: null,
      unlisten: () => undefined,
    };
    agent.pages.add(page);
    pages.set(id, page);
    return page;
  }
  return {
    find: (id) => pages.get(id),
    claim,
    attach(identity, id, wire) {
      claim(identity, id);
      const page = pages.get(id) ?? make(identity, id);
      const before = page.wire;
      unwire(page);
      if (before !== wire) before?.close('replaced');
      page.seat.identity = identity;
      page.wire = wire;
      page.lease.renew();
      return page;
    },
    detach(page, wire) {
      if (page.wire === wire) unwire(page);
    },
    end,
    stop() {
      for (const page of [...pages.values()]) end(page, 'shuttingDown');
    },
    get size() {
      return pages.size;
    },
  };
}

/** The call logic's failure must not end the socket's handler. */
function guard(logger: ControlOptions['logger'], what: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    logger.error(`${what} failed`, { cause: String(cause) });
  }
}
