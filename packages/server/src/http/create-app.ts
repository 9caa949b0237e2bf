import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Logger } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import type { ServerConfig } from '../config/server-config.ts';
import { demoHosts } from './demo-hosts.ts';
import { answerErrors, pathOf } from '../net/http-errors.ts';
import { requestIdOf } from './request-id.ts';
import { routeUpgrades, type Upgrade } from './route-upgrades.ts';
import { secureHeaders } from './security-headers.ts';
import { serveFolders } from './static-folders.ts';
import { devTokenRoutes } from './token-routes.ts';
import type { Tokens } from './tokens.ts';

/** Bodies are small JSON. */
const BODY_LIMIT = 16 * 1024;
/** How long a client may take over its headers and body, milliseconds. */
const REQUEST_TIMEOUT = 15_000;

const OTHER_NAME = 'The demo does not answer under this name. Use localhost, or give the name with --origin.';

/** What {@link createApp} needs. */
export interface AppOptions {
  config: Pick<ServerConfig, 'demo' | 'host' | 'origins' | 'basePath' | 'tenants' | 'serve' | 'tls' | 'trustProxy'>;
  tokens: Tokens;
  logger: Logger;
  /** By path under the base path: `/seat`, `/sip`. */
  upgrades: Record<string, Upgrade>;
  /** The simulator's routes; only in demo mode. */
  devRoutes?: FastifyPluginAsync;
  /** The REST API. */
  api?: FastifyPluginAsync;
  /** What the vendors' back-end SDKs and pages ask for. */
  vendors?: FastifyPluginAsync;
  /** The folder of the page under `/admin`. */
  admin?: string;
  /** Whether the centre takes calls; `/healthz` says 503 otherwise. */
  isReady: () => boolean;
  /** Whether records are being written; calls go on without. */
  isStoreWell: () => boolean;
  /** Whether no calls to outside numbers are held back as suspicious. */
  isDiallingWell?: () => boolean;
}

/** The HTTP side: the REST API, health, demo routes, folders, and upgrades by path. Not listening yet. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, logger, tokens, upgrades, isReady, isStoreWell, isDiallingWell = () => true } = options;
  const { basePath, tls } = config;
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustProxy,
    forceCloseConnections: true,
    genReqId: requestIdOf,
    // A frame or query of ours is short; Node's own limit is on headers.
    routerOptions: { maxParamLength: 256 },
    serverFactory: (handler): Server => {
      const server = tls ? createHttps({ cert: tls.cert, key: tls.key }, handler) : createHttp(handler);
      server.requestTimeout = REQUEST_TIMEOUT;
      server.headersTimeout = REQUEST_TIMEOUT;
      return server;
    },
  });
  answerErrors(app, logger);
  secureHeaders(app);
  const answersTo = config.demo ? demoHosts(config) : () => true;
  app.addHook('onRequest', async ({ headers }) => {
    if (!answersTo(headers.host)) throw new CallstationError('forbidden', OTHER_NAME);
  });
  app.addHook('onResponse', async (request, reply) =>
    logger.debug('http', { method: request.method, path: pathOf(request.url), status: reply.statusCode }),
  );
  await app.register(
    async (under) => {
      if (options.api) await under.register(options.api);
      if (options.vendors) await under.register(options.vendors);
      under.get('/healthz', async (_request, reply) => {
        const ready = isReady();
        const [store, dialling] = [isStoreWell() ? 'ok' : 'failing', isDiallingWell() ? 'ok' : 'alarm'];
        return reply.code(ready ? 200 : 503).send({ ok: ready, store, dialling });
      });
      const [demoTenant] = config.tenants;
      if (config.demo && demoTenant) devTokenRoutes(under, demoTenant.id, tokens);
      if (config.demo && options.devRoutes) await under.register(options.devRoutes);
      const admin = options.admin === undefined ? [] : [{ prefix: '/admin/', folder: options.admin }];
      await serveFolders(under, [...admin, ...config.serve]);
    },
    { prefix: basePath },
  );
  const paths = Object.entries(upgrades).map(([path, handler]): [string, Upgrade] => [basePath + path, handler]);
  routeUpgrades(app.server, new Map(paths), {
    logger,
    refuses: ({ headers }) => (answersTo(headers.host) ? null : OTHER_NAME),
  });
  return app;
}
