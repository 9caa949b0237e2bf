import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiRig, fieldsOf, type ApiRig } from './testing/api-rig.ts';

interface Made {
  id: string;
  secret: string;
}
let rig: ApiRig;
beforeEach(async () => void (rig = await apiRig()));
afterEach(() => rig.stop());
const url = 'https://crm.example/hook?key=of-theirs';
const make = async (body: object = { url }): Promise<Made> =>
  (await rig.ask('POST', '/v1/webhooks', { body })).body as Made;
const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    rig.clock.advance(10);
  }
};

describe('webhooks by REST', () => {
  it('are added, listed, changed and removed; the secret is shown once', async () => {
    const answer = await rig.ask('POST', '/v1/webhooks', { body: { url, types: ['session.ended'] } });
    expect(answer).toMatchObject({ status: 201, body: { url, types: ['session.ended'], enabled: true } });
    const { id, secret } = answer.body as Made;
    expect(secret).toMatch(/^whsec_/u);
    const list = await rig.ask('GET', '/v1/webhooks');
    expect(list.body).toMatchObject({ webhooks: [{ id, url }] });
    const changed = await rig.ask('PATCH', `/v1/webhooks/${id}`, { body: { types: [], enabled: false } });
    expect(changed).toMatchObject({ status: 200, body: { id, url, types: [], enabled: false } });
    expect((await rig.ask('GET', `/v1/webhooks/${id}`)).body).toEqual(changed.body);
    expect(JSON.stringify([list, changed, rig.logger.lines])).not.toContain(secret);
    expect((await rig.ask('DELETE', `/v1/webhooks/${id}`)).status).toBe(204);
    expect((await rig.ask('GET', `/v1/webhooks/${id}`)).status).toBe(404);
    await rig.keeper.written();
    const audit = await rig.keeper.store.audit.list('shop');
    expect(audit.map(({ action }) => action).toSorted()).toEqual([
      'webhook.change',
      'webhook.create',
      'webhook.delete',
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/whsec_|of-theirs/u);
  });

  it.each([
    [{}, 'body.url'],
    [{ url, types: ['session.sang'] }, 'body.types.0'],
    [{ url, secret: 'mine' }, 'body.secret'],
    [{ url, enabled: 'yes' }, 'body.enabled'],
    [{ url, format: 'udesk' }, 'body.format'],
  ])('refuse %j', async (body, field) => {
    const answer = await rig.ask('POST', '/v1/webhooks', { body });
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  it.each(['http://crm.example/', 'https://10.0.0.1/', 'https://169.254.169.254/', 'https://localhost/', 'nonsense'])(
    'refuse to post to %s, also by a change',
    async (bad) => {
      const { id } = await make();
      for (const [method, path] of [
        ['POST', '/v1/webhooks'],
        ['PATCH', `/v1/webhooks/${id}`],
      ] as const) {
        const answer = await rig.ask(method, path, { body: { url: bad } });
        expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalidArgument' } } });
      }
    },
  );

  it('are put in another vendor’s shape, where they get records alone, and back in ours', async () => {
    const { id } = await make({ url, format: 'tccc' });
    const path = `/v1/webhooks/${id}`;
    expect((await rig.ask('GET', path)).body).toMatchObject({ format: 'tccc', types: ['record.completed'] });
    const patch = async (body: object) => rig.ask('PATCH', path, { body });
    expect((await patch({ enabled: false })).body).toMatchObject({ format: 'tccc', types: ['record.completed'] });
    expect((await patch({ format: null })).body).toMatchObject({ format: null, types: [] });
    await patch({ types: ['session.ended'] });
    const other = { status: 200, body: { format: 'ccsdk', types: ['record.completed'] } };
    expect(await patch({ format: 'ccsdk' })).toMatchObject(other);
    const mixed = await patch({ types: ['record.completed', 'session.ended'] });
    expect(mixed).toMatchObject({ status: 400, body: { error: { code: 'invalidArgument' } } });
    expect(JSON.stringify(mixed.body)).toContain('In the format ccsdk there is record.completed alone');
    const made = await rig.ask('POST', '/v1/webhooks', { body: { url, format: 'tccc', types: ['session.ended'] } });
    expect(made.status).toBe(400);
    expect((await rig.ask('GET', path)).body).toMatchObject(other.body);
  });

  it('are told of a call in the shape that was chosen', async () => {
    await make({ url, format: 'ccsdk' });
    rig.phone.incoming('+8613800138000', '4000');
    await rig.clock.advanceAsync(100);
    const { body } = await rig.ask('GET', '/v1/calls');
    const [call] = (body as { calls: { id: string }[] }).calls;
    await rig.ask('DELETE', `/v1/calls/${call?.id}`);
    await rest();
    const told = rig.posts.map((post): unknown => JSON.parse(post.body));
    expect(told).toMatchObject([{ callSessionId: call?.id, called: '4000', callType: 2 }]);
  });

  it('are at most twenty', async () => {
    for (let n = 0; n < 20; n++) await make();
    expect(await rig.ask('POST', '/v1/webhooks', { body: { url } })).toMatchObject({ status: 409 });
  });

  it('send a test, say what became of it, and send it again', async () => {
    const { id, secret } = await make({ url, types: ['session.ended'] });
    const other = await make();
    const { body, status } = await rig.ask('POST', `/v1/webhooks/${id}/test`);
    expect(status).toBe(202);
    const { eventId } = body as { eventId: string };
    await rest();
    expect(rig.posts).toHaveLength(1);
    const [post] = rig.posts;
    const webhook = new Webhook(secret);
    expect(webhook.sign(eventId, new Date(Number(post?.headers['webhook-timestamp']) * 1000), post?.body ?? '')).toBe(
      post?.headers['webhook-signature'],
    );
    expect(JSON.parse(post?.body ?? '')).toMatchObject({ version: 1, id: eventId, type: 'webhook.test', app: 'shop' });
    const deliveries = await rig.ask('GET', `/v1/webhooks/${id}/deliveries?state=delivered`);
    expect(deliveries.body).toMatchObject({ deliveries: [{ eventId, state: 'delivered', attempts: 1, nextAt: null }] });
    expect((await rig.ask('GET', `/v1/webhooks/${other.id}/deliveries`)).body).toEqual({ deliveries: [] });
    const again = await rig.ask('POST', `/v1/webhooks/${id}/replay`, { body: { eventId } });
    expect(again).toMatchObject({ status: 200, body: { replayed: 1 } });
    await rest();
    expect(rig.posts.map(({ headers }) => headers['webhook-id'])).toEqual([eventId, eventId]);
    const none = await rig.ask('POST', `/v1/webhooks/${other.id}/replay`, { body: { eventId } });
    expect([none.status, fieldsOf(none)]).toEqual([400, ['body.eventId']]);
    expect((await rig.ask('POST', `/v1/webhooks/${id}/replay`, { body: { dead: true } })).body).toEqual({
      replayed: 0,
    });
  });

  it('of the configuration are shown, and changed there', async () => {
    const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
    const [shop] = rig.tenants;
    if (shop === undefined) throw new Error('no tenant');
    shop.webhooks = [{ id: 'crm', url: 'https://crm.example/', secret }];
    await rig.webhooks.load(rig.keeper.store);
    expect((await rig.ask('GET', '/v1/webhooks')).body).toMatchObject({ webhooks: [{ id: 'crm', types: [] }] });
    for (const method of ['PATCH', 'DELETE'] as const) {
      const more = method === 'PATCH' ? { body: { enabled: false } } : {};
      const answer = await rig.ask(method, '/v1/webhooks/crm', more);
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'policyBlocked' } } });
    }
    expect((await rig.ask('POST', '/v1/webhooks/crm/test')).status).toBe(202);
    shop.webhooks = [];
    await rig.webhooks.load(rig.keeper.store);
    expect((await rig.ask('GET', '/v1/webhooks')).body).toEqual({ webhooks: [] });
  });
});
