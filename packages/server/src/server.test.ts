import { once } from 'node:events';
import { createServer as createTcp, type AddressInfo } from 'node:net';
import { request } from 'node:https';
import { createFakeLogger } from '@callstation/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from './cli/make-certificate.ts';
import { defaultConfig, type ServerConfig } from './config/index.ts';
import { demoApp } from './engine/app-config.ts';
import { jwt } from './http/testing/bad-tokens.ts';
import { createServer, type Server } from './server.ts';
import { openPage } from './switch/testing/wire-page.ts';

let server: Server | null = null;
const logger = createFakeLogger();
afterEach(() => server?.stop());

async function start(given: Partial<ServerConfig> = {}): Promise<string> {
  server = createServer(defaultConfig({ demo: true, host: '127.0.0.1', port: 0, ...given }), { logger });
  return (await server.start()).url;
}

describe('the whole server', () => {
  it('signs a page in, rings it for a customer, and ends well', async () => {
    const url = await start({ basePath: '/phone' });
    expect(url).toMatch(/^http:\/\/localhost:\d+\/phone$/u);
    const page = await openPage(url, 'alice');
    expect(page.hello.state?.agent).toMatchObject({ id: 'alice', name: 'Alice', status: 'idle' });
    expect(page.hello.sip?.url).toMatch(/^\/phone\/sip\?/u);
    const created = await fetch(`${url}/dev/customers`, { method: 'POST' });
    expect(created.status).toBe(201);
    const offered = await page.until(() => page.sessions().find(({ phase }) => phase === 'offered'));
    expect(offered).toMatchObject({
      kind: 'phone',
      direction: 'in',
      context: { flow: 'in' },
      peer: { location: 'Beijing' },
    });
    expect(await page.ask('call.reject', { sessionId: offered.id })).toMatchObject({ kind: 'result' });
    const gone = once(page.socket, 'close');
    await server?.stop();
    expect((await gone)[0]).toBe(4503);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
    // The first server of a process makes its certificate and loads its codecs, on a machine that may be busy.
  }, 20_000);

  it('judges and makes what expires by the time of day, whatever its own clock missed', async () => {
    const ahead = 3600_000;
    const turn = { urls: ['turn:t.example'], secret: 'turn-secret-0123456789-abcdefghijkl', ttl: 600 };
    server = createServer(defaultConfig({ demo: true, host: '127.0.0.1', port: 0, turn }), {
      ...{ logger, wall: { now: () => Date.now() + ahead } },
    });
    const { url } = await server.start();
    const page = await openPage(url, 'alice');
    const username = page.hello.sip?.iceServers.at(-1)?.username ?? '';
    expect(Number(username.split(':')[0]) * 1000).toBeGreaterThan(Date.now() + ahead + 500_000);
    const answer = await fetch(`${url}/dev/tokens`, {
      method: 'POST',
      body: '{"agent":"bob"}',
      headers: { 'content-type': 'application/json' },
    });
    const { expiresAt } = (await answer.json()) as { expiresAt: number };
    expect(expiresAt).toBeGreaterThan(Date.now() + ahead + 3500_000);
    const over = jwt(
      { sub: 'bob', app: 'demo', exp: Math.floor(Date.now() / 1000) + 1800 },
      { secret: demoApp.secret },
    );
    expect(await page.ask('refreshToken', { token: over })).toMatchObject({ error: { code: 'tokenExpired' } });
    page.socket.terminate();
  });

  it('dials once for a command sent twice, and refuses garbage by code', async () => {
    const page = await openPage(await start(), 'bob');
    const before = page.heard.length;
    const [first, second] = await Promise.all([
      page.ask('call.dial', { to: { number: '10002' } }, 'same'),
      page.ask('call.dial', { to: { number: '10002' } }, 'same'),
    ]);
    expect(first).toMatchObject({ kind: 'result', result: { sessionId: expect.any(String) as string } });
    expect((second as { result?: unknown }).result).toEqual((first as { result?: unknown }).result);
    await page.until(() => page.sessions().find(({ phase }) => phase === 'ended'));
    expect(new Set(page.sessions().map(({ id }) => id)).size).toBe(1);
    expect(page.heard.length).toBeGreaterThan(before);
    for (const sessionId of ['none', '__proto__', 'x'.repeat(120)])
      expect(await page.ask('call.hangup', { sessionId })).toMatchObject({ error: { code: 'notFound' } });
    page.socket.terminate();
  });

  it('says in one line that the port is taken, and leaves nothing behind', async () => {
    const other = createTcp().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toMatchObject({
      name: 'ConfigError',
      message: `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
    });
    other.close();
  });

  it('refuses demo secrets in production before anything starts', () => {
    const { tenants } = defaultConfig({ demo: true });
    expect(() => createServer(defaultConfig({ tenants }))).toThrow(/demo secret/u);
    expect(() => createServer(defaultConfig())).toThrow(/No app/u);
  });

  it('speaks HTTPS with a certificate made on the spot', async () => {
    const tls = await makeCertificate([]);
    const url = await start({ tls });
    expect(url).toMatch(/^https:/u);
    const port = Number(new URL(url).port);
    const asked = request({ host: '127.0.0.1', port, path: '/healthz', ca: tls.cert, servername: 'localhost' });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [{ statusCode?: number; resume(): void }];
    answer.resume();
    expect(answer.statusCode).toBe(200);
  });
});
