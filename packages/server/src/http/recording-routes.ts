import { dirname, basename } from 'node:path';
import fastifyStatic from '@fastify/static';
import { CallstationError, LIMITS } from '@callstation/core/protocol';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import type { TenantConfig } from '../config/server-config.ts';
import type { RecordingKeeper } from '../recordings/keeper.ts';
import type { RecordingRow } from '../store/records.types.ts';
import { bearerOf, createKeyCheck } from './api-key.ts';
import { parseBody } from './parse-body.ts';
import type { Tokens } from './tokens.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.idLength), v.regex(/^[\w.:-]+$/u));
const number = v.pipe(v.string(), v.regex(/^\+?[0-9*#]{1,32}$/u));
const count = v.pipe(v.string(), v.regex(/^[0-9]{1,16}$/u), v.transform(Number));
const ListQuery = v.strictObject({
  session: v.exactOptional(id),
  number: v.exactOptional(number),
  before: v.exactOptional(count),
  limit: v.exactOptional(v.pipe(count, v.minValue(1), v.maxValue(1000))),
});
const DeleteQuery = v.union([v.strictObject({ session: id }), v.strictObject({ number })]);
const Named = v.strictObject({ id });

/** What {@link recordingRoutes} needs. */
export interface RecordingRoutesOptions {
  tenants: readonly TenantConfig[];
  tokens: Tokens;
  keeper: RecordingKeeper;
}

interface Caller {
  app: string;
  actor: string;
  mayPlay: boolean;
  mayDelete: boolean;
}

/**
 * Recordings, for a token with the right `playRecordings` or the app's API key (`Authorization: Bearer …`). Only of the
 * caller's own app; everything else is not there.
 *
 * - `GET /v1/recordings?session=&number=&before=&limit=` newest first.
 * - `GET /v1/recordings/:id` the sound, with ranges; written down in the audit.
 * - `DELETE /v1/recordings/:id`, `?session=`, `?number=`: `{deleted}`; role `admin` or the API key.
 */
export function recordingRoutes({ tenants, tokens, keeper }: RecordingRoutesOptions): FastifyPluginAsync {
  const ownerOf = createKeyCheck(tenants);
  async function callerOf(authorization: string | undefined): Promise<Caller> {
    const bearer = bearerOf(authorization);
    if (bearer.split('.').length !== 3)
      return { app: ownerOf(bearer).id, actor: 'key', mayPlay: true, mayDelete: true };
    const { app, agent, role, rights } = await tokens.verify(bearer);
    const mayPlay = rights.includes('playRecordings');
    return { app, actor: `agent:${agent}`, mayPlay, mayDelete: mayPlay && role === 'admin' };
  }
  const may = async (authorization: string | undefined, what: 'mayPlay' | 'mayDelete'): Promise<Caller> => {
    const caller = await callerOf(authorization);
    if (!caller[what]) throw new CallstationError('forbidden');
    return caller;
  };
  return async (app) => {
    // For `sendFile` alone, which knows ranges; nothing is served by path.
    await app.register(fastifyStatic, { root: '/', serve: false, cacheControl: false, decorateReply: true });
    app.get('/v1/recordings', async ({ headers, query }) => {
      const caller = await may(headers.authorization, 'mayPlay');
      const { session, ...rest } = parseBody(ListQuery, query);
      const rows = await keeper.list(caller.app, { ...rest, ...(session === undefined ? {} : { sessionId: session }) });
      return { recordings: rows.map(shown) };
    });
    app.get('/v1/recordings/:id', async ({ headers, params }, reply) => {
      const caller = await may(headers.authorization, 'mayPlay');
      const { path, type } = await keeper.open(caller.app, parseBody(Named, params).id, caller.actor);
      return reply.header('cache-control', 'private, no-store').type(type).sendFile(basename(path), dirname(path));
    });
    app.delete('/v1/recordings', async ({ headers, query }) => {
      const caller = await may(headers.authorization, 'mayDelete');
      const which = parseBody(DeleteQuery, query);
      const of = 'session' in which ? { sessionId: which.session } : which;
      return { deleted: await keeper.remove(caller.app, of, caller.actor) };
    });
    app.delete('/v1/recordings/:id', async ({ headers, params }) => {
      const caller = await may(headers.authorization, 'mayDelete');
      const deleted = await keeper.remove(caller.app, parseBody(Named, params), caller.actor);
      if (deleted === 0) throw new CallstationError('notFound', 'No such recording.');
      return { deleted };
    });
  };
}

/** Without the name of the file, which is nobody's business. */
function shown({ id: of, sessionId, state, startedAt, endedAt, ms, bytes }: RecordingRow) {
  return { id: of, sessionId, state, startedAt, endedAt, ms, bytes };
}
