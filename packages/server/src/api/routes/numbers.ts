import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import { numbersOf } from '../../config/app-layers.ts';
import { number } from '../../config/schema-parts.ts';
import type { ApiParts } from '../api.types.ts';
import { BODIES, SHOWN } from '../documents.ts';
import { PageQuery, pageOf } from '../pages.ts';
import { route, type Route } from '../route.ts';

const Params = v.strictObject({ number });
const Shown = SHOWN.number;
const path = '/numbers/:number' as const;
const tag = 'Numbers';
const read = { role: 'read' } as const;
const admin = { role: 'admin' } as const;

/** Numbers that customers call: where each of them leads. */
export function numberRoutes({ settings }: ApiParts): Route[] {
  const shown = (app: string, one: ReturnType<typeof numbersOf>[number]) => ({
    ...one,
    version: settings.version(app, 'number', one.number),
  });
  const find = (app: string, of: string) => {
    const found = numbersOf(settings.current(app)).find((one) => one.number === of);
    if (found === undefined) throw new CallstationError('notFound', 'No such number.');
    return shown(app, found);
  };
  return [
    route({
      ...{
        method: 'GET',
        path: '/numbers',
        tag,
        needs: read,
        summary: 'Numbers that lead somewhere',
        query: PageQuery,
      },
      response: v.strictObject({ numbers: v.array(Shown), next: v.nullable(v.string()) }),
      handler: async ({ app }, { query }) => {
        const { page, next } = pageOf(numbersOf(settings.current(app)), (one) => one.number, query);
        return { numbers: page.map((one) => shown(app, one)), next };
      },
    }),
    route({
      ...{ method: 'GET', path, tag, needs: read, summary: 'Where a number leads', versioned: true },
      params: Params,
      response: Shown,
      handler: async ({ app }, { params }) => find(app, params.number),
    }),
    route({
      ...{ method: 'PUT', path, tag, needs: admin, summary: 'Let a number lead to a skill group or an IVR' },
      description: 'It leads there alone from now on, wherever it led before. A `+` is written `%2B` in the path.',
      versioned: true,
      params: Params,
      body: BODIES.number,
      response: Shown,
      audit: { action: 'number.put', target: ({ params }) => params.number, data: ({ body }) => body },
      handler: async ({ app, actor }, { params, body, version }) => {
        const change = { kind: 'number', id: params.number, value: body, expected: version, by: actor } as const;
        await settings.change(app, change);
        return find(app, params.number);
      },
    }),
    route({
      ...{ method: 'DELETE', path, tag, needs: admin, summary: 'Let a number lead nowhere', versioned: true },
      params: Params,
      response: v.null(),
      audit: { action: 'number.delete', target: ({ params }) => params.number },
      handler: async ({ app, actor }, { params, version }) => {
        find(app, params.number);
        await settings.change(app, { kind: 'number', id: params.number, value: null, expected: version, by: actor });
        return null;
      },
    }),
  ];
}
