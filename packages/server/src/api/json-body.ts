import { CallstationError, LIMITS, parseJson } from '@callstation/core/protocol';
import type { FastifyInstance } from 'fastify';

/** Bytes of these media types, as they are. */
export function takeBytes(app: FastifyInstance, types: string[]): void {
  app.addContentTypeParser(types, { parseAs: 'buffer' }, async (_request: unknown, body: string | Buffer) => body);
}

/** Only JSON, bounded in depth, without `__proto__`; of doubled keys the last counts, as everywhere. */
export function takeJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, body: string | Buffer) => {
      const text = String(body);
      // What a client says is JSON and sends empty is nothing.
      if (text.trim() === '') return undefined;
      const parsed = parseJson(text, Number.MAX_SAFE_INTEGER);
      if (parsed.ok) return parsed.value;
      throw new CallstationError(
        'invalidArgument',
        `body: ${parsed.why}. At most ${LIMITS.depth} levels of plain JSON.`,
      );
    },
  );
}
