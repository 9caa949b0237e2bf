import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import type { ApiParts } from '../api.types.ts';
import { cursorOf, queryCursor } from '../cursor.ts';
import { RecordShown } from '../record-schemas.ts';
import { seenBy } from '../masked-record.ts';
import { route, type Route } from '../route.ts';
import { aNumber, anId, IdParams, queryCount, queryFlag, queryInstant, whole } from '../schema-parts.ts';
import { showRecord } from '../show-record.ts';

const DEFAULT_LIMIT = 50;
const Query = v.strictObject({
  from: v.exactOptional(queryInstant),
  to: v.exactOptional(queryInstant),
  agent: v.exactOptional(anId),
  skillGroup: v.exactOptional(anId),
  number: v.exactOptional(aNumber),
  direction: v.exactOptional(v.picklist(['in', 'out'])),
  live: v.exactOptional(queryFlag),
  limit: v.exactOptional(queryCount(500), String(DEFAULT_LIMIT)),
  after: v.exactOptional(queryCursor),
});
const tag = 'Sessions';
const read = { role: 'read', scoped: true } as const;

/** Records of sessions: what was, and what is going on as far as it is written down. */
export function sessionRoutes(parts: ApiParts): Route[] {
  return [...reading(parts), ...deleting(parts)];
}

const gone = () => new CallstationError('notFound', 'No such session.');

function reading({ keeper, settings }: ApiParts): Route[] {
  const sessions = () => keeper.store.sessions;
  return [
    route({
      ...{
        method: 'GET',
        path: '/sessions',
        summary: 'Records of sessions, newest first',
        tag,
        needs: read,
      },
      description:
        '`from` counts, `to` does not. `number` is the other side’s or yours, exactly. The next page: `after` = `next` of this one.',
      query: Query,
      response: v.strictObject({ sessions: v.array(RecordShown), next: v.nullable(v.string()) }),
      handler: async (caller, { query }) => {
        const { app, supervises } = caller;
        if (supervises !== '*' && !supervises.includes(query.skillGroup ?? ''))
          throw new CallstationError('forbidden', 'Name one of the skill groups that the token supervises.');
        // One more than asked for tells whether there is a next page.
        const found = await sessions().list(app, { ...query, limit: query.limit + 1 });
        const page = found.slice(0, query.limit);
        const last = found.length > page.length ? page.at(-1) : undefined;
        return {
          sessions: page.map((one) => showRecord(seenBy(caller, settings.current(app), one))),
          next: last === undefined ? null : cursorOf(last),
        };
      },
    }),
    route({
      ...{ method: 'GET', path: '/sessions/:id', summary: 'The record of a session', tag, needs: read },
      params: IdParams,
      response: RecordShown,
      handler: async (caller, { params }) => {
        const { app, supervises } = caller;
        const found = await sessions().get(app, params.id);
        if (found === null || !(supervises === '*' || supervises.includes(found.skillGroup ?? ''))) throw gone();
        return showRecord(seenBy(caller, settings.current(app), found));
      },
    }),
  ];
}

function deleting({ keeper, recordings }: ApiParts): Route[] {
  const sessions = () => keeper.store.sessions;
  return [
    route({
      ...{ method: 'DELETE', path: '/sessions/:id', tag, needs: { role: 'admin' } },
      summary: 'Delete the record of a session with all that belongs to it',
      params: IdParams,
      response: v.null(),
      audit: { action: 'session.delete', target: ({ params }) => params.id },
      handler: async ({ app, actor }, { params: { id } }) => {
        await keeper.written();
        const found = await sessions().get(app, id);
        if (found === null) throw gone();
        // What goes on would be written down again.
        const on = [
          ...found.engagements.map(({ doneAt }) => doneAt),
          ...found.recordings.map(({ endedAt }) => endedAt),
        ];
        if (found.endedAt === null || on.includes(null))
          throw new CallstationError('invalidState', 'This session is still going on. Delete it once it is over.');
        await recordings?.remove(app, { sessionId: id }, actor);
        await sessions().remove(app, { id });
        return null;
      },
    }),
    route({
      ...{
        method: 'DELETE',
        path: '/sessions',
        summary: 'Delete all records of a number',
        tag,
        needs: { role: 'admin' },
      },
      description:
        'What is still going on stays, after-call work and recordings included: `left` says how many sessions that are. Ask again once they are over.',
      query: v.strictObject({ number: aNumber }),
      response: v.strictObject({ deleted: whole, left: whole }),
      // Not the number, which is to be forgotten.
      audit: { action: 'session.deleteNumber', data: (_, { deleted }) => ({ deleted }) },
      handler: async ({ app, actor }, { query }) => {
        await keeper.written();
        await recordings?.remove(app, query, actor);
        const deleted = await sessions().remove(app, query);
        return { deleted, left: (await sessions().list(app, { ...query, limit: 1000 })).length };
      },
    }),
  ];
}
