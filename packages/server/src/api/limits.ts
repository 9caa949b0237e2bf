import rateLimit from '@fastify/rate-limit';
import { CallstationError } from '@callstation/core/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** How many requests in {@link WINDOW_MS}. */
export interface ApiLimits {
  /** Of one key or agent. */
  perCaller: number;
  /** Of one address, before it is known who asks. */
  perAddress: number;
}

const WINDOW_MS = 10_000;
/** What {@link ApiLimits} are unless told otherwise. */
export const DEFAULT_API_LIMITS: ApiLimits = { perCaller: 500, perAddress: 1000 };

/** Counts requests; each throws `rateLimited` with `Retry-After` on the answer. */
export interface Limiters {
  address(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  caller(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/** Makes the {@link Limiters} of an app. `callerOf` names who asks. */
export async function createLimiters(
  app: FastifyInstance,
  { perCaller, perAddress }: ApiLimits,
  callerOf: (request: FastifyRequest) => string,
): Promise<Limiters> {
  await app.register(rateLimit, { global: false });
  const common = { timeWindow: WINDOW_MS };
  const ofAddress = app.createRateLimit({ ...common, max: perAddress, keyGenerator: ({ ip }) => `address ${ip}` });
  const ofCaller = app.createRateLimit({ ...common, max: perCaller, keyGenerator: callerOf });
  const counted = (limit: typeof ofAddress) => async (request: FastifyRequest, reply: FastifyReply) => {
    const state = await limit(request);
    if (state.isAllowed || !state.isExceeded) return;
    void reply.header('retry-after', state.ttlInSeconds);
    throw new CallstationError('rateLimited');
  };
  return { address: counted(ofAddress), caller: counted(ofCaller) };
}
