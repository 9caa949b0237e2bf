import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settle } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiRig, tenantOf, type Answer, type ApiRig } from './testing/api-rig.ts';

let rig: ApiRig;
beforeEach(async () => void (rig = await apiRig()));
afterEach(() => rig.stop());

const CALLER = '13800138000';
const messageOf = ({ body }: Answer): string => (body as { error: { message: string } }).error.message;
const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await settle();
};
const sit = (agent: string, app = 'shop') => {
  const identity = { app, agent, name: agent, role: 'agent' as const, rights: ['dial' as const] };
  rig.centre.open({ identity, page: `${agent}-page` }, { visible: true });
  return { identity, page: `${agent}-page` };
};
const sales = { name: 'Sales', members: ['sue'], numbers: ['4001'] };

describe('a skill group by REST', () => {
  it('takes calls at once, is listed with its defaults, and is gone at once', async () => {
    sit('sue');
    const put = await rig.ask('PUT', '/v1/skill-groups/sales', { body: sales });
    expect(put).toMatchObject({ status: 200, body: { id: 'sales', strategy: 'longest-idle', version: 1 } });
    expect(put.headers['etag']).toBe('"1"');
    rig.phone.incoming(CALLER, '4001');
    await rest();
    expect(rig.centre.admin.calls('shop')).toMatchObject([{ session: { skillGroup: 'sales', state: 'ring' } }]);
    const busy = await rig.ask('DELETE', '/v1/skill-groups/sales');
    expect([busy.status, busy.body]).toMatchObject([409, { error: { code: 'invalidState' } }]);
    const { body } = await rig.ask('GET', '/v1/calls');
    const [{ id } = { id: '' }] = (body as { calls: { id: string }[] }).calls;
    expect((await rig.ask('DELETE', `/v1/calls/${id}`)).status).toBe(204);
    await rest();
    expect((await rig.ask('DELETE', '/v1/skill-groups/sales')).status).toBe(204);
    expect((await rig.ask('GET', '/v1/skill-groups/sales')).status).toBe(404);
    expect(rig.settings.current('shop').skillGroups.map((group) => group.id)).toEqual(['shop-support']);
  });

  it('is changed only as it was read, where If-Match says so', async () => {
    const put = (body: object, headers: Record<string, string>) =>
      rig.ask('PUT', '/v1/skill-groups/sales', { body, headers });
    expect((await put(sales, { 'if-match': '"1"' })).status).toBe(412);
    expect((await put(sales, { 'if-none-match': '*' })).status).toBe(200);
    expect((await put(sales, { 'if-none-match': '*' })).status).toBe(412);
    expect((await put({ ...sales, name: 'Ours' }, { 'if-match': '"1"' })).body).toMatchObject({ version: 2 });
    const late = await put({ ...sales, name: 'Theirs' }, { 'if-match': '"1"' });
    expect([late.status, late.body]).toMatchObject([412, { error: { code: 'invalidState', data: { version: 2 } } }]);
    expect((await rig.ask('GET', '/v1/skill-groups/sales')).body).toMatchObject({ name: 'Ours' });
    expect((await put(sales, { 'if-match': 'x' })).status).toBe(400);
    const away = await rig.ask('DELETE', '/v1/skill-groups/sales', { headers: { 'if-match': '"1"' } });
    expect(away.status).toBe(412);
  });

  it('that was read can be changed and put again as it is, once', async () => {
    const path = '/v1/skill-groups/shop-support';
    const { body } = await rig.ask('GET', path);
    const changed = { ...(body as object), ringTimeoutMs: 7000 };
    expect(await rig.ask('PUT', path, { body: changed })).toMatchObject({ status: 200, body: { ringTimeoutMs: 7000 } });
    const late = await rig.ask('PUT', path, { body: { ...changed, ringTimeoutMs: 8000 } });
    expect([late.status, late.body]).toMatchObject([409, { error: { code: 'invalidState', data: { version: 1 } } }]);
    const astray = await rig.ask('PUT', '/v1/skill-groups/sales', { body: changed });
    expect([astray.status, messageOf(astray)]).toEqual([
      400,
      expect.stringContaining('body.id: is another skill group'),
    ]);
  });

  it('of the file has version 0, and one of two at once wins', async () => {
    const path = '/v1/skill-groups/shop-support';
    const { body, headers } = await rig.ask('GET', path);
    expect([body, headers['etag']]).toMatchObject([{ version: 0, numbers: ['4000'] }, '"0"']);
    const both = await Promise.all(
      ['One', 'Two'].map((name) =>
        rig.ask('PUT', path, { body: { name, numbers: ['4000'] }, headers: { 'if-match': '"0"' } }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  it.each([
    [{ members: 'all' }, 'body.members'],
    [{ ringTimeoutMs: 1 }, 'body.ringTimeoutMs'],
    [{ strategy: 'random' }, 'body.strategy'],
    [{ numbers: ["1' or '1'='1"] }, 'body.numbers.0'],
    [{ id: 'other' }, 'body.id'],
    [{ queue: { music: { file: '/etc/passwd' } } }, 'body.queue.music.file'],
    [{ queue: { greeting: { file: '../../secret.wav' } } }, 'body.queue.greeting.file'],
    [{ recording: { announce: '/etc/passwd' } }, 'body.recording.announce'],
  ])('is refused as %j: %s is named', async (body, field) => {
    const answer = await rig.ask('PUT', '/v1/skill-groups/sales', { body });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(`"${field}"`)]);
    expect(answer.body).not.toMatchObject({ error: { message: expect.stringContaining('passwd') } });
  });

  it.each([
    ['a group to overflow to that there is not', { overflow: { full: { skillGroup: 'nowhere' } } }, 'nowhere'],
    ['a number of another app', { numbers: ['5000'] }, '5000'],
    ['a number of another group', { numbers: ['4000'] }, '4000'],
    ['hours of no time zone', { hours: { timeZone: 'Mars/Base', weekly: [] } }, 'Mars/Base'],
  ])('is refused with %s, and nothing changes', async (_, body, named) => {
    const before = rig.settings.current('shop');
    const answer = await rig.ask('PUT', '/v1/skill-groups/sales', { body });
    expect(answer.status).toBe(400);
    expect(messageOf(answer)).toContain(named);
    expect(rig.settings.current('shop')).toBe(before);
    expect(await rig.keeper.store.settings.list('shop', 'skillGroup')).toEqual([]);
  });

  it('cannot be the last to go, nor go while an IVR leads to it', async () => {
    expect(messageOf(await rig.ask('DELETE', '/v1/skill-groups/shop-support'))).toContain('shop');
    await rig.ask('PUT', '/v1/skill-groups/sales', { body: sales });
    expect(messageOf(await rig.ask('DELETE', '/v1/skill-groups/shop-support'))).toContain('shop-menu');
  });
});

describe('an IVR by REST', () => {
  const graph = (nodes: object[], entry = 'a') => ({ entry, nodes });
  const hangup = { id: 'z', kind: 'hangup' };
  it.each([
    ['a place that is not there', graph([{ id: 'a', kind: 'play', next: 'b' }])],
    ['a way in that is not there', graph([hangup])],
    [
      'two places of one name',
      graph([
        { id: 'a', kind: 'hangup' },
        { id: 'a', kind: 'hangup' },
      ]),
    ],
    [
      'a circle without an end',
      graph([
        { id: 'a', kind: 'play', next: 'b' },
        { id: 'b', kind: 'play', next: 'a' },
      ]),
    ],
    ['a group that is not there', graph([{ id: 'a', kind: 'group', skillGroup: 'nowhere' }])],
    ['a prompt that is not there', graph([{ id: 'a', kind: 'hangup', prompt: { say: 'nonsense' } }])],
    ['a file of the machine', graph([{ id: 'a', kind: 'hangup', prompt: { file: '/etc/passwd' } }])],
  ])('is refused with %s', async (_, body) => {
    const answer = await rig.ask('PUT', '/v1/ivrs/new', { body });
    expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'invalidArgument' } }]);
    expect((await rig.ask('GET', '/v1/ivrs/new')).status).toBe(404);
  });

  it('takes the calls of its number at once', async () => {
    const body = { ...graph([{ id: 'a', kind: 'group', skillGroup: 'shop-support' }]), numbers: ['4010'] };
    expect((await rig.ask('PUT', '/v1/ivrs/new', { body })).status).toBe(200);
    rig.phone.incoming(CALLER, '4010');
    await rest();
    expect(rig.centre.admin.calls('shop')).toMatchObject([{ session: { skillGroup: 'shop-support', state: 'queue' } }]);
    expect((await rig.ask('GET', '/v1/ivrs')).body).toMatchObject({ ivrs: [{ id: 'new' }, { id: 'shop-menu' }] });
  });
});

