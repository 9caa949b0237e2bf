import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import type { ApiParts } from '../api.types.ts';
import type { Caller } from '../caller.ts';
import { RecordShown } from '../record-schemas.ts';
import { seenBy } from '../masked-record.ts';
import { route, type Route } from '../route.ts';
import { IdParams, queryCount } from '../schema-parts.ts';
import { showRecord } from '../show-record.ts';

const tag = 'Calls';
const read = { role: 'read', scoped: true } as const;
const LiveQuery = v.strictObject({ limit: v.exactOptional(queryCount(1000), '200') });

/** Calls that are going on. */
export function callRoutes({ centre, settings }: ApiParts): Route[] {
  const mine = (caller: Caller) => {
    const { app, supervises } = caller;
    return centre
      .calls(app)
      .filter(({ session }) => supervises === '*' || supervises.includes(session.skillGroup ?? ''))
      .map(({ session, engagements, steps }) =>
        showRecord(
          seenBy(caller, settings.current(app), {
            ...session,
            engagements: [...engagements],
            steps: [...steps],
            recordings: [],
          }),
        ),
      );
  };
  const find = (caller: Caller, id: string) => {
    const found = mine(caller).find((call) => call.id === id);
    if (found === undefined) throw new CallstationError('notFound', 'No such call.');
    return found;
  };
  return [
    route({
      ...{ method: 'GET', path: '/calls', tag, needs: read, summary: 'Calls that are going on, newest first' },
      description: 'As records; the time since `stateAt` is in none of their times yet.',
      query: LiveQuery,
      response: v.strictObject({ calls: v.array(RecordShown), total: v.number() }),
      handler: async (caller, { query }) => {
        const all = mine(caller);
        return { calls: all.slice(0, query.limit), total: all.length };
      },
    }),
    route({
      ...{ method: 'GET', path: '/calls/:id', tag, needs: read, summary: 'A call that is going on' },
      params: IdParams,
      response: RecordShown,
      handler: async (caller, { params }) => find(caller, params.id),
    }),
    route({
      ...{ method: 'DELETE', path: '/calls/:id', tag, summary: 'End a call for everybody in it' },
      needs: { role: 'operator', right: 'supervise', scoped: true },
      params: IdParams,
      response: v.null(),
      audit: { action: 'call.end', target: ({ params }) => params.id },
      handler: async (caller, { params }) => {
        find(caller, params.id);
        await centre.end(caller.app, params.id);
        return null;
      },
    }),
  ];
}
