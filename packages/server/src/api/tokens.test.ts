import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiRig, fieldsOf, type ApiRig } from './testing/api-rig.ts';

let rig: ApiRig;
beforeEach(async () => void (rig = await apiRig()));
afterEach(() => rig.stop());
const mint = (body: unknown, key?: string | null) =>
  rig.ask('POST', '/v1/tokens', { body, ...(key === undefined ? {} : { key }) });

describe('POST /v1/tokens', () => {
  it('mints for the app of the key, with what is known of the agent, and is audited without the token', async () => {
    const { status, body } = await mint({ agent: 'shop-anna' });
    expect(status).toBe(200);
    const { token } = body as { token: string };
    const known = { app: 'shop', agent: 'shop-anna', name: 'Anna', role: 'agent', rights: ['dial', 'dialExternal'] };
    expect(await rig.tokens.verify(token)).toEqual(known);
    const more = { agent: 'eve', rights: ['dial'], role: 'supervisor', supervises: ['shop-support'], ttl: 60 };
    const second = (await mint(more, rig.tenants[0]?.secret)).body as { token: string; expiresAt: number };
    expect(await rig.tokens.verify(second.token)).toMatchObject({ agent: 'eve', supervises: ['shop-support'] });
    expect(second.expiresAt - rig.clock.now()).toBeLessThanOrEqual(60_000);
    await rig.keeper.written();
    const log = await rig.keeper.store.audit.list('shop');
    expect(log.map(({ action, target }) => `${action} ${target}`).toSorted()).toEqual([
      'token.create eve',
      'token.create shop-anna',
    ]);
    expect(JSON.stringify(log)).not.toContain(token);
  });

  it('mints for the page of an app, where that is asked for', async () => {
    const { body } = await mint({ agent: 'shop-anna', audience: 'app' });
    expect(await rig.tokens.verify((body as { token: string }).token)).toMatchObject({ audience: 'app' });
    await rig.keeper.written();
    expect((await rig.keeper.store.audit.list('shop'))[0]?.data).toMatchObject({ audience: 'app' });
  });

  it('takes an admin key made at run time, and neither a lesser one nor a token', async () => {
    const made = async (role: string) =>
      ((await rig.ask('POST', '/v1/keys', { body: { name: role, role } })).body as { key: string }).key;
    expect((await mint({ agent: 'eve' }, await made('admin'))).status).toBe(200);
    expect((await mint({ agent: 'eve' }, await made('operator'))).status).toBe(403);
    expect((await mint({ agent: 'eve' }, await rig.token({ role: 'admin' }))).status).toBe(403);
    for (const key of [null, 'wrong', 'x'.repeat(2000)])
      expect(await mint({ agent: 'eve' }, key)).toMatchObject({
        status: 401,
        body: { error: { code: 'unauthorized' } },
      });
  });

  it.each([
    [{}, 'body.agent'],
    [{ agent: '' }, 'body.agent'],
    [{ agent: 'a\nb' }, 'body.agent'],
    [{ agent: 'x'.repeat(200) }, 'body.agent'],
    [{ agent: 'dora', ttl: 86_401 }, 'body.ttl'],
    [{ agent: 'dora', ttl: 0.5 }, 'body.ttl'],
    [{ agent: 'dora', role: 'root' }, 'body.role'],
    [{ agent: 'dora', rights: ['fly'] }, 'body.rights.0'],
    [{ agent: 'dora', app: 'other' }, 'body.app'],
    [{ agent: 'dora', audience: 'callstation' }, 'body.audience'],
  ])('refuses the body %j', async (body, field) => {
    const answer = await mint(body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalidArgument' } } });
    expect(fieldsOf(answer)).toContain(field);
  });

  it('refuses what is not JSON, and what is too large', async () => {
    expect((await mint('{')).status).toBe(400);
    expect((await mint('{"__proto__":{"agent":"dora"}}')).status).toBe(400);
    expect(await mint(`"${'x'.repeat(20_000)}"`)).toMatchObject({ status: 413, body: { error: { code: 'tooLarge' } } });
  });
});
