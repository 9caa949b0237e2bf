import { settle } from '@callstation/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleWav } from '../sound/testing/sample-wav.ts';
import { sampleRecording, sampleSession, sessionWrite } from '../store/testing/samples.ts';
import { hashOfKey } from './callers.ts';
import { apiRig, type ApiRig } from './testing/api-rig.ts';

/**
 * What app `rival` has, by the route that names it. Everything there is called `rival-…`, which must never be seen by `shop`.
 * A new route with parameters needs a line here.
 */
const THINGS: Record<string, { id: string; nobody?: string; body?: unknown }> = {
  'GET /v1/agents/:id': { id: 'rival-anna' },
  'DELETE /v1/agents/:id': { id: 'rival-anna' },
  'PUT /v1/agents/:id/status': { id: 'rival-anna', body: { status: 'idle' } },
  'POST /v1/agents/:id/logout': { id: 'rival-anna' },
  'GET /v1/skill-groups/:id': { id: 'rival-support' },
  'DELETE /v1/skill-groups/:id': { id: 'rival-support' },
  'GET /v1/ivrs/:id': { id: 'rival-menu' },
  'DELETE /v1/ivrs/:id': { id: 'rival-menu' },
  'GET /v1/numbers/:number': { id: '5000', nobody: '5999' },
  'DELETE /v1/numbers/:number': { id: '5000', nobody: '5999' },
  'GET /v1/hours/:skillGroup': { id: 'rival-support' },
  'PUT /v1/hours/:skillGroup': {
    id: 'rival-support',
    body: { timeZone: 'Asia/Shanghai', weekly: [{ days: [1], from: '09:00', to: '18:00' }] },
  },
  'DELETE /v1/hours/:skillGroup': { id: 'rival-support' },
  'GET /v1/calls/:id': { id: 'rival-call' },
  'DELETE /v1/calls/:id': { id: 'rival-call' },
  'DELETE /v1/keys/:id': { id: 'rival-key' },
  'GET /v1/sessions/:id': { id: 'rival-session' },
  'DELETE /v1/sessions/:id': { id: 'rival-session' },
  'GET /v1/sounds/:name': { id: 'rival.wav' },
  'DELETE /v1/sounds/:name': { id: 'rival.wav' },
  'GET /v1/recordings/:id': { id: 'rival-recording' },
  'DELETE /v1/recordings/:id': { id: 'rival-recording' },
  'GET /v1/webhooks/:id': { id: 'whe_rival-hook' },
  'PATCH /v1/webhooks/:id': { id: 'whe_rival-hook', body: { enabled: false, format: 'tccc' } },
  'DELETE /v1/webhooks/:id': { id: 'whe_rival-hook' },
  'GET /v1/webhooks/:id/deliveries': { id: 'whe_rival-hook' },
  'POST /v1/webhooks/:id/replay': { id: 'whe_rival-hook', body: { dead: true } },
  'POST /v1/webhooks/:id/test': { id: 'whe_rival-hook' },
};
/** Routes that make what there is not, by ids that both apps may have. */
const MAKERS: Record<string, { id: string; body: unknown }> = {
  'PUT /v1/agents/:id': { id: 'rival-anna', body: { name: 'Mine' } },
  'PUT /v1/skill-groups/:id': { id: 'rival-support', body: { name: 'Mine' } },
  'PUT /v1/ivrs/:id': {
    id: 'rival-menu',
    body: { name: 'Mine', entry: 'end', nodes: [{ id: 'end', kind: 'group', skillGroup: 'shop-support' }] },
  },
};
/** Routes without parameters that change something, with what is needed to get through to it. */
const CHANGES: Record<string, { query?: string; body?: unknown }> = {
  'PUT /v1/dialling': { body: { stopped: true } },
  'POST /v1/tokens': { body: { agent: 'rival-anna', name: 'Mine' } },
  'POST /v1/keys': { body: { name: 'mine', role: 'read' } },
  'POST /v1/webhooks': { body: { url: 'https://crm.example/', format: 'ccsdk' } },
  'DELETE /v1/sessions': { query: '?number=%2B8613800138000' },
  'DELETE /v1/recordings': { query: '?number=%2B8613800138000' },
};
/** Lists of an agent's own things, which a key has none of. */
const OF_AGENTS = ['GET /v1/own/calls'];