describe('numbers and hours by REST', () => {
  it('send a number elsewhere, and say so where a group would say otherwise', async () => {
    await rig.ask('PUT', '/v1/skill-groups/sales', { body: sales });
    const moved = await rig.ask('PUT', '/v1/numbers/4000', { body: { to: { skillGroup: 'sales' } } });
    expect(moved.body).toEqual({ number: '4000', to: { skillGroup: 'sales' }, version: 1 });
    expect((await rig.ask('GET', '/v1/numbers')).body).toMatchObject({
      numbers: [
        { number: '4000', to: { skillGroup: 'sales' } },
        { number: '4001', to: { skillGroup: 'sales' } },
        { number: '4009', to: { ivr: 'shop-menu' } },
      ],
    });
    const back = await rig.ask('PUT', '/v1/skill-groups/shop-support', { body: { numbers: ['4000'] } });
    expect([back.status, messageOf(back)]).toEqual([400, expect.stringContaining('/v1/numbers/4000')]);
    expect(messageOf(await rig.ask('DELETE', '/v1/skill-groups/sales'))).toContain('4000');
    expect((await rig.ask('DELETE', '/v1/numbers/4000')).status).toBe(204);
    expect((await rig.ask('GET', '/v1/numbers/4000')).status).toBe(404);
    const nowhere = await rig.ask('PUT', '/v1/numbers/4000', { body: { to: { ivr: 'nowhere' } } });
    expect(nowhere.status).toBe(400);
  });

  it('close a group and open it again', async () => {
    const path = '/v1/hours/shop-support';
    expect((await rig.ask('GET', path)).body).toEqual({
      skillGroup: 'shop-support',
      hours: null,
      open: true,
      version: 0,
    });
    // The simulated clock begins on a Wednesday morning in Shanghai.
    const body = { timeZone: 'Asia/Shanghai', weekly: [{ days: [6, 7], from: '09:00', to: '18:00' }] };
    const put = await rig.ask('PUT', path, { body });
    expect(put.body).toEqual({ skillGroup: 'shop-support', hours: body, open: false, version: 1 });
    expect((await rig.ask('GET', '/v1/skill-groups/shop-support')).body).toMatchObject({ hours: body, version: 1 });
    expect((await rig.ask('DELETE', path, { headers: { 'if-match': '"0"' } })).status).toBe(412);
    expect((await rig.ask('DELETE', path, { headers: { 'if-match': '"1"' } })).status).toBe(204);
    expect((await rig.ask('GET', '/v1/hours')).body).toMatchObject({
      hours: [{ hours: null, open: true, version: 2 }],
    });
  });
});

