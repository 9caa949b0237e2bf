import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiRig, type ApiRig } from './testing/api-rig.ts';

let rig: ApiRig;
beforeEach(async () => void (rig = await apiRig()));
afterEach(() => rig.stop());

const CODE = { error: { code: 'invalidArgument' } };
const raw = (payload: string, type = 'application/json') =>
  rig.app.inject({
    ...{ method: 'POST', url: '/v1/keys', payload },
    headers: { authorization: 'Bearer shop-api-key-0123456789-abcdefghijk', 'content-type': type },
  });

describe('who may ask', () => {
  it('is a key, or a supervisor or admin by their token; a plain agent is not', async () => {
    const statuses = async (identity: Parameters<ApiRig['token']>[0]) => {
      const key = await rig.token(identity);
      return Promise.all(
        ['/v1/sessions', '/v1/keys'].map(async (path) => (await rig.ask('GET', path, { key })).status),
      );
    };
    expect(await statuses({ role: 'agent', rights: ['supervise', 'board'] })).toEqual([403, 403]);
    expect(await statuses({ role: 'supervisor', rights: [] })).toEqual([200, 403]);
    expect(await statuses({ role: 'supervisor', rights: ['supervise'] })).toEqual([200, 403]);
    expect(await statuses({ role: 'admin', rights: [] })).toEqual([200, 200]);
  });

  it.each([[null], [''], ['nobody'], ['a.b.c'], ['csk_'], ['x'.repeat(9000)]])(
    'is nobody with the key %j',
    async (key) => {
      const { status, body } = await rig.ask('GET', '/v1/sessions', { key });
      expect([status, body]).toMatchObject([401, { error: { code: 'unauthorized', retryable: false } }]);
    },
  );

  it('is told when a token has only expired', async () => {
    const key = await rig.token({ role: 'admin' });
    rig.clock.advance(700_000);
    const { status, body } = await rig.ask('GET', '/v1/sessions', { key });
    expect([status, body]).toMatchObject([401, { error: { code: 'tokenExpired', retryable: true } }]);
  });
});

describe('bodies', () => {
  const name = '"name":"x","role":"read"';
  it.each([
    ['not JSON', '{'],
    ['an array', '[]'],
    ['a string', '"x"'],
    ['null', 'null'],
    ['__proto__', `{${name},"__proto__":{"role":"admin"}}`],
    ['__proto__ deep inside', `{${name},"more":{"__proto__":{"role":"admin"}}}`],
    ['constructor', `{${name},"constructor":{"prototype":{"role":"admin"}}}`],
    ['a huge number', `{${name},"expiresAt":1e999}`],
    ['a number beyond what is exact', `{${name},"expiresAt":9007199254740993}`],
    ['a number as text', `{${name},"expiresAt":"1900000000000"}`],
    ['an object for text', `{"name":{"toString":"x"},"role":"read"}`],
    ['deep nesting', `{${name},"more":${'['.repeat(7000)}${']'.repeat(7000)}}`],
    ['deep nesting that does not end', '['.repeat(16_000)],
  ])('with %s are refused, and nothing is changed by them', async (_, payload) => {
    const answer = await raw(payload);
    expect([answer.statusCode, answer.json()]).toMatchObject([400, CODE]);
    expect(await rig.keeper.store.keys.list('shop')).toEqual([]);
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  it('with doubled keys say what the last of them says, checked as such', async () => {
    expect((await raw('{"name":"x","role":"read","role":"root"}')).statusCode).toBe(400);
    expect((await raw('{"name":"x","role":"root","role":"read"}')).json()).toMatchObject({ role: 'read' });
  });

  it('of other types, too large ones, and such where nothing is taken are refused', async () => {
    expect((await raw('name=x', 'application/x-www-form-urlencoded')).json()).toMatchObject(CODE);
    expect((await raw(`{${name},"more":"${'x'.repeat(17_000)}"}`)).json()).toMatchObject({
      error: { code: 'tooLarge' },
    });
    const answer = await rig.ask('DELETE', '/v1/keys/k1', { body: { app: 'rival' } });
    expect([answer.status, answer.body]).toMatchObject([400, { error: { data: { issues: [{ field: 'body' }] } } }]);
  });

  it('never come back in a refusal', async () => {
    const answer = await raw('{"name":"x","role":"hidden-value-of-theirs"}');
    expect(answer.body).not.toContain('hidden-value');
  });
});

describe('answers', () => {
  it('name the request, by its own name where that is one', async () => {
    const given = await rig.ask('GET', '/v1/sessions', { headers: { 'x-request-id': 'crm-1' } });
    const evil = await rig.ask('GET', '/v1/sessions', { headers: { 'x-request-id': 'a b'.repeat(99) } });
    expect([given.headers['x-request-id'], evil.headers['x-request-id']]).toEqual([
      'crm-1',
      expect.stringMatching(/^[\w-]{36}$/u),
    ]);
  });

  it('are 429 with Retry-After beyond the limit of a caller, and the next caller is not held up', async () => {
    await rig.stop();
    rig = await apiRig({ limits: { perCaller: 2, perAddress: 100 } });
    const key = await rig.token({ role: 'admin' });
    const statuses: number[] = [];
    for (let n = 0; n < 3; n++) statuses.push((await rig.ask('GET', '/v1/keys')).status);
    expect(statuses).toEqual([200, 200, 429]);
    const answer = await rig.ask('GET', '/v1/keys');
    expect(answer).toMatchObject({ body: { error: { code: 'rateLimited', retryable: true } } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await rig.ask('GET', '/v1/keys', { key })).status).toBe(200);
  });

  it('are 429 beyond the limit of an address, whatever keys are tried', async () => {
    await rig.stop();
    rig = await apiRig({ limits: { perAddress: 3 } });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++) statuses.push((await rig.ask('GET', '/v1/keys', { key: `csk_guess${n}` })).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });

  it('say nothing of a failure inside but that there was one', async () => {
    await rig.keeper.store.close();
    const { status, body } = await rig.ask('GET', '/v1/sessions');
    expect([status, Object.keys((body as { error: object }).error)]).toEqual([500, ['code', 'message', 'retryable']]);
  });
});
