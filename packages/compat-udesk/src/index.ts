export { AppDataProvider, type TokenData } from './app-data-provider.ts';
export type { Choices } from './choices.ts';
export { UdeskError, type Envelope } from './envelope.ts';
export type { UdeskOptions } from './options.ts';
export type { Credential } from './token-data.ts';
export { UdeskCCPaasApiClass } from './udesk-api.ts';
