import { demoApp, type AgentConfig } from '../engine/app-config.ts';
import type { TenantConfig } from './server-config.ts';

const AGENT = ['dial', 'dialExternal', 'record'] as const;
const SUPERVISOR = [...AGENT, 'supervise', 'intercept', 'board', 'manageNumbers'] as const;

/** Who signs in to the demos by a click. Their phones are simulated ones, which pick up by themselves. */
export const DEMO_AGENTS: readonly AgentConfig[] = [
  { id: 'alice', name: 'Alice', role: 'agent', rights: [...AGENT], mobile: '20001', phone: '20002' },
  { id: 'bob', name: 'Bob', role: 'agent', rights: [...AGENT], mobile: '20003', phone: '20004' },
  { id: 'carol', name: 'Carol', role: 'agent', rights: [...AGENT] },
  { id: 'sam', name: 'Sam', role: 'supervisor', rights: [...SUPERVISOR] },
];

/** The tenant of the demos, with its agents. */
export const demoTenant: TenantConfig = { ...demoApp, agents: [...DEMO_AGENTS] };
