import type { FastifyInstance } from 'fastify';

/** What a vendor's request may hold, bytes; the app's own limit is as large. */
export const VENDOR_BODY_LIMIT = 16 * 1024;

/** Takes every body as it is: signatures are made over its bytes, and refusals are the vendor's own. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: VENDOR_BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
}

/** The bytes of a body that {@link takeRawBodies} took. */
export function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** A body as a plain object without a prototype; null for what is none. */
export function readJson(body: unknown): Readonly<Record<string, unknown>> | null {
  let value: unknown;
  try {
    value = JSON.parse(bytesOf(body).toString('utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}
