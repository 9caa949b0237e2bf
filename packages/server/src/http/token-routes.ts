import { CallstationError, LIMITS } from '@callstation/core/protocol';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { DEMO_AGENTS } from '../config/demo-tenant.ts';
import { parseBody } from './parse-body.ts';
import { APP_AUDIENCE, rightsOf, type Tokens } from './tokens.ts';

const DEFAULT_TTL = 3600;
const line = (max: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(max), v.regex(/^[^\u0000-\u001f\u007f]*$/u));
const DevBody = v.strictObject({ agent: line(LIMITS.idLength), audience: v.exactOptional(v.literal(APP_AUDIENCE)) });

/** `POST /dev/tokens {agent, audience?}`: a token for a demo agent, no key asked. Demo mode only. */
export function devTokenRoutes(app: FastifyInstance, appId: string, tokens: Tokens): void {
  app.post('/dev/tokens', async (request) => {
    const { agent, ...audience } = parseBody(DevBody, request.body);
    const known = DEMO_AGENTS.find(({ id }) => id === agent);
    if (!known)
      throw new CallstationError(
        'notFound',
        `No such demo agent. There are ${DEMO_AGENTS.map(({ id }) => id).join(', ')}.`,
      );
    const { id, name, role, rights = rightsOf(role) } = known;
    return tokens.mint({ app: appId, agent: id, name, role, rights, ...audience }, DEFAULT_TTL);
  });
}
