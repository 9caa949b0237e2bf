import { demoApp } from '../engine/app-config.ts';
import type { AgentConfig } from '../engine/app-config.ts';
import type { TenantConfig } from './server-config.ts';

const AGENT = ['dial', 'dialExternal', 'record'] as const;
const SUPERVISOR = [...AGENT, 'supervise', 'intercept', 'board'] as const;

/** Who signs in to the demos by a click. */
export const DEMO_AGENTS: readonly AgentConfig[] = [
  { id: 'alice', name: 'Alice', role: 'agent', rights: [...AGENT] },
  { id: 'bob', name: 'Bob', role: 'agent', rights: [...AGENT] },
  { id: 'carol', name: 'Carol', role: 'agent', rights: [...AGENT] },
  { id: 'sam', name: 'Sam', role: 'supervisor', rights: [...SUPERVISOR] },
];

/** The tenant of the demos, with its agents. */
export const demoTenant: TenantConfig = { ...demoApp, agents: [...DEMO_AGENTS] };
