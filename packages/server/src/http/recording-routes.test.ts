import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Right } from '@callstation/core/model';
import { createFakeClock, createFakeLogger } from '@callstation/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallstationError } from '@callstation/core/protocol';
import { demoTenant } from '../config/demo-tenant.ts';
import type { RecordingKeeper } from '../recordings/keeper.ts';
import { createApp } from './create-app.ts';
import { createTokens } from './tokens.ts';

const folder = mkdtempSync(join(tmpdir(), 'routes-'));
const file = `${'a'.repeat(32)}.ogg`;
writeFileSync(join(folder, file), '0123456789');
const tenants = ['shop', 'other'].map((id) => ({ ...demoTenant, id, secret: `${id}-secret-0123456789-abcdefghijkl` }));
const tokens = createTokens(tenants, createFakeClock());
const row = {
  app: 'shop',
  id: 's-r1',
  sessionId: 's',
  file,
  state: 'done' as const,
  startedAt: 1,
  endedAt: 2,
  ms: 1,
  bytes: 10,
  deletedAt: null,
};
let asked: unknown[];
let app: FastifyInstance;

/** One recording of the shop. */
const keeper: Pick<RecordingKeeper, 'list' | 'open' | 'remove'> = {
  async list(of, query) {
    asked.push(['list', of, query]);
    return of === 'shop' ? [row] : [];
  },
  async open(of, id, actor) {
    asked.push(['open', of, id, actor]);
    if (of !== 'shop' || id !== 's-r1') throw new CallstationError('notFound');
    return { path: join(folder, file), bytes: 10, type: 'audio/ogg' };
  },
  async remove(of, which, actor) {
    asked.push(['remove', of, which, actor]);
    return of === 'shop' ? 1 : 0;
  },
};

beforeEach(async () => {
  asked = [];
  app = await createApp({
    config: { demo: false, host: 'localhost', basePath: '/cc', serve: [], trustProxy: false, tenants },
    ...{ tokens, logger: createFakeLogger(), upgrades: {}, isReady: () => true, isStoreWell: () => true },
    recordings: keeper as RecordingKeeper,
  });
});
afterEach(() => app.close());
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(
  method: 'GET' | 'DELETE',
  path: string,
  who: { app?: string; rights?: Right[]; role?: 'agent' | 'admin' } | string,
  headers: Record<string, string> = {},
) {
  const minted = async (): Promise<string> => {
    if (typeof who === 'string') return who;
    const { app: of = 'shop', rights = ['playRecordings'], role = 'agent' } = who;
    return (await tokens.mint({ app: of, agent: 'sam', name: 'Sam', role, rights }, 60)).token;
  };
  const authorization = `Bearer ${await minted()}`;
  return app.inject({ method, url: `/cc/v1/recordings${path}`, headers: { authorization, ...headers } });
}

describe('recordings over HTTP', () => {
  it('lists, without the names of files', async () => {
    const answer = await ask('GET', '?session=s&limit=5', {});
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { recordings: [{ id: 's-r1', sessionId: 's', state: 'done', startedAt: 1, endedAt: 2, ms: 1, bytes: 10 }] },
    ]);
    expect(asked).toEqual([['list', 'shop', { sessionId: 's', limit: 5 }]]);
    expect(answer.body).not.toContain(file);
  });

  it('plays, whole and in ranges, to who has the right', async () => {
    const whole = await ask('GET', '/s-r1', {});
    expect([whole.statusCode, whole.body, whole.headers['content-type']]).toEqual([200, '0123456789', 'audio/ogg']);
    expect([whole.headers['accept-ranges'], whole.headers['cache-control']]).toEqual(['bytes', 'private, no-store']);
    const part = await ask('GET', '/s-r1', {}, { range: 'bytes=2-5' });
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, '2345', 'bytes 2-5/10']);
    const beyond = await ask('GET', '/s-r1', {}, { range: 'bytes=50-' });
    expect(beyond.statusCode).toBe(416);
    expect(asked[0]).toEqual(['open', 'shop', 's-r1', 'agent:sam']);
  });

  it('is not there for another app, nor under another name', async () => {
    for (const path of ['/s-r2', '/..%2f..%2fetc%2fpasswd', `/${file}`])
      expect([path, (await ask('GET', path, {})).statusCode >= 400]).toEqual([path, true]);
    expect((await ask('GET', '/s-r1', { app: 'other' })).statusCode).toBe(404);
    expect((await ask('GET', '', { app: 'other' })).json()).toEqual({ recordings: [] });
  });

  it('refuses who has no right, or says nothing of themselves', async () => {
    for (const path of ['', '/s-r1']) {
      expect((await ask('GET', path, { rights: ['record', 'supervise'] })).statusCode).toBe(403);
      expect((await ask('GET', path, 'a.b.c')).statusCode).toBe(401);
      expect((await ask('GET', path, 'no-key')).statusCode).toBe(401);
      expect((await app.inject({ method: 'GET', url: `/cc/v1/recordings${path}` })).statusCode).toBe(401);
    }
    expect(asked).toEqual([]);
  });

  it('deletes for an administrator and the back end, and for nobody else', async () => {
    expect((await ask('DELETE', '?session=s', {})).statusCode).toBe(403);
    expect((await ask('DELETE', '?number=%2B8613800138000', { role: 'admin' })).json()).toEqual({ deleted: 1 });
    expect((await ask('DELETE', '/s-r1', tenants[0]?.secret ?? '')).json()).toEqual({ deleted: 1 });
    expect((await ask('DELETE', '/s-r1', { app: 'other', role: 'admin' })).statusCode).toBe(404);
    expect((await ask('DELETE', '', { role: 'admin' })).statusCode).toBe(400);
    expect(asked).toEqual([
      ['remove', 'shop', { number: '+8613800138000' }, 'agent:sam'],
      ['remove', 'shop', { id: 's-r1' }, 'key'],
      ['remove', 'other', { id: 's-r1' }, 'agent:sam'],
    ]);
  });
});
