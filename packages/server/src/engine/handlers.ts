import type { Clock, Random } from '@callstation/core/ports';
import type { Id } from '@callstation/core/model';
import type { Method, Params, Result } from '@callstation/core/protocol';
import type { SessionStore } from '../store/store.ts';
import type { AgentEntry, Agents } from './agents.ts';
import type { AppConfig, CentreLimits } from './app-config.ts';
import type { BoardWatchers } from './board.ts';
import type { Seat } from './centre.ts';
import type { CallerNumbers } from './caller-number.ts';
import type { DialGuard } from './dial-guard.ts';
import type { Conversations } from './conversations.ts';

/** What the requests of pages work on. */
export interface RequestOptions {
  clock: Clock;
  random: Random;
  agents: Agents;
  conversations: Conversations;
  numbers: CallerNumbers;
  guard: DialGuard;
  board: BoardWatchers;
  /** Ends the agent's work: no offers, and every page is closed. */
  signOut(entry: AgentEntry): void;
  /** Calls that are over; null: none are kept. */
  records: () => Pick<SessionStore, 'get'> | null;
  limits: CentreLimits;
  appOf(id: Id): AppConfig;
}

/** Who asks, and from which page. */
export interface Asking {
  seat: Seat;
  app: AppConfig;
  entry: AgentEntry;
}

type Handler<M extends Method> = (at: Asking, params: Params<M>) => Result<M> | Promise<Result<M>>;

/** Requests by name; what is not among them is refused as `notSupported`. */
export type Handlers = { [M in Method]?: Handler<M> };