const NUMBER = 'PUT /v1/numbers/:number';
const SOUND = 'PUT /v1/sounds/:name';

let rig: ApiRig;
/** What the switch has named `rival-call`. */
let rivalCall = '';
beforeAll(async () => {
  rig = await apiRig();
  const { store } = rig.keeper;
  await rig.sounds.put('rival', 'rival.wav', sampleWav(10));
  await store.write([sessionWrite(sampleSession({ app: 'rival', id: 'rival-session', skillGroup: 'rival-group' }))]);
  const recording = sampleRecording({ app: 'rival', id: 'rival-recording', sessionId: 'rival-session' });
  await store.write([{ type: 'recording', recording }]);
  await store.webhooks.putEndpoint({
    ...{ app: 'rival', id: 'whe_rival-hook', url: 'https://rival.example/', secret: 'rival-secret', types: [] },
    ...{ format: null, enabled: true, createdAt: 1, updatedAt: 1 },
  });
  await rig.webhooks.load(store);
  await store.keys.add({
    ...{ app: 'rival', id: 'rival-key', name: 'rival-name', role: 'admin', hash: hashOfKey('csk_rival') },
    ...{ createdAt: 1, expiresAt: null, revokedAt: null, usedAt: null },
  });
  rig.phone.incoming('13800138000', '5000');
  await settle();
  rivalCall = rig.centre.admin.calls('rival')[0]?.session.id ?? '';
});
afterAll(() => rig.stop());

const routes = (): string[] => rig.served.filter((one) => one.includes('/v1/') && !one.endsWith('/v1/openapi.json'));
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
    rig.settings.current('rival'),
    rig.centre.admin.agents('rival'),
    rig.centre.admin.dialling('rival'),
  ]);
};

describe('another app', () => {
  it('has a call that goes on', () => {
    expect(rivalCall).not.toBe('');
  });

  it('has a line in the tables for every route', () => {
    const known = [...Object.keys(THINGS), ...Object.keys(MAKERS), ...Object.keys(CHANGES), NUMBER, SOUND];
    const wanted = routes().filter((one) => one.includes(':') || !one.startsWith('GET '));
    expect(wanted.toSorted()).toEqual(known.toSorted());
  });

  it.each(Object.entries(THINGS))(
    'cannot be told from nothing by %s',
    async (name, { id, nobody = 'nobody-has-this', body }) => {
      const [method, path] = name.split(' ') as ['GET', string];
      const before = await rivals();
      const ask = (of: string) => rig.ask(method, path.replace(/:\w+/u, of), body === undefined ? {} : { body });
      const [theirs, nobodys] = [await ask(id === 'rival-call' ? rivalCall : id), await ask(nobody)];
      expect(theirs.status).toBe(404);
      expect([theirs.status, theirs.body]).toEqual([nobodys.status, nobodys.body]);
      expect(await rivals()).toBe(before);
    },
  );

  it.each(Object.entries(MAKERS))('keeps what is its own when %s makes the same id', async (name, { id, body }) => {
    const [method, path] = name.split(' ') as ['PUT', string];
    const before = await rivals();
    const answer = await rig.ask(method, path.replace(/:\w+/u, id), { body });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      name.includes('agents') ? { profile: body } : { name: 'Mine' },
    ]);
    expect(await rivals()).toBe(before);
    expect((await rig.ask('DELETE', path.replace(/:\w+/u, id))).status).toBe(204);
    expect(await rivals()).toBe(before);
  });

  it('keeps its sounds when one of the same name is uploaded', async () => {
    const headers = { authorization: `Bearer ${rig.tenants[0]?.apiKey ?? ''}`, 'content-type': 'audio/wav' };
    const mine = { method: 'PUT', url: '/v1/sounds/rival.wav', headers, payload: sampleWav(99) } as const;
    expect((await rig.app.inject(mine)).statusCode).toBe(200);
    expect(await rig.sounds.list('rival')).toMatchObject([{ name: 'rival.wav', bytes: 64 }]);
    await rig.sounds.remove('shop', 'rival.wav');
  });

  it('keeps its numbers: they lead to one app alone', async () => {
    const before = await rivals();
    const answer = await rig.ask('PUT', '/v1/numbers/5000', { body: { to: { skillGroup: 'shop-support' } } });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalidArgument' } } });
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
