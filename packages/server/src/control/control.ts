import { createAgents } from './agents.ts';
import { createConnection } from './connection.ts';
import type { ControlOptions } from './control.types.ts';
import { createPages } from './pages.ts';
import type { Wire, WireEvents } from './wire.types.ts';

/** The control side: sockets in, the centre's updates out. */
export interface Control {
  /** A socket has opened with the right subprotocol. */
  connect(wire: Wire): WireEvents;
  /** Closes every page with `shuttingDown`; no timer is left. */
  stop(): void;
  /** What is held, for tests and metrics. */
  debug(): { agents: number; pages: number; calls: number };
}

/**
 * Makes the control side over a centre; it knows nothing of WebSockets (see `attachSockets`).
 *
 * @example
 * const control = createControl({ centre, clock, random, logger, verify, openSip, closeSip });
 * const events = control.connect(wire);
 * events.message('{"jsonrpc":"2.0", …}');
 */
export function createControl(options: ControlOptions): Control {
  const agents = createAgents(options.clock, options.random, options.keepers);
  const pages = createPages(options, agents);
  const shared = { options, pages };
  const unsubscribe = options.centre.onUpdate((to, update) => agents.find(to)?.channel.publish(update, to.page));
  const unsubscribeSignOut = options.centre.onSignOut((who) => pages.signOut(who));
  return {
    connect: (wire) => createConnection(shared, wire),
    stop() {
      pages.stop();
      unsubscribe();
      unsubscribeSignOut();
      agents.stop();
    },
    debug: () => ({ agents: agents.size, pages: pages.size, calls: agents.inCall }),
  };
}
