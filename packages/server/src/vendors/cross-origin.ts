import type { FastifyInstance } from 'fastify';

/**
 * Lets pages of other origins load what is served here and post to it, without cookies. `origins`: which ones; left out:
 * all. Its hooks come after those of the whole server, so that its headers win.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[] | undefined): void {
  app.addHook('onSend', async ({ headers }, reply) => {
    reply.header('cross-origin-resource-policy', 'cross-origin');
    if (origins === undefined) return void reply.header('access-control-allow-origin', '*');
    reply.header('vary', 'origin');
    const { origin } = headers;
    if (origin !== undefined && origins.includes(origin)) reply.header('access-control-allow-origin', origin);
  });
}

/** Answers the question a browser asks before it posts JSON across origins. */
export function answerPreflight(app: FastifyInstance, path: string): void {
  app.options(path, async (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '600',
      })
      .code(204)
      .send(),
  );
}
