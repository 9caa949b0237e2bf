import * as v from 'valibot';
import { WEBHOOK_EVENTS } from '../../webhooks/payload.ts';
import { PUSH_FORMATS, type WebhookEndpoint } from '../../store/webhooks.types.ts';
import type { ApiParts } from '../api.types.ts';
import { invalid } from '../check.ts';
import { route, type Route } from '../route.ts';
import { anId, IdParams, instant, queryCount, whole } from '../schema-parts.ts';

const types = v.pipe(v.array(v.picklist(WEBHOOK_EVENTS)), v.maxLength(WEBHOOK_EVENTS.length));
const url = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));
const format = v.pipe(
  v.nullable(v.picklist(PUSH_FORMATS)),
  v.description(
    'Records of calls in the shape of another vendor’s pushes, and nothing else: `types` is left out then. null: ours.',
  ),
);
const shownParts = {
  ...{ id: anId, url: v.string(), enabled: v.boolean(), createdAt: instant, updatedAt: instant },
  types: v.pipe(v.array(v.string()), v.description('Empty: all.')),
  format,
};
const Shown = v.strictObject(shownParts);
const Made = v.strictObject({ ...shownParts, secret: v.pipe(v.string(), v.description('Shown this once.')) });
const Wanted = v.strictObject({
  url,
  types: v.exactOptional(types, []),
  format: v.exactOptional(format, null),
  enabled: v.exactOptional(v.boolean(), true),
});
const Change = v.strictObject({
  url: v.exactOptional(url),
  types: v.exactOptional(types),
  format: v.exactOptional(format),
  enabled: v.exactOptional(v.boolean()),
});
const Delivery = v.strictObject({
  ...{ eventId: v.string(), state: v.picklist(['pending', 'waiting', 'delivered', 'dead']), attempts: whole },
  ...{ nextAt: v.nullable(instant), status: v.nullable(whole), error: v.nullable(v.string()), updatedAt: instant },
});
const Replay = v.union([v.strictObject({ eventId: anId }), v.strictObject({ dead: v.literal(true) })]);

const needs = { role: 'admin' } as const;
const tag = 'Webhooks';

/** Endpoints that are told what happens. */
export function webhookRoutes(parts: ApiParts): Route[] {
  return [...endpointRoutes(parts), ...deliveryRoutes(parts)];
}

function endpointRoutes({ webhooks }: ApiParts): Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/webhooks', summary: 'Webhooks', tag, needs },
      description: 'Also those of the configuration file, which can only be changed there.',
      response: v.strictObject({ webhooks: v.array(Shown) }),
      handler: async ({ app }) => ({ webhooks: webhooks.list(app).map(shown) }),
    }),
    route({
      ...{ method: 'POST', path: '/webhooks', summary: 'Add a webhook', tag, needs, status: 201 },
      description: 'The secret that signs what is sent is in this answer and nowhere else.',
      body: Wanted,
      response: Made,
      audit: {
        action: 'webhook.create',
        target: (_, { id }) => id,
        data: ({ body: { types: wanted, format: shape } }) => ({ types: wanted, format: shape }),
      },
      handler: async ({ app }, { body }) => {
        const made = await webhooks.create(app, body);
        return { ...shown(made), secret: made.secret };
      },
    }),
    route({
      ...{ method: 'GET', path: '/webhooks/:id', summary: 'One webhook', tag, needs },
      params: IdParams,
      response: Shown,
      handler: async ({ app }, { params }) => shown(webhooks.get(app, params.id)),
    }),
    route({
      ...{ method: 'PATCH', path: '/webhooks/:id', summary: 'Change a webhook', tag, needs },
      description:
        'One that is switched off gets nothing of what happens meanwhile; what was on its way waits, and goes out when it is switched on again.',
      params: IdParams,
      body: Change,
      response: Shown,
      audit: { action: 'webhook.change', target: ({ params }) => params.id, data: ({ body }) => Object.keys(body) },
      handler: async ({ app }, { params, body }) => shown(await webhooks.change(app, params.id, body)),
    }),
    route({
      ...{
        method: 'DELETE',
        path: '/webhooks/:id',
        summary: 'Remove a webhook, with all that is on its way',
        tag,
        needs,
      },
      params: IdParams,
      response: v.null(),
      audit: { action: 'webhook.delete', target: ({ params }) => params.id },
      handler: async ({ app }, { params }) => {
        await webhooks.remove(app, params.id);
        return null;
      },
    }),
  ];
}

function deliveryRoutes({ webhooks }: ApiParts): Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/webhooks/:id/deliveries', summary: 'What became of its events, newest first', tag },
      description: '`waiting`: behind another of its session; `dead`: given up until it is replayed.',
      needs,
      params: IdParams,
      query: v.strictObject({
        state: v.exactOptional(v.picklist(['pending', 'waiting', 'delivered', 'dead'])),
        limit: v.exactOptional(queryCount(1000)),
      }),
      response: v.strictObject({ deliveries: v.array(Delivery) }),
      handler: async ({ app }, { params, query }) => {
        const found = await webhooks.deliveries(app, params.id, query);
        return {
          deliveries: found.map(({ eventId, state, attempts, nextAt, status, error, updatedAt }) => ({
            ...{ eventId, state, attempts, status, error, updatedAt },
            nextAt: state === 'pending' ? nextAt : null,
          })),
        };
      },
    }),
    route({
      ...{ method: 'POST', path: '/webhooks/:id/replay', summary: 'Send again', tag, needs },
      description:
        'One event by its id, or all that were given up. What comes later in a session may have come before.',
      params: IdParams,
      body: Replay,
      response: v.strictObject({ replayed: whole }),
      audit: { action: 'webhook.replay', target: ({ params }) => params.id, data: ({ body }) => body },
      handler: async ({ app }, { params, body }) => {
        const replayed = await webhooks.replay(app, params.id, body);
        if (replayed === 0 && 'eventId' in body)
          throw invalid([{ field: 'body.eventId', message: 'is no event of this webhook' }]);
        return { replayed };
      },
    }),
    route({
      ...{ method: 'POST', path: '/webhooks/:id/test', summary: 'Send `webhook.test`', tag, needs, status: 202 },
      description: 'To this webhook alone, whatever types it wants. What became of it is among its deliveries.',
      params: IdParams,
      response: v.strictObject({ eventId: v.string() }),
      audit: { action: 'webhook.test', target: ({ params }) => params.id },
      handler: async ({ app }, { params }) => ({ eventId: await webhooks.test(app, params.id) }),
    }),
  ];
}

/** Without the secret. */
function shown({ id, url: to, types: wanted, format: shape, enabled, createdAt, updatedAt }: WebhookEndpoint) {
  return { id, url: to, types: wanted, format: shape, enabled, createdAt, updatedAt };
}
