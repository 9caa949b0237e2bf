import type { Clock, Random } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ServerConfig, TenantConfig } from '../config/server-config.ts';
import { knownAgent } from '../http/known-agent.ts';
import type { Tokens } from '../http/tokens.ts';
import { allowOrigins } from './cross-origin.ts';
import { demoBackEnds } from './demo-back-ends.ts';
import { createRates } from '../net/rates.ts';
import { takeRawBodies } from './read-json.ts';
import { createScripts } from './scripts.ts';
import { ccsdkRoutes } from './ccsdk/ccsdk-routes.ts';
import { tcccRoutes } from './tccc/tccc-routes.ts';
import { udeskRoutes } from './udesk/udesk-routes.ts';
import type { VendorParts } from './vendors.types.ts';

/** What {@link createVendors} needs. */
export interface VendorOptions {
  clock: Clock;
  /** The time of day, by which credentials are judged and made. */
  wall: Pick<Clock, 'now'>;
  random: Random;
  config: Pick<ServerConfig, 'demo' | 'tenants' | 'basePath' | 'publicUrl' | 'origins' | 'scripts'>;
  tokens: Pick<Tokens, 'mint'>;
  /** An app as it is now, with agents made at run time. */
  current: (app: string) => TenantConfig;
}

/** Requests of one address in a second, before it is known who asks. */
const PER_ADDRESS = 100;

/**
 * What the vendors' back-end SDKs and pages ask for, under the vendors' own paths: code that was written for their servers
 * runs on this one when its host name is changed.
 */
export function createVendors(options: VendorOptions): FastifyPluginAsync {
  const { clock, config } = options;
  const parts = partsOf(options);
  const vendors = { tccc: tcccRoutes(parts), udesk: udeskRoutes(parts), ccsdk: ccsdkRoutes(parts) };
  const mayAsk = createRates(clock, PER_ADDRESS);
  return async (app) => {
    takeRawBodies(app);
    app.addHook('onRequest', async ({ ip }) => {
      if (!mayAsk(ip)) throw new CallstationError('rateLimited');
    });
    // Each has refusals of its own.
    for (const { api } of Object.values(vendors))
      if (api !== undefined) await app.register(async (under) => api(under));
    for (const { page } of Object.values(vendors))
      await app.register(async (under) => {
        allowOrigins(under, config.origins);
        page(under);
      });
    if (config.demo) await app.register(async (under) => demoBackEnds(under, parts, vendors));
  };
}

function partsOf({ clock, wall, random, config, tokens, current }: VendorOptions): VendorParts {
  return {
    ...{ clock, wall, random, tokens, tenants: config.tenants, script: createScripts(config.scripts ?? []) },
    agentOf: (app, agent) => knownAgent(current(app), agent),
    baseUrl: ({ protocol, host }) => config.publicUrl ?? `${protocol}://${host}${config.basePath}`,
  };
}
