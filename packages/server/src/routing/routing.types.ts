import type { Id, Millis } from '@callstation/core/model';

/**
 * How a skill group chooses among its free members. `longest-idle`: who has waited longest; `round-robin`: one after the
 * other; `skill`: the best at it, among equals who has waited longest; `ring-all`: all at once, the first one wins.
 */
export const STRATEGIES = ['longest-idle', 'round-robin', 'skill', 'ring-all'] as const;
/** One of {@link STRATEGIES}. */
export type Strategy = (typeof STRATEGIES)[number];

/** A conversation that waits for an agent. */
export interface Waiting {
  conversation: Id;
  group: Id;
  /** Higher is served first. */
  priority: number;
  /** Had an agent and lost them: before all others of the same priority. */
  front: boolean;
  /** When the customer began to wait; kept over a return to the queue. */
  since: Millis;
  /** Agents who are not to be offered it, and until when. */
  avoid: ReadonlyMap<Id, Millis>;
  /** Whom to ask first; nobody else is asked before `until`. */
  prefer?: { agent: Id; until: Millis };
}

/** An agent's place in one skill group. */
export interface Membership {
  group: Id;
  /** How good they are at it; higher is better. */
  level: number;
  /** Which of their groups they serve first; lower is earlier. */
  order: number;
}

/** An agent as routing sees them. */
export interface Standing {
  agent: Id;
  /** Could be offered something now. */
  free: boolean;
  /** Since when they wait for something to do. */
  since: Millis;
  memberships: readonly Membership[];
}

/** Who is to be offered what: one agent or, of a ring-all group, several. */
export interface Match {
  conversation: Id;
  group: Id;
  agents: Id[];
}
