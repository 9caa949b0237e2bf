import type { FastifyInstance, FastifyReply } from 'fastify';
import { missingScript } from './scripts.ts';
import type { Vendor, VendorParts } from './vendors.types.ts';

/** Seconds: it may be built at this moment, and is looked for at every request. */
const AGAIN = 5;

/** Says that a vendor's script is not there, and when to look again. */
export function refuseScript(reply: FastifyReply, vendor: Vendor): FastifyReply {
  return reply
    .code(503)
    .header('retry-after', AGAIN)
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send(missingScript(vendor));
}

/** Serves a vendor's script under the path that pages written for it have. */
export function scriptRoute(app: FastifyInstance, path: string, vendor: Vendor, { script }: VendorParts): void {
  app.get(path, async (_request, reply) => {
    const text = await script(vendor);
    if (text === null) return refuseScript(reply, vendor);
    return reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(text);
  });
}