describe('agents and calls by REST', () => {
  it('show who is there, set their status and sign them out', async () => {
    sit('sue');
    const { body } = await rig.ask('GET', '/v1/agents');
    expect(body).toMatchObject({
      agents: [
        { id: 'shop-anna', status: 'offline', profile: { role: 'agent', phone: '20002' }, version: 0 },
        { id: 'sue', status: 'idle', reach: 'page', profile: null },
      ],
      next: null,
    });
    expect((await rig.ask('GET', '/v1/agents?limit=1')).body).toMatchObject({
      agents: [{ id: 'shop-anna' }],
      next: 'shop-anna',
    });
    expect((await rig.ask('GET', '/v1/agents?after=shop-anna')).body).toMatchObject({ agents: [{ id: 'sue' }] });
    const rested = await rig.ask('PUT', '/v1/agents/sue/status', { body: { status: 'break', reason: 'lunch' } });
    expect(rested.body).toMatchObject({ status: 'break', reason: 'lunch' });
    expect((await rig.ask('PUT', '/v1/agents/sue/status', { body: { status: 'busy' } })).status).toBe(400);
    expect((await rig.ask('PUT', '/v1/agents/shop-anna/status', { body: { status: 'idle' } })).status).toBe(409);
    expect((await rig.ask('POST', '/v1/agents/sue/logout')).status).toBe(204);
    expect((await rig.ask('GET', '/v1/agents/sue')).body).toMatchObject({ status: 'offline' });
  });

  it('keep profiles, by which POST /v1/tokens goes', async () => {
    const body = { name: 'Zoe', role: 'supervisor', rights: ['supervise'], supervises: ['shop-support'] };
    expect((await rig.ask('PUT', '/v1/agents/zoe', { body })).body).toMatchObject({ profile: body, version: 1 });
    const { body: minted } = await rig.ask('POST', '/v1/tokens', { body: { agent: 'zoe' } });
    expect(await rig.tokens.verify((minted as { token: string }).token)).toMatchObject({ ...body, agent: 'zoe' });
    expect((await rig.ask('DELETE', '/v1/agents/zoe')).status).toBe(204);
    expect((await rig.ask('GET', '/v1/agents/zoe')).status).toBe(404);
  });

  it('keep the password of an agent’s phone, and show it to nobody', async () => {
    const put = (body: object) => rig.ask('PUT', '/v1/agents/zoe', { body });
    const kept = () => rig.settings.current('shop').agents?.find(({ id }) => id === 'zoe')?.phonePassword;
    const first = await put({ phone: '20009', phonePassword: 'sesame-open' });
    expect(first).toMatchObject({ status: 200, body: { profile: { phone: '20009' } } });
    expect(kept()).toBe('sesame-open');
    expect((await put({ name: 'Zoe', email: 'zoe@shop.example', workId: '7' })).body).toMatchObject({
      profile: { name: 'Zoe', email: 'zoe@shop.example', workId: '7' },
    });
    expect(kept()).toBe('sesame-open');
    await put({ phonePassword: 'other' });
    expect(kept()).toBe('other');
    const said = [first, await rig.ask('GET', '/v1/agents/zoe'), await rig.ask('GET', '/v1/agents')];
    const audit = await rig.ask('GET', '/v1/audit');
    expect(JSON.stringify([said, audit.body])).not.toMatch(/sesame-open|phonePassword/u);
  });

  it('are for supervisors as far as their skill groups go', async () => {
    await rig.ask('PUT', '/v1/skill-groups/sales', { body: sales });
    sit('sue');
    rig.phone.incoming(CALLER, '4001');
    await rest();
    const tokenFor = (supervises: string[]) => rig.token({ rights: ['supervise'], supervises });
    const ask = async (key: string, path: string) => (await rig.ask('GET', path, { key })).body;
    const [one, other] = [await tokenFor(['sales']), await tokenFor(['other'])];
    expect(await ask(one, '/v1/calls')).toMatchObject({ total: 1 });
    expect(await ask(other, '/v1/calls')).toEqual({ calls: [], total: 0 });
    expect(await ask(other, '/v1/agents')).toEqual({ agents: [], next: null });
    const set = (key: string) => rig.ask('PUT', '/v1/agents/sue/status', { key, body: { status: 'not-ready' } });
    expect([(await set(other)).status, (await set(one)).status]).toEqual([404, 200]);
    expect((await rig.ask('GET', '/v1/sessions', { key: one })).status).toBe(403);
    expect((await rig.ask('GET', '/v1/sessions?skillGroup=sales', { key: one })).status).toBe(200);
    expect((await rig.ask('GET', '/v1/ivrs', { key: one })).status).toBe(403);
  });

  it('leave numbers and names out of log and audit', async () => {
    sit('sue');
    await rig.ask('PUT', '/v1/agents/zoe', { body: { name: 'Zoe Zimmer', mobile: CALLER } });
    rig.phone.incoming(CALLER, '4000');
    await rest();
    await rig.ask('GET', '/v1/calls');
    await rig.keeper.written();
    const written = JSON.stringify([rig.logger.lines, await rig.keeper.store.audit.list('shop')]);
    expect(written).toContain('agent.put');
    expect(written).not.toMatch(/13800138000|Zimmer/u);
  });
});

