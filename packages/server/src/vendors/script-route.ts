import type { FastifyInstance } from 'fastify';
import { missingScript } from './scripts.ts';
import type { Vendor, VendorParts } from './vendors.types.ts';

/** Serves a vendor's script under the path that pages written for it have. */
export function scriptRoute(app: FastifyInstance, path: string, vendor: Vendor, { script }: VendorParts): void {
  app.get(path, async (_request, reply) => {
    const text = await script(vendor);
    if (text === null) return reply.code(503).type('text/plain; charset=utf-8').send(missingScript(vendor));
    return reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(text);
  });
}
