import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ConfigError } from '../config/config-error.ts';
import type { ServedFolder } from '../config/server-config.ts';

/** Names that carry a hash of their content: they never change. */
const HASHED = /[.-][\w-]{8,64}\.(?:js|mjs|css|woff2?|svg|png|jpe?g|webp|wasm|mp3|ogg|wav)$/u;

/** Serves folders; what is hidden or ours (package.json) is not there. */
export async function serveFolders(app: FastifyInstance, folders: readonly ServedFolder[]): Promise<void> {
  for (const { prefix, folder } of folders) {
    if (!existsSync(folder)) throw new ConfigError(`--serve ${prefix}: there is no folder ${folder}. Was it built?`);
    if (prefix !== '/') app.get(prefix.slice(0, -1), (request, reply) => addSlash(request, reply));
    await app.register(fastifyStatic, {
      root: folder,
      prefix,
      decorateReply: false,
      dotfiles: 'ignore',
      cacheControl: false,
      allowedPath: (path) => !path.endsWith('/package.json') && !path.includes('/node_modules/'),
      setHeaders: (reply, path) => {
        const forEver = path.includes('/assets/') && HASHED.test(path);
        reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
}

/** `/react?agent=alice` is `/react/?agent=alice`: a page's relative URLs need the slash. */
function addSlash(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = '', ...query] = request.url.split('?');
  return reply.redirect([`${path}/`, ...query].join('?'), 302);
}
