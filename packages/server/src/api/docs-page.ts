import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** The documentation as a page under `/docs`, with nothing from elsewhere. */
export async function serveDocs(app: FastifyInstance, document: Record<string, unknown>): Promise<void> {
  await app.register(swagger, { mode: 'static', specification: { document: document as never } });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'Callstation REST API' },
    // A validator elsewhere would be told what is served here.
    uiConfig: { validatorUrl: null, docExpansion: 'list', persistAuthorization: false, tryItOutEnabled: false },
  });
}
