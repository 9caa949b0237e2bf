import { basename, dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { ApiParts } from './api.types.ts';
import { writeAudit } from './audit.ts';
import { assertMay, type Caller } from './caller.ts';
import { createCallers } from './callers.ts';
import { check, invalid } from './check.ts';
import { takeBytes, takeJsonOnly } from './json-body.ts';
import { createLimiters, type ApiLimits } from './limits.ts';
import { FileSent } from './file-sent.ts';
import type { Route } from './route.ts';
import { isOutdated, tagOf, versionAsked } from './versions.ts';

/** What {@link registerRoutes} needs besides the routes. */
export interface RegisterOptions {
  parts: ApiParts;
  limits: ApiLimits;
  /** Whether answers are checked against their schemas: for tests. */
  checkResponses: boolean;
}

/** Puts routes into a Fastify app: limits, sign-in, checks, the handler, audit, in this order. */
export async function registerRoutes(app: FastifyInstance, routes: readonly Route[], options: RegisterOptions) {
  const { parts, limits, checkResponses } = options;
  const callerOf = createCallers({ ...parts, keys: () => parts.keeper.store.keys });
  const callers = new WeakMap<FastifyRequest, Caller>();
  const whoIs = (request: FastifyRequest): Caller => {
    const caller = callers.get(request);
    if (caller === undefined) throw new Error('A request was not signed in.');
    return caller;
  };
  takeJsonOnly(app);
  const bytes = [...new Set(routes.flatMap(({ takes = [] }) => takes))];
  if (bytes.length > 0) takeBytes(app, bytes);
  // For `sendFile` alone, which knows ranges; nothing is served by path.
  await app.register(fastifyStatic, { root: '/', serve: false, cacheControl: false });
  const limiters = await createLimiters(app, limits, (request) => {
    const { app: of, actor } = whoIs(request);
    return JSON.stringify([of, actor]);
  });
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));

  async function admit(one: Route, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await limiters.address(request, reply);
    // Taken back when they are let in.
    void reply.header('www-authenticate', 'Bearer');
    const caller = await callerOf(request.headers.authorization);
    reply.removeHeader('www-authenticate');
    callers.set(request, caller);
    await limiters.caller(request, reply);
    assertMay(caller, one.needs);
  }
  async function answer(one: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const caller = whoIs(request);
    const input = read(one, request);
    let output: unknown;
    try {
      output = await one.handler(caller, input);
    } catch (thrown) {
      if (input.version === undefined || !isOutdated(thrown)) throw thrown;
      return reply.code(412).send({ error: thrown.toData() });
    }
    if (checkResponses) v.parse(one.response, output);
    if (one.audit) writeAudit(parts, caller, one.audit, input, output);
    return send(one, reply, output);
  }
  for (const one of routes) {
    app.route({
      method: one.method,
      url: one.path,
      ...(one.bodyLimit === undefined ? {} : { bodyLimit: one.bodyLimit }),
      onRequest: (request, reply) => admit(one, request, reply),
      handler: (request, reply) => answer(one, request, reply),
    });
  }
}

function read(one: Route, request: FastifyRequest) {
  const { params, query, body } = request;
  if (one.body === null && body !== undefined && body !== null)
    throw invalid([{ field: 'body', message: 'nothing is taken here' }]);
  return {
    params: check(one.params, params, ''),
    query: check(one.query, { ...(query as object) }, 'query'),
    body: one.body === null ? undefined : check(one.body, body, 'body'),
    version: one.versioned === true ? versionAsked(request) : undefined,
  };
}

function send(one: Route, reply: FastifyReply, output: unknown): FastifyReply {
  if (output === null) return reply.code(204).send();
  if (one.sends === 'file') {
    const { path, type } = v.parse(FileSent, output);
    return reply.header('cache-control', 'private, no-store').type(type).sendFile(basename(path), dirname(path));
  }
  if (one.versioned === true && typeof output === 'object' && 'version' in output)
    void reply.header('etag', tagOf(Number(output.version)));
  return reply
    .code(one.status ?? 200)
    .type(one.produces ?? 'application/json; charset=utf-8')
    .send(output);
}
