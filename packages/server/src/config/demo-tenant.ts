import { demoApp, type AgentConfig, type SkillGroupConfig } from '../engine/app-config.ts';
import type { TenantConfig, VendorConfig } from './server-config.ts';

const AGENT = ['dial', 'dialExternal', 'record', 'playRecordings'] as const;
const SUPERVISOR = [...AGENT, 'supervise', 'intercept', 'board', 'manageNumbers'] as const;

const PEOPLE: readonly AgentConfig[] = [
  { id: 'alice', name: 'Alice', role: 'agent', rights: [...AGENT], mobile: '20001', phone: '20002' },
  { id: 'bob', name: 'Bob', role: 'agent', rights: [...AGENT], mobile: '20003', phone: '20004' },
  { id: 'carol', name: 'Carol', role: 'agent', rights: [...AGENT] },
  { id: 'sam', name: 'Sam', role: 'supervisor', rights: [...SUPERVISOR] },
];

/** Who signs in to the demos by a click. Their phones are simulated ones, which pick up by themselves. */
export const DEMO_AGENTS: readonly AgentConfig[] = PEOPLE.map((one, at) => ({
  ...one,
  email: `${one.id}@callstation.example`,
  workId: String(1001 + at),
}));

/** A second queue: its callers are told that they wait, and its calls leave something to write down. */
const SALES: SkillGroupConfig = {
  id: 'sales',
  name: 'Sales',
  members: '*',
  ringTimeoutMs: 20_000,
  wrapUpMs: 30_000,
  wrapUpMaxMs: 180_000,
  strategy: 'round-robin',
  queue: { greeting: { say: 'one-moment' }, comfort: { prompt: { say: 'please-wait' }, everyMs: 30_000 } },
  maxWaitMs: 300_000,
  overflow: { nobody: { announcement: { say: 'all-busy' } } },
  numbers: ['4002'],
};

/** A third one: its calls come up by themselves, and who misses one stays ready. */
const HOTLINE: SkillGroupConfig = {
  id: 'hotline',
  name: 'Hotline',
  members: '*',
  ringTimeoutMs: 20_000,
  wrapUpMs: 0,
  strategy: 'longest-idle',
  noAnswer: 'again',
  autoAnswer: true,
  numbers: ['4003'],
};

/** Known to everybody, as the demo's own secret is: production refuses to start with them. */
export const DEMO_VENDORS: Required<VendorConfig> = {
  tccc: {
    sdkAppId: 1_400_000_001,
    secretId: 'callstation-demo-secret-id',
    secretKey: 'callstation-demo-tccc-key-not-for-production',
  },
  udesk: { appId: 'callstation-demo', secret: 'callstation-demo-udesk-key-not-for-production' },
  ccsdk: { apiKey: 'callstation-demo-key', secret: 'callstation-demo-ccsdk-key-not-for-production' },
};

/** The tenant of the demos, with its agents. */
export const demoTenant: TenantConfig = {
  ...demoApp,
  skillGroups: [...demoApp.skillGroups, SALES, HOTLINE],
  agents: [...DEMO_AGENTS],
  vendors: DEMO_VENDORS,
};
