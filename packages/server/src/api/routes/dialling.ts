import * as v from 'valibot';
import type { ApiParts } from '../api.types.ts';
import { route, type Route } from '../route.ts';
import { instant } from '../schema-parts.ts';

const Shown = v.strictObject({
  stopped: v.boolean(),
  alarms: v.array(v.strictObject({ why: v.picklist(['many', 'short']), range: v.string(), since: instant })),
});
const tag = 'Outgoing calls';
const admin = { role: 'admin' } as const;

/** Whether the app's calls to the outside are stopped, and whether they look as they should. */
export function diallingRoutes({ centre, keeper }: ApiParts): Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/dialling', tag, needs: admin, summary: 'How calls to the outside are doing' },
      description:
        '`alarms`, of the last ten minutes: `many` calls to one range of numbers, or hardly any that are not `short`.',
      response: Shown,
      handler: async ({ app }) => centre.dialling(app),
    }),
    route({
      ...{ method: 'PUT', path: '/dialling', tag, needs: admin },
      summary: 'Stop all calls to the outside at once, or let them again',
      description:
        'Calls that go on stay, callers are served as ever, numbers of three digits (emergency) are called. It holds over a restart.',
      body: v.strictObject({ stopped: v.boolean() }),
      response: Shown,
      audit: { action: 'dialling.set', data: ({ body }) => body },
      handler: async ({ app }, { body }) => {
        centre.stopDialling(app, body.stopped);
        await keeper.written();
        return centre.dialling(app);
      },
    }),
  ];
}
