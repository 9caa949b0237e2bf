import { CallstationError, type ErrorCode } from '@callstation/core/protocol';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { Logger } from '@callstation/core/ports';

/** With which HTTP status an error is answered; others with 500. */
export const STATUS = {
  malformed: 400,
  invalidArgument: 400,
  unauthorized: 401,
  tokenExpired: 401,
  forbidden: 403,
  policyBlocked: 403,
  notFound: 404,
  invalidState: 409,
  tooLarge: 413,
  rateLimited: 429,
  notSupported: 501,
  notReady: 503,
  shuttingDown: 503,
} satisfies Partial<Record<ErrorCode, number>>;

/** Every refusal is `{error: {code, message, retryable}}`; what is not ours becomes `internal` and is logged. */
export function answerErrors(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler<FastifyError | Error>((thrown, request, reply) => {
    const error = thrown instanceof CallstationError ? thrown : translate(thrown);
    const status = isBeyond(thrown) ? 416 : statusOf(error.code);
    if (status === 500)
      logger.error('a request failed inside', { id: request.id, path: pathOf(request.url), cause: String(thrown) });
    return reply.code(status).send({ error: error.toData() });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: new CallstationError('notFound', 'Nothing is here.').toData() }),
  );
}

function statusOf(code: ErrorCode): number {
  return Object.hasOwn(STATUS, code) ? STATUS[code as keyof typeof STATUS] : 500;
}

/** A URL without its query, which may hold a ticket or a token. */
export function pathOf(url: string): string {
  return url.split(/[?#]/u, 1)[0] ?? '';
}

/** A range that the file does not have. */
function isBeyond(thrown: FastifyError | Error): boolean {
  return 'statusCode' in thrown && thrown.statusCode === 416;
}

function translate(thrown: FastifyError | Error): CallstationError {
  const status = 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : 500;
  if (status === 413) return new CallstationError('tooLarge', undefined, { cause: thrown });
  if (status === 404) return new CallstationError('notFound', 'Nothing is here.', { cause: thrown });
  if (status === 403) return new CallstationError('forbidden', 'This is not served.', { cause: thrown });
  if (status < 500) return new CallstationError('invalidArgument', thrown.message, { cause: thrown });
  return CallstationError.from(thrown);
}
