import type { TenantConfig } from '../config/server-config.ts';
import type { Identity } from '../engine/centre.ts';
import { rightsOf } from './tokens.ts';

/** An agent that the app knows, with their profile; null: it has no such agent. */
export function knownAgent({ id: app, agents = [] }: TenantConfig, agent: string): Identity | null {
  const known = agents.find(({ id }) => id === agent);
  if (known === undefined) return null;
  const { id, name, role, rights = rightsOf(role), supervises } = known;
  return { app, agent: id, name, role, rights, ...(supervises === undefined ? {} : { supervises }) };
}
