import { RIGHTS } from '@callstation/core/model';
import { CallstationError, LIMITS } from '@callstation/core/protocol';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { DEMO_AGENTS } from '../config/demo-tenant.ts';
import type { TenantConfig } from '../config/server-config.ts';
import { bearerOf, createKeyCheck } from './api-key.ts';
import { parseBody } from './parse-body.ts';
import { MAX_TTL, rightsOf, type Tokens } from './tokens.ts';

const DEFAULT_TTL = 3600;
const line = (max: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(max), v.regex(/^[^\u0000-\u001f\u007f]*$/u));
const Body = v.strictObject({
  agent: line(LIMITS.idLength),
  name: v.exactOptional(line(LIMITS.nameLength)),
  role: v.exactOptional(v.picklist(['agent', 'supervisor', 'admin'])),
  rights: v.exactOptional(v.pipe(v.array(v.picklist(RIGHTS)), v.maxLength(RIGHTS.length))),
  supervises: v.exactOptional(v.union([v.literal('*'), v.pipe(v.array(line(LIMITS.idLength)), v.maxLength(256))])),
  ttl: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_TTL)), DEFAULT_TTL),
});
const DevBody = v.strictObject({ agent: line(LIMITS.idLength) });

/**
 * `POST /v1/tokens {agent, name?, role?, rights?, supervises?, ttl?}` with `Authorization: Bearer <apiKey or secret>`: a token for one
 * of that app's agents, `{token, expiresAt}`. `ttl` in seconds, default an hour, at most a day.
 */
export function tokenRoutes(
  app: FastifyInstance,
  tenants: readonly TenantConfig[],
  tokens: Tokens,
  current: (tenant: TenantConfig) => TenantConfig,
): void {
  const ownerOf = createKeyCheck(tenants);
  app.post('/v1/tokens', async (request) => {
    const tenant = ownerOf(bearerOf(request.headers.authorization));
    const { agent, ttl, ...said } = parseBody(Body, request.body);
    const known = current(tenant).agents?.find(({ id }) => id === agent);
    const role = said.role ?? known?.role ?? 'agent';
    const rights = said.rights ?? (said.role === undefined ? known?.rights : undefined) ?? rightsOf(role);
    const supervises = said.supervises ?? known?.supervises;
    const scope = supervises === undefined ? {} : { supervises };
    return tokens.mint({ app: tenant.id, agent, name: said.name ?? known?.name ?? agent, role, rights, ...scope }, ttl);
  });
}

/** `POST /dev/tokens {agent}`: a token for a demo agent, no key asked. Demo mode only. */
export function devTokenRoutes(app: FastifyInstance, appId: string, tokens: Tokens): void {
  app.post('/dev/tokens', async (request) => {
    const { agent } = parseBody(DevBody, request.body);
    const known = DEMO_AGENTS.find(({ id }) => id === agent);
    if (!known)
      throw new CallstationError(
        'notFound',
        `No such demo agent. There are ${DEMO_AGENTS.map(({ id }) => id).join(', ')}.`,
      );
    const { id, name, role, rights = rightsOf(role) } = known;
    return tokens.mint({ app: appId, agent: id, name, role, rights }, DEFAULT_TTL);
  });
}
