import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock, createFakeLogger } from '@callstation/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoTenant } from '../config/demo-tenant.ts';
import type { TenantConfig } from '../config/server-config.ts';
import { createApp, type AppOptions } from './create-app.ts';
import type { Upgrade } from './route-upgrades.ts';
import { createTokens } from './tokens.ts';

const folder = mkdtempSync(join(tmpdir(), 'callstation-'));
const tenant: TenantConfig = {
  ...demoTenant,
  id: 'shop',
  secret: 'shop-secret-0123456789-abcdefghijkl',
  apiKey: 'shop-api-key-0123456789-abcdefghijk',
  agents: [{ id: 'dora', name: 'Dora', role: 'supervisor', rights: ['dial', 'board'] }],
};
let app: FastifyInstance;
const logger = createFakeLogger();

async function start(config: Partial<AppOptions['config']> = {}, more: Partial<AppOptions> = {}): Promise<void> {
  const tenants = config.tenants ?? [tenant];
  app = await createApp({
    config: { demo: false, host: 'localhost', basePath: '', serve: [], trustProxy: false, ...config, tenants },
    tokens: createTokens(tenants, createFakeClock()),
    logger,
    upgrades: {},
    isReady: () => true,
    isStoreWell: () => true,
    ...more,
  });
}
beforeAll(() => {
  mkdirSync(join(folder, 'web/assets'), { recursive: true });
  writeFileSync(join(folder, 'web/index.html'), '<!doctype html><title>Web</title>');
  writeFileSync(join(folder, 'web/assets/app-Dk3jf9sQ.js'), 'export {}');
  writeFileSync(join(folder, 'web/package.json'), '{}');
  writeFileSync(join(folder, 'web/.env'), 'SECRET=1');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterEach(() => app.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('/dev', () => {
  const devRoutes: AppOptions['devRoutes'] = async (dev) => void dev.get('/dev/customers', async () => []);

  it('is there in demo mode', async () => {
    await start({ demo: true, tenants: [demoTenant] }, { devRoutes });
    const answer = await app.inject({ method: 'POST', url: '/dev/tokens', payload: { agent: 'alice' } });
    expect(answer.statusCode).toBe(200);
    expect((await app.inject('/dev/customers')).statusCode).toBe(200);
    const mallory = await app.inject({ method: 'POST', url: '/dev/tokens', payload: { agent: 'mallory' } });
    expect([mallory.statusCode, mallory.json()]).toMatchObject([404, { error: { code: 'notFound' } }]);
  });

  it('is nowhere in production', async () => {
    await start({}, { devRoutes });
    const token = await app.inject({ method: 'POST', url: '/dev/tokens', payload: { agent: 'alice' } });
    const customers = await app.inject('/dev/customers');
    expect([token.statusCode, customers.statusCode]).toEqual([404, 404]);
  });
});

describe('the demo', () => {
  const ask = (host: string) =>
    app.inject({ method: 'POST', url: '/dev/tokens', headers: { host }, payload: { agent: 'alice' } });
  const demo = { demo: true, tenants: [demoTenant] };

  it.each(['localhost', 'localhost:8787', 'react.localhost:1', '127.0.0.1:8787', '127.9.9.9', '[::1]:8787'])(
    'answers as %s',
    async (host) => {
      await start(demo);
      expect((await ask(host)).statusCode).toBe(200);
    },
  );

  it.each(['evil.example', 'evil.example:8787', 'localhost.evil.example', '192.168.1.5:8787', '127.0.0.1.nip.io', '['])(
    'does not answer as %j, whatever is asked: a page there would have tricked the browser into it',
    async (host) => {
      await start({ ...demo, serve: [{ prefix: '/web/', folder: join(folder, 'web') }] });
      const answer = await ask(host);
      expect([answer.statusCode, answer.json()]).toMatchObject([403, { error: { code: 'forbidden' } }]);
      expect((await app.inject({ url: '/web/', headers: { host } })).statusCode).toBe(403);
    },
  );

  it('refuses an upgrade under such a name as well', async () => {
    const upgraded: string[] = [];
    const seat: Upgrade = (request, socket) => {
      upgraded.push(request.headers.host ?? '');
      socket.destroy();
    };
    await start(demo, { upgrades: { '/seat': seat } });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const status = (host: string) =>
      new Promise<number | undefined>((resolve) => {
        const headers = { host, connection: 'Upgrade', upgrade: 'websocket' };
        httpRequest({ port, host: '127.0.0.1', path: '/seat', headers, agent: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on('error', () => resolve(undefined))
          .end();
      });
    expect(await status('evil.example')).toBe(403);
    expect(await status('localhost')).toBeUndefined();
    expect(upgraded).toEqual(['localhost']);
  });

  it('on other addresses answers as an address, as its own name and as what --origin names; never as another', async () => {
    await start({ ...demo, host: '0.0.0.0', origins: ['https://tunnel.example'] });
    const statuses = async (hosts: string[]) => Promise.all(hosts.map(async (host) => (await ask(host)).statusCode));
    expect(await statuses(['192.168.1.5:8787', 'localhost', 'tunnel.example'])).toEqual([200, 200, 200]);
    expect(await statuses(['evil.example', '192.168.1.5.nip.io'])).toEqual([403, 403]);
    await app.close();
    await start({ ...demo, host: 'seat.lan' });
    expect(await statuses(['seat.lan:8787', 'SEAT.lan', 'evil.example'])).toEqual([200, 200, 403]);
  });

  it('is the only one that asks: a product answers under every name', async () => {
    await start();
    expect((await app.inject({ url: '/healthz', headers: { host: 'phone.example' } })).statusCode).toBe(200);
  });
});

describe('folders', () => {
  const serve = [{ prefix: '/web/', folder: join(folder, 'web') }];

  it('are served with the right caching and tight headers', async () => {
    await start({ serve });
    const page = await app.inject('/web/');
    expect(page.headers).toMatchObject({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/u);
    const asset = await app.inject('/web/assets/app-Dk3jf9sQ.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const bare = await app.inject('/web?agent=a');
    expect([bare.statusCode, bare.headers['location']]).toEqual([302, '/web/?agent=a']);
  });

  it.each([
    '/web/../secret.txt',
    '/web/%2e%2e/secret.txt',
    '/web/..%2fsecret.txt',
    '/web/..%5csecret.txt',
    '/web/%2e%2e%2f%2e%2e%2fetc/passwd',
    '/web//etc/passwd',
    '/web/.env',
    '/web/package.json',
    '/web/%00',
    '/web/nothing.js',
    '/nothing',
  ])('do not let %s out', async (path) => {
    await start({ serve });
    await app.listen({ port: 0, host: '127.0.0.1' });
    // Neither inject nor fetch: both tidy the path up before they send it.
    const { port } = app.server.address() as AddressInfo;
    const { status, body } = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      httpRequest({ port, host: '127.0.0.1', path, agent: false }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode, body: text }));
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(JSON.parse(body)).toHaveProperty('error.code');
    expect(body).not.toContain('secret');
  });

  it('that do not exist are the operator’s mistake', async () => {
    await expect(start({ serve: [{ prefix: '/x/', folder: join(folder, 'none') }] })).rejects.toThrow(/--serve \/x\//u);
    await start();
  });
});

describe('the rest', () => {
  it('lives under the base path', async () => {
    await start({ basePath: '/phone' });
    expect((await app.inject('/phone/healthz')).json()).toEqual({ ok: true, store: 'ok', dialling: 'ok' });
    expect((await app.inject('/healthz')).statusCode).toBe(404);
  });

  it('says when it is not ready', async () => {
    await start({}, { isReady: () => false, isStoreWell: () => false, isDiallingWell: () => false });
    const answer = await app.inject('/healthz');
    expect([answer.statusCode, answer.json()]).toEqual([503, { ok: false, store: 'failing', dialling: 'alarm' }]);
  });

  it('never logs a query', async () => {
    await start();
    await app.inject('/healthz?ticket=abcdef');
    expect(JSON.stringify(logger.lines)).toContain('/healthz');
    expect(JSON.stringify(logger.lines)).not.toContain('abcdef');
  });
});
