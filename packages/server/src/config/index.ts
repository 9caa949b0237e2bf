export { checkSecrets } from './check-secrets.ts';
export { defaultConfig } from './default-config.ts';
export { ConfigError } from './config-error.ts';
export { parseConfigFile } from './config-file.ts';
export { DEMO_AGENTS } from './demo-tenant.ts';
export { isLoopback } from './loopback.ts';
export { iceServersFor } from './ice-servers.ts';
export type { AgentConfig } from '../engine/app-config.ts';
export type { ServedFolder, ServerConfig, TenantConfig, TurnConfig } from './server-config.ts';
