import type { AgentSnapshot } from './agent.ts';
import type { Id, Millis } from './primitives.ts';
import type { CallSnapshot, Party } from './session.ts';

/** What an agent is busy with, as the board shows it. */
export interface BoardSession {
  id: Id;
  kind: CallSnapshot['kind'];
  role: CallSnapshot['role'];
  direction: CallSnapshot['direction'];
  phase: CallSnapshot['phase'];
  /** Whether the other side is on hold. */
  held: boolean;
  /** Since when they talk; before that, since when it is there. */
  since: Millis;
  skillGroup?: { id: Id; name: string };
  /** Left out where the watcher has no say in the session; the number is masked without the right `supervise`. */
  peer?: Pick<Party, 'role' | 'number' | 'masked' | 'name' | 'agentId'>;
  /** Whether the watcher may listen to it, by right and group. */
  mayListen: boolean;
}

/** One agent of the board. */
export interface BoardAgent {
  id: Id;
  name: string;
  status: AgentSnapshot['status'];
  /** Why they are on a break. */
  reason?: string;
  /** Since when the status holds. */
  since: Millis;
  reach: AgentSnapshot['reach'];
  skillGroups: Id[];
  /** The call they are in, or that rings; without one: none. */
  session?: BoardSession;
}

/** One queue of the board. */
export interface BoardQueue {
  id: Id;
  name: string;
  waiting: number;
  /** Since when the one waits who has waited longest. */
  longestSince: Millis | null;
  /** Calls offered to this queue today, and those answered `withinMs` after they came. */
  serviceLevel: { withinMs: number; offered: number; answered: number };
}

/** Who does what, and who waits: the parts of the centre that the watcher may see. */
export interface Board {
  /** When it was so, by the centre's clock. */
  at: Millis;
  agents: BoardAgent[];
  queues: BoardQueue[];
}
