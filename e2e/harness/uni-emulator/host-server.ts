import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A web server of the app's owner, with the hidden page on it. */
export interface HostServer {
  /** The page's address on the origin of that host name: two names are two origins. */
  page(host: '127.0.0.1' | 'localhost', path?: string): string;
  /** As a browser names it. */
  origin: string;
  stop(): void;
}

/** Starts one; `app` is the folder of the built App. What else it is asked for is not found, on a page that says so. */
export async function startHostServer(app: string): Promise<HostServer> {
  const files = join(app, 'uni_modules/callstation-workstation/hybrid/html');
  const server = createServer((request, response) => {
    const [, name] = /^\/host\/(callstation-host\.(?:html|js))$/u.exec(request.url ?? '') ?? [];
    const type = name?.endsWith('.js') ? 'text/javascript' : 'text/html';
    if (name === undefined) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<!doctype html><title>Nothing here</title>');
      return;
    }
    readFile(join(files, name)).then(
      (text) => response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    page: (host, path = '/host/callstation-host.html') => `http://${host}:${port}${path}`,
    origin: `http://127.0.0.1:${port}`,
    stop: () => void server.close(),
  };
}
