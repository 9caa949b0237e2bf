import { demoTenant } from './demo-tenant.ts';
import { defaultRetention } from './retention-schema.ts';
import type { ServerConfig } from './server-config.ts';

/** A whole configuration from what is given. In demo mode it listens to this machine alone and has the demo tenant. */
export function defaultConfig(given: Partial<ServerConfig> = {}): ServerConfig {
  const demo = given.demo ?? false;
  return {
    demo,
    host: demo ? 'localhost' : '0.0.0.0',
    port: 8787,
    basePath: '',
    serve: [],
    trustProxy: false,
    iceServers: [],
    store: demo ? { kind: 'memory' } : { kind: 'file', path: 'callstation.db' },
    retention: defaultRetention(demo),
    ...given,
    tenants: demo ? [demoTenant, ...(given.tenants ?? [])] : (given.tenants ?? []),
  };
}
