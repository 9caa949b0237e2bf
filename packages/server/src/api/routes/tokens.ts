import { RIGHTS } from '@callstation/core/model';
import { LIMITS } from '@callstation/core/protocol';
import * as v from 'valibot';
import { APP_AUDIENCE, MAX_TTL, rightsOf } from '../../http/tokens.ts';
import type { ApiParts } from '../api.types.ts';
import { route, type Route } from '../route.ts';
import { instant, line } from '../schema-parts.ts';

const DEFAULT_TTL = 3600;
const Body = v.strictObject({
  agent: line(LIMITS.idLength),
  name: v.exactOptional(line(LIMITS.nameLength)),
  role: v.exactOptional(v.picklist(['agent', 'supervisor', 'admin'])),
  rights: v.exactOptional(v.pipe(v.array(v.picklist(RIGHTS)), v.maxLength(RIGHTS.length))),
  supervises: v.exactOptional(v.union([v.literal('*'), v.pipe(v.array(line(LIMITS.idLength)), v.maxLength(256))])),
  audience: v.exactOptional(v.literal(APP_AUDIENCE)),
  ttl: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_TTL)), DEFAULT_TTL),
});

/** Tokens with which pages of agents sign in. */
export function tokenRoutes({ tokens, settings }: ApiParts): Route[] {
  return [
    route({
      ...{ method: 'POST', path: '/tokens', tag: 'Tokens', needs: { role: 'admin', keyOnly: true } },
      summary: 'Make a token for one agent of your app',
      description:
        'What is left out is taken from the profile of the agent. `ttl` in seconds, default an hour, at most a day. `audience` `app`: for the page of an app on a phone, which has no web origin (`Origin: null`). Your back end may as well sign one itself: a JWT, HS256 under the app’s secret.',
      body: Body,
      response: v.strictObject({ token: v.string(), expiresAt: instant }),
      audit: {
        action: 'token.create',
        target: ({ body }) => body.agent,
        data: ({ body: { role, audience } }) => ({ role, audience }),
      },
      handler: async ({ app }, { body: { agent, ttl, audience, ...said } }) => {
        const known = settings.current(app).agents?.find(({ id }) => id === agent);
        const role = said.role ?? known?.role ?? 'agent';
        const rights = said.rights ?? (said.role === undefined ? known?.rights : undefined) ?? rightsOf(role);
        const supervises = said.supervises ?? known?.supervises;
        const scope = {
          ...(supervises === undefined ? {} : { supervises }),
          ...(audience === undefined ? {} : { audience }),
        };
        return tokens.mint({ app, agent, name: said.name ?? known?.name ?? agent, role, rights, ...scope }, ttl);
      },
    }),
  ];
}
