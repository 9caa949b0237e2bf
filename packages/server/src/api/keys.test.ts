import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiRig, fieldsOf, type ApiRig } from './testing/api-rig.ts';

interface Made {
  id: string;
  key: string;
}
let rig: ApiRig;
beforeEach(async () => void (rig = await apiRig()));
afterEach(() => rig.stop());
const make = async (body: object): Promise<Made> => (await rig.ask('POST', '/v1/keys', { body })).body as Made;

describe('API keys', () => {
  it('are made, used and listed; the key itself is shown once and kept nowhere', async () => {
    const answer = await rig.ask('POST', '/v1/keys', { body: { name: 'CRM', role: 'read' } });
    expect(answer).toMatchObject({ status: 201, body: { name: 'CRM', role: 'read', expiresAt: null } });
    const { id, key } = answer.body as Made;
    expect((await rig.ask('GET', '/v1/sessions', { key })).status).toBe(200);
    const { body } = await rig.ask('GET', '/v1/keys');
    expect(body).toMatchObject({ keys: [{ id, name: 'CRM', revokedAt: null, usedAt: rig.clock.now() }] });
    expect(JSON.stringify([body, await rig.keeper.store.keys.list('shop')])).not.toContain(key);
    expect(JSON.stringify(rig.logger.lines)).not.toContain(key);
  });

  it('are refused once revoked, once expired, and when they never were', async () => {
    const now = rig.clock.now();
    const [short, gone] = [
      await make({ name: 'a', role: 'read', expiresAt: now + 5000 }),
      await make({ name: 'b', role: 'read' }),
    ];
    expect((await rig.ask('DELETE', `/v1/keys/${gone.id}`)).status).toBe(204);
    rig.clock.advance(5000);
    for (const key of [short.key, gone.key, `csk_${'x'.repeat(43)}`]) {
      const answer = await rig.ask('GET', '/v1/sessions', { key });
      expect(answer).toMatchObject({
        status: 401,
        body: { error: { code: 'unauthorized', message: 'The API key was refused.', retryable: false } },
        headers: { 'www-authenticate': 'Bearer' },
      });
    }
    expect((await rig.ask('DELETE', `/v1/keys/${gone.id}`)).status).toBe(404);
  });

  it('may do what their role says, and no more', async () => {
    const [read, operator, admin] = await Promise.all(
      ['read', 'operator', 'admin'].map((role) => make({ name: role, role })),
    );
    const statuses = async (key: string | undefined) => [
      (await rig.ask('GET', '/v1/sessions', { key: key ?? null })).status,
      (await rig.ask('GET', '/v1/keys', { key: key ?? null })).status,
    ];
    expect(await statuses(read?.key)).toEqual([200, 403]);
    expect(await statuses(operator?.key)).toEqual([200, 403]);
    expect(await statuses(admin?.key)).toEqual([200, 200]);
  });

  it.each([
    [{}, 'body.name'],
    [{ name: '', role: 'read' }, 'body.name'],
    [{ name: 'a\nb', role: 'read' }, 'body.name'],
    [{ name: 'a', role: 'root' }, 'body.role'],
    [{ name: 'a', role: 'read', expiresAt: 1 }, 'body.expiresAt'],
    [{ name: 'a', role: 'read', expiresAt: '2027-01-01' }, 'body.expiresAt'],
    [{ name: 'a', role: 'read', app: 'rival' }, 'body.app'],
  ])('are not made of %j: %s is named', async (body, field) => {
    const answer = await rig.ask('POST', '/v1/keys', { body });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toContain(field);
  });

  it('leave an audit of who made and revoked them', async () => {
    const { id, key } = await make({ name: 'CRM', role: 'admin' });
    await rig.ask('DELETE', `/v1/keys/${id}`, { key });
    await rig.keeper.written();
    const entries = await rig.keeper.store.audit.list('shop');
    expect(entries.toSorted((one, other) => one.action.localeCompare(other.action))).toMatchObject([
      { actor: 'key:config', action: 'key.create', target: id },
      { actor: `key:${id}`, action: 'key.revoke', target: id },
    ]);
    expect(JSON.stringify(entries)).not.toContain(key);
  });

  it('are at most a hundred at a time', async () => {
    const { keys } = rig.keeper.store;
    const bare = { app: 'shop', name: 'k', role: 'read', createdAt: 1, expiresAt: null, revokedAt: null, usedAt: null };
    for (let n = 0; n < 100; n++) await keys.add({ ...bare, id: `k${n}`, hash: `hash${n}` });
    const answer = await rig.ask('POST', '/v1/keys', { body: { name: 'more', role: 'read' } });
    expect([answer.status, answer.body]).toMatchObject([409, { error: { code: 'invalidState' } }]);
  });
});
