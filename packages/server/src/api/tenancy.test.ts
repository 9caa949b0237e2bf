import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRecording, sampleSession, sessionWrite } from '../store/testing/samples.ts';
import { hashOfKey } from './callers.ts';
import { apiRig, type ApiRig } from './testing/api-rig.ts';

/**
 * What app `rival` has, by the route that names it. Everything there is called `rival-…`, which must never be seen by `shop`.
 * A new route with parameters needs a line here.
 */
const THINGS: Record<string, { id: string; body?: unknown }> = {
  'DELETE /v1/keys/:id': { id: 'rival-key' },
  'GET /v1/sessions/:id': { id: 'rival-session' },
  'DELETE /v1/sessions/:id': { id: 'rival-session' },
  'GET /v1/recordings/:id': { id: 'rival-recording' },
  'DELETE /v1/recordings/:id': { id: 'rival-recording' },
  'GET /v1/webhooks/:id': { id: 'whe_rival-hook' },
  'PATCH /v1/webhooks/:id': { id: 'whe_rival-hook', body: { enabled: false } },
  'DELETE /v1/webhooks/:id': { id: 'whe_rival-hook' },
  'GET /v1/webhooks/:id/deliveries': { id: 'whe_rival-hook' },
  'POST /v1/webhooks/:id/replay': { id: 'whe_rival-hook', body: { dead: true } },
  'POST /v1/webhooks/:id/test': { id: 'whe_rival-hook' },
};
/** Routes without parameters that change something, with what is needed to get through to it. */
const CHANGES: Record<string, { query?: string; body?: unknown }> = {
  'POST /v1/keys': { body: { name: 'mine', role: 'read' } },
  'POST /v1/webhooks': { body: { url: 'https://crm.example/' } },
  'DELETE /v1/sessions': { query: '?number=%2B8613800138000' },
  'DELETE /v1/recordings': { query: '?number=%2B8613800138000' },
};
/** Lists of an agent's own things, which a key has none of. */
const OF_AGENTS = ['GET /v1/own/calls'];

let rig: ApiRig;
beforeAll(async () => {
  rig = await apiRig();
  const { store } = rig.keeper;
  await store.write([sessionWrite(sampleSession({ app: 'rival', id: 'rival-session', skillGroup: 'rival-group' }))]);
  const recording = sampleRecording({ app: 'rival', id: 'rival-recording', sessionId: 'rival-session' });
  await store.write([{ type: 'recording', recording }]);
  await store.webhooks.putEndpoint({
    ...{ app: 'rival', id: 'whe_rival-hook', url: 'https://rival.example/', secret: 'rival-secret', types: [] },
    ...{ enabled: true, createdAt: 1, updatedAt: 1 },
  });
  await rig.webhooks.load(store);
  await store.keys.add({
    ...{ app: 'rival', id: 'rival-key', name: 'rival-name', role: 'admin', hash: hashOfKey('csk_rival') },
    ...{ createdAt: 1, expiresAt: null, revokedAt: null, usedAt: null },
  });
});
afterAll(() => rig.stop());

const routes = (): string[] =>
  rig.served.filter((one) => one.includes('/v1/') && !/\/v1\/(?:openapi\.json|tokens)/u.test(one));
/** All that `rival` has, as they see it. */
const rivals = async (): Promise<string> => {
  const { store } = rig.keeper;
  await rig.keeper.written();
  return JSON.stringify([
    await store.sessions.list('rival'),
    await store.keys.list('rival'),
    await store.recordings.list('rival'),
    await store.audit.list('rival'),
    await store.webhooks.endpoints('rival'),
    await store.webhooks.deliveries('rival'),
  ]);
};

describe('another app', () => {
  it('has a line in the tables for every route', () => {
    const known = [...Object.keys(THINGS), ...Object.keys(CHANGES)];
    const wanted = routes().filter((one) => one.includes(':') || !one.startsWith('GET '));
    expect(wanted.toSorted()).toEqual(known.toSorted());
  });

  it.each(Object.entries(THINGS))('cannot be told from nothing by %s', async (name, { id, body }) => {
    const [method, path] = name.split(' ') as ['GET', string];
    const before = await rivals();
    const ask = (of: string) => rig.ask(method, path.replace(/:\w+/u, of), body === undefined ? {} : { body });
    const [theirs, nobodys] = [await ask(id), await ask('nobody-has-this')];
    expect(theirs.status).toBe(404);
    expect([theirs.status, theirs.body]).toEqual([nobodys.status, nobodys.body]);
    expect(await rivals()).toBe(before);
  });

  it('is in no list, and is not changed by what a caller does to all of theirs', async () => {
    const before = await rivals();
    for (const one of routes().filter((name) => !name.includes(':'))) {
      const [method, path] = one.split(' ') as ['GET', string];
      const { query = '', ...more } = CHANGES[one] ?? {};
      const whose = OF_AGENTS.includes(one) ? { key: await rig.token({ role: 'agent' }) } : {};
      const { status, body } = await rig.ask(method, path + query, { ...more, ...whose });
      expect([one, status < 300, JSON.stringify(body).includes('rival')]).toEqual([one, true, false]);
    }
    expect(await rivals()).toBe(before);
  });

  it('is not reached by naming it, in any place', async () => {
    for (const path of ['/v1/sessions?app=rival', '/v1/keys?app=rival'])
      expect((await rig.ask('GET', path)).status).toBe(400);
    const headers = { 'x-app': 'rival', 'x-callstation-app': 'rival' };
    expect(JSON.stringify((await rig.ask('GET', '/v1/keys', { headers })).body)).not.toContain('rival');
    const { body } = await rig.ask('GET', '/v1/keys', { key: 'csk_rival' });
    expect(body).toMatchObject({ keys: [{ id: 'rival-key' }] });
  });
});
