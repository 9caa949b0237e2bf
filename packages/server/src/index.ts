export { createServer, type Server, type ServerPorts } from './server.ts';
export {
  ConfigError,
  defaultConfig,
  type AgentConfig,
  type ServedFolder,
  type ServerConfig,
  type TenantConfig,
  type TurnConfig,
  type VendorConfig,
} from './config/index.ts';
export type { LookUpConfig } from './lookup/http-look-up.ts';
export type { WebhookConfig } from './webhooks/endpoints.ts';
export type { WebhookPayload } from './webhooks/payload.ts';
export type { AppConfig, SkillGroupConfig } from './engine/app-config.ts';
