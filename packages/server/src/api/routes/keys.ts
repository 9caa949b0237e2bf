import { randomBytes } from 'node:crypto';
import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import type { ApiKey } from '../../store/settings.types.ts';
import type { ApiParts } from '../api.types.ts';
import { KEY_ROLES } from '../caller.ts';
import { hashOfKey, KEY_PREFIX } from '../callers.ts';
import { invalid } from '../check.ts';
import { route, type Route } from '../route.ts';
import { anId, IdParams, instant, line } from '../schema-parts.ts';

/** Keys of one app that are good at the same time. */
const MOST_KEYS = 100;

const common = {
  id: anId,
  name: v.string(),
  role: v.string(),
  createdAt: instant,
  expiresAt: v.nullable(instant),
};
const Shown = v.strictObject({ ...common, revokedAt: v.nullable(instant), usedAt: v.nullable(instant) });
const Made = v.strictObject({ ...common, key: v.pipe(v.string(), v.description('Shown this once.')) });
const Wanted = v.strictObject({
  name: line(128),
  role: v.picklist(KEY_ROLES),
  expiresAt: v.exactOptional(v.nullable(instant), null),
});

/** Keys of the REST API, made at run time. Only their hashes are kept. */
export function keyRoutes({ keeper, wall }: ApiParts): Route[] {
  const keys = () => keeper.store.keys;
  const isGood = ({ revokedAt, expiresAt }: ApiKey) =>
    revokedAt === null && (expiresAt === null || expiresAt > wall.now());
  const needs = { role: 'admin' } as const;
  const tag = 'Keys';
  return [
    route({
      ...{ method: 'GET', path: '/keys', summary: 'API keys, oldest first', tag, needs },
      description: 'Those of the configuration file are not among them. `usedAt` is right to a minute.',
      response: v.strictObject({ keys: v.array(Shown) }),
      handler: async ({ app }) => ({ keys: (await keys().list(app)).map(shown) }),
    }),
    route({
      ...{ method: 'POST', path: '/keys', summary: 'Make an API key', tag, needs, status: 201 },
      description: 'The key is in this answer and nowhere else. `expiresAt` left out: good until it is revoked.',
      body: Wanted,
      response: Made,
      audit: { action: 'key.create', target: (_, { id }) => id, data: ({ body }) => ({ role: body.role }) },
      handler: async ({ app }, { body }) => {
        const now = Math.round(wall.now());
        if (body.expiresAt !== null && body.expiresAt <= now)
          throw invalid([{ field: 'body.expiresAt', message: 'must be in the future' }]);
        if ((await keys().list(app)).filter(isGood).length >= MOST_KEYS)
          throw new CallstationError('invalidState', `There are ${MOST_KEYS} keys. Revoke one first.`);
        const key = KEY_PREFIX + randomBytes(32).toString('base64url');
        const made = { ...body, id: `k-${randomBytes(8).toString('hex')}`, createdAt: now };
        await keys().add({ app, ...made, hash: hashOfKey(key), revokedAt: null, usedAt: null });
        return { ...made, key };
      },
    }),
    route({
      ...{ method: 'DELETE', path: '/keys/:id', summary: 'Revoke an API key, at once and for good', tag, needs },
      params: IdParams,
      response: v.null(),
      audit: { action: 'key.revoke', target: ({ params }) => params.id },
      handler: async ({ app }, { params }) => {
        if (!(await keys().revoke(app, params.id, Math.round(wall.now()))))
          throw new CallstationError('notFound', 'No such key.');
        return null;
      },
    }),
  ];
}

/** Without the hash. */
function shown({ id, name, role, createdAt, expiresAt, revokedAt, usedAt }: ApiKey) {
  return { id, name, role, createdAt, expiresAt, revokedAt, usedAt };
}
