import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import type { RecordingKeeper } from '../../recordings/keeper.ts';
import type { ApiParts } from '../api.types.ts';
import { FileSent } from '../file-sent.ts';
import { route, type Route } from '../route.ts';
import { aNumber, anId, IdParams, queryCount, queryInstant, instant, whole } from '../schema-parts.ts';

const tag = 'Recordings';
const DEFAULT_LIMIT = 100;
const Shown = v.strictObject({
  ...{ id: v.string(), sessionId: v.string() },
  state: v.picklist(['on', 'paused', 'done', 'failed', 'deleted']),
  ...{ startedAt: instant, endedAt: v.nullable(instant), ms: whole, bytes: whole },
});
const ListQuery = v.strictObject({
  session: v.exactOptional(anId),
  number: v.exactOptional(aNumber),
  before: v.exactOptional(queryInstant),
  limit: v.exactOptional(queryCount(1000), String(DEFAULT_LIMIT)),
});
const WhichQuery = v.pipe(
  v.strictObject({ session: v.exactOptional(anId), number: v.exactOptional(aNumber) }),
  v.check(({ session, number }) => (session === undefined) !== (number === undefined), 'give session or number'),
);
/** Listening to people is a right of its own, which a plain agent may have, too. */
const LISTENING = { role: 'operator', right: 'playRecordings', agents: true } as const;

/** Recordings: which there are, the sound itself, and that it goes. */
export function recordingRoutes(parts: ApiParts): Route[] {
  return [...reading(parts), ...deleting(parts)];
}

function keeperOf({ recordings }: ApiParts): NonNullable<ApiParts['recordings']> {
  if (recordings !== null) return recordings;
  throw new CallstationError('notSupported', 'Nothing is recorded here: the configuration has no recordings folder.');
}

function reading(parts: ApiParts): Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/recordings', tag, needs: LISTENING },
      summary: 'Recordings, newest first',
      description: '`number` is the other side’s or yours, exactly. `before`: begun before that instant.',
      query: ListQuery,
      response: v.strictObject({ recordings: v.array(Shown) }),
      handler: async ({ app }, { query: { session, ...rest } }) => {
        const of = session === undefined ? {} : { sessionId: session };
        return { recordings: (await keeperOf(parts).list(app, { ...rest, ...of })).map(shown) };
      },
    }),
    route({
      ...{ method: 'GET', path: '/recordings/:id', tag, needs: LISTENING },
      summary: 'The sound of a recording',
      description: 'Agent left, customer right; with ranges. That it was played, and by whom, is in the audit.',
      params: IdParams,
      produces: 'audio/ogg',
      sends: 'file',
      response: FileSent,
      handler: async ({ app, actor }, { params }) => {
        const { path, type } = await keeperOf(parts).open(app, params.id, actor);
        return { path, type };
      },
    }),
  ];
}

function deleting(parts: ApiParts): Route[] {
  const needs = { role: 'admin', right: 'playRecordings' } as const;
  return [
    route({
      ...{ method: 'DELETE', path: '/recordings/:id', tag, needs },
      summary: 'Delete the sound of a recording; that there was one stays known',
      params: IdParams,
      response: v.null(),
      audit: { action: 'recordings.delete', target: ({ params }) => params.id },
      handler: async ({ app, actor }, { params }) => {
        if ((await keeperOf(parts).remove(app, params, actor)) === 0)
          throw new CallstationError('notFound', 'No such recording.');
        return null;
      },
    }),
    route({
      ...{ method: 'DELETE', path: '/recordings', tag, needs },
      summary: 'Delete the sound of all recordings of a session, or of a number',
      query: WhichQuery,
      response: v.strictObject({ deleted: whole }),
      // Not the number, which is to be forgotten.
      audit: {
        action: 'recordings.deleteAll',
        target: ({ query }) => query.session ?? null,
        data: (_, { deleted }) => ({ deleted }),
      },
      handler: async ({ app, actor }, { query: { session, number } }) => {
        const of = session === undefined ? { number: number ?? '' } : { sessionId: session };
        return { deleted: await keeperOf(parts).remove(app, of, actor) };
      },
    }),
  ];
}

/** Without the name of the file, which is nobody's business. */
function shown({ id, sessionId, state, startedAt, endedAt, ms, bytes }: Row) {
  return { id, sessionId, state, startedAt, endedAt, ms, bytes };
}

type Row = Awaited<ReturnType<RecordingKeeper['list']>>[number];