describe('what was changed at run time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'callstation-'));
  const file = join(folder, 'store.db');
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const again = async (...tenants: ReturnType<typeof tenantOf>[]) => {
    await rig.stop();
    rig = await apiRig({ file, ...(tenants.length > 0 ? { tenants } : {}) });
  };

  it('is there after a restart, with its version, laid over a file that was changed meanwhile', async () => {
    await again();
    await rig.ask('PUT', '/v1/skill-groups/sales', { body: sales });
    await rig.ask('DELETE', '/v1/ivrs/shop-menu');
    const shop = tenantOf('shop');
    await again({ ...shop, breakReasons: [{ id: 'tea', name: 'Tea' }] }, tenantOf('rival'));
    expect((await rig.ask('GET', '/v1/skill-groups/sales')).body).toMatchObject({ ...sales, version: 1 });
    expect((await rig.ask('GET', '/v1/ivrs/shop-menu')).status).toBe(404);
    expect(rig.settings.current('shop').breakReasons).toEqual([{ id: 'tea', name: 'Tea' }]);
    sit('sue');
    rig.phone.incoming(CALLER, '4001');
    await rest();
    expect(rig.centre.admin.calls('shop')).toMatchObject([{ session: { skillGroup: 'sales', state: 'ring' } }]);
    // A file in which the number is another group's now: calls are taken by the file, and the log says so.
    const [support] = shop.skillGroups;
    await again(
      { ...shop, skillGroups: support ? [{ ...support, numbers: ['4000', '4001'] }] : [] },
      tenantOf('rival'),
    );
    expect((await rig.ask('GET', '/v1/skill-groups/sales')).status).toBe(404);
    expect(JSON.stringify(rig.logger.lines)).toContain('does not fit the configuration file');
  });
});
