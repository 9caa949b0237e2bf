import type { ConnectionState, ErrorData, Id, Update } from '../../model/index.ts';
import type { Clock, Logger, Network, Random, SocketFactory, Visibility } from '../../ports/index.ts';
import type { Result } from '../../protocol/index.ts';

/** What the control link needs from its surroundings. */
export interface ControlLinkPorts {
  clock: Clock;
  random: Random;
  logger: Logger;
  socket: SocketFactory;
  network: Network;
  visibility: Visibility;
}

/** What the control link tells. All of it in order, and each inside the `onmessage` that brought it. */
export interface ControlLinkEvents {
  /** The state of the connection, with the reason where it is not a good one. */
  state(state: ConnectionState, error?: ErrorData): void;
  /** Signed in, for the first time or again, before any update that follows. */
  hello(result: Result<'hello'>): void;
  /** An update that is news. */
  update(update: Update): void;
}

/** What the page says about itself at hello. */
export interface Introduction {
  url: string;
  pageId: Id;
}
