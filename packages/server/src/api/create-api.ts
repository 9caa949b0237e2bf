import type { FastifyPluginAsync } from 'fastify';
import type { ApiParts } from './api.types.ts';
import { serveDocs } from './docs-page.ts';
import { DEFAULT_API_LIMITS, type ApiLimits } from './limits.ts';
import { openApiOf } from './open-api.ts';
import { registerRoutes } from './register-routes.ts';
import { routeFiles } from './routes/index.ts';

/** What {@link createApi} needs. */
export interface ApiOptions extends ApiParts {
  /** Under which path the server is, without a slash at the end. */
  basePath: string;
  limits?: Partial<ApiLimits>;
  /** Whether answers are checked against their schemas: for tests. */
  checkResponses?: boolean;
}

/** The REST API under `/v1`, its OpenAPI document at `/v1/openapi.json`, and its documentation at `/docs`. */
export function createApi(options: ApiOptions): FastifyPluginAsync {
  const { basePath, limits, checkResponses = false, ...parts } = options;
  const routes = routeFiles.flatMap((file) => file(parts));
  const document = openApiOf(routes, `${basePath}/v1`);
  return async (app) => {
    app.get('/v1/openapi.json', async () => document);
    await app.register(
      async (v1) => registerRoutes(v1, routes, { parts, limits: { ...DEFAULT_API_LIMITS, ...limits }, checkResponses }),
      { prefix: '/v1' },
    );
    await app.register(async (docs) => serveDocs(docs, document));
  };
}
