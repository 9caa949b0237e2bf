import type { Id, Millis, Right, State, Update } from '@callstation/core/model';
import type { DialHealth } from './dial-guard.ts';
import type { Method, PageHealth, Params, Result } from '@callstation/core/protocol';
import type { Administration } from './administration.ts';

/** Who a token speaks for. The app comes from the token only. */
export interface Identity {
  app: Id;
  agent: Id;
  name: string;
  role: 'agent' | 'supervisor' | 'admin';
  rights: Right[];
  /** Skill groups whose agents and calls they may supervise and see on the board; left out: all. */
  supervises?: '*' | Id[];
  /** `app`: the token is for the page of an app on a phone, which is a file and so has no web origin. */
  audience?: 'app';
  /** Until when the page may have its token renewed by the centre; left out: only the app's back end makes another. */
  renewableUntil?: Millis;
}

/** One page of one agent. */
export interface Seat {
  identity: Identity;
  page: Id;
}

/** Whom an update is for: all pages of an agent, or one of them. */
export interface UpdateTarget {
  app: Id;
  agent: Id;
  page?: Id;
}

/** What `control/` and `http/` know of the call logic: this, and nothing behind it. */
export interface Centre {
  start(): Promise<void>;
  /** Ends every call with `systemError`, then the switch. */
  stop(): Promise<void>;
  /** A page has said hello (again). Makes the agent known; returns the whole of what its pages mirror. */
  open(seat: Seat, facts: { visible: boolean }): State;
  /** The page came to the front or went to the back (the lead page rule), or knows something new of its own sound. */
  report(seat: Seat, facts: { visible: boolean } & PageHealth): void;
  /** The page has shown a new token of the same agent: what it says of name and rights counts from now on. */
  identify(seat: Seat): void;
  /** The page has had no socket for a moment: nothing new is offered there until it opens again; its calls stay. */
  lost(seat: Seat): void;
  /** Whether the sound of a call flows by this page now: then it is there, whatever its control socket does. */
  carries(seat: Seat): boolean;
  /** The lease of the page is over (or it said bye): its legs end, its agent may become unreachable. */
  close(seat: Seat): void;
  /**
   * Does one request of a page, after the connection's own (hello, alive, refreshToken, renewToken, bye, sipAccount, page.report). Rejects with a
   * CallstationError and then has changed nothing. Every update it caused was emitted before it resolves.
   */
  request<M extends Method>(seat: Seat, method: M, params: Params<M>): Promise<Result<M>>;
  /** Every update for every agent, in order. `control/` numbers them and sends them to all pages of that agent. */
  onUpdate(fn: (to: UpdateTarget, update: Update) => void): () => void;
  /**
   * Stops the app's calls to outside numbers at once, or lets them again: for an operator who sees that somebody runs up the
   * bill. Calls that are going on stay, and numbers of three digits (emergency) are never held back. Kept over a restart.
   */
  stopDialling(app: Id, stopped: boolean): void;
  /** How calls to outside numbers are doing. */
  dialling(): DialHealth;
  /** An agent was signed out by a supervisor: their pages are to be closed, and told why. */
  onSignOut(fn: (who: { app: Id; agent: Id }) => void): () => void;
}

/** A centre with what is done with it from outside. */
export interface AdministeredCentre extends Centre {
  readonly admin: Administration;
}
