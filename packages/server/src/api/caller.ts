import type { Id, Right } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';

/** What a key may do: see everything; also change what goes on (agents' status, live calls); everything. */
export const KEY_ROLES = ['read', 'operator', 'admin'] as const;
/** One of {@link KEY_ROLES}. */
export type KeyRole = (typeof KEY_ROLES)[number];

/** Who asks. The app comes from the key or token only. */
export interface Caller {
  app: Id;
  /** For the audit: `key:<id>`, or `agent:<id>`. The key of the configuration is `key:config`. */
  actor: string;
  kind: 'key' | 'agent';
  /** `agent`: of a plain agent's token, which is good for little. */
  role: KeyRole | 'agent';
  /** Rights of the agent whose token it is; a key has all. */
  rights: '*' | readonly Right[];
  /** The skill groups they may see and act on. */
  supervises: '*' | readonly Id[];
}

/** What a route asks of its caller. */
export interface Needs {
  role: KeyRole;
  /** What an agent's token must have besides. */
  right?: Right;
  /** Whether it is for keys alone: what a token must not be good for. */
  keyOnly?: boolean;
  /** Whether the token of a plain agent with that right will do. */
  agents?: boolean;
  /** Whether its handler minds which skill groups its caller supervises; else it is for those who supervise all. */
  scoped?: boolean;
}

/** Throws `forbidden` with the remedy. */
export function assertMay(caller: Caller, needs: Needs): void {
  const { role, right, keyOnly = false, agents = false, scoped = false } = needs;
  if (keyOnly && caller.kind !== 'key') throw new CallstationError('forbidden', 'This takes an API key, not a token.');
  if (caller.role === 'agent' && !agents)
    throw new CallstationError('forbidden', 'This takes an API key, or the token of a supervisor.');
  if (!scoped && caller.supervises !== '*')
    throw new CallstationError('forbidden', 'This takes a token whose scope is all skill groups.');
  if (caller.role !== 'agent' && KEY_ROLES.indexOf(caller.role) < KEY_ROLES.indexOf(role))
    throw new CallstationError('forbidden', `This takes the role ${role}.`);
  if (right !== undefined && caller.rights !== '*' && !caller.rights.includes(right))
    throw new CallstationError('forbidden', `The token lacks the right ${right}. Mint one with that right.`);
}
