import type { Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { SipAccount } from '@callstation/core/protocol';
import type { Centre, Identity, Seat } from '../engine/centre.ts';
import type { CommandKeepers } from './agents.ts';

/** What {@link createControl} needs. */
export interface ControlOptions {
  centre: Pick<
    Centre,
    'open' | 'report' | 'identify' | 'lost' | 'carries' | 'close' | 'request' | 'onUpdate' | 'onSignOut'
  >;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Who a token speaks for. Rejects `unauthorized` or `tokenExpired`. */
  verify: (token: string) => Promise<Identity>;
  /** A fresh token for a page that is signed in. Rejects when it may have none. Left out: no page may. */
  renew?: (identity: Identity) => Promise<string>;
  /** A SIP account for the page; again: the same with a fresh ticket. A rejection leaves the page without media. */
  openSip: (seat: Seat) => Promise<SipAccount>;
  closeSip: (seat: Seat) => Promise<void>;
  /** Where answers of commands outlive this process; left out: nowhere. */
  keepers?: CommandKeepers;
  /** Whether an agent of that app is signed in on one page at a time; the newest one. Default: on many. */
  isSingle?: (app: Id) => boolean;
}
