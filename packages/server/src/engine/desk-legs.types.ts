import type { Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { DeskAt, DeskNews } from '../domain/types.ts';
import type { SwitchEvent, SwitchOrder } from '../switch/switch.ts';

/**
 * The audio legs of all agents: one per page, and one per agent and phone, shared by all the agent's conversations there, its users. The one
 * user that may join it into a room has the focus.
 */
export interface DeskLegs {
  /**
   * Makes `user` a user of the leg there: the one that is up, at once, or a new one. With `focus` the leg is theirs: they
   * hear `answered`, `flowing` and `silent`, when the former one's traces are off the leg; that one stays a user and is not
   * told. Without `focus` they give up the focus, if they had it, and hear `shared` once the leg is up.
   */
  take(at: DeskAt, user: Id, focus: boolean): void;
  /** `user` needs it no more. Without users a page's leg lingers for the next call; a phone's is hung up. */
  free(at: DeskAt, user: Id): void;
  /** The page is gone: its leg goes too, and nobody is told. */
  gone(page: Id): void;
  /** The leg is of no use: it is hung up. The users are not told; with `by`, all but that one hear `lost`. */
  drop(at: DeskAt, by?: Id): void;
  /** Whether a call has the sound of that page now. */
  carries(page: Id): boolean;
  /** A switch event; true when it was about one of these legs. */
  heard(event: SwitchEvent): boolean;
  /** Drops all legs. */
  stop(): void;
}

/** What the legs work with. Durations in milliseconds. */
export interface DeskLegsOptions {
  clock: Clock;
  random: Random;
  logger: Logger;
  /** How long a page's leg is kept without users. */
  lingerMs: number;
  /** How long a page's leg may take to come up. */
  timeoutMs: number;
  /** How long an agent's phone may ring. */
  phoneTimeoutMs: number;
  /** Runs one order; rejects when it failed. */
  order(order: SwitchOrder): Promise<void>;
  tell(user: Id, news: DeskNews): void;
}
