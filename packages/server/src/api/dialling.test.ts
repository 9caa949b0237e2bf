import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settle } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiRig, type ApiRig } from './testing/api-rig.ts';

const folder = mkdtempSync(join(tmpdir(), 'dialling-'));
const file = join(folder, 'centre.db');
let rig: ApiRig;
beforeEach(async () => void (rig = await apiRig({ file })));
afterEach(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

const dial = async (app = 'shop'): Promise<unknown> => {
  const identity = {
    app,
    agent: 'sue',
    name: 'Sue',
    role: 'agent' as const,
    rights: ['dial', 'dialExternal'] as const,
  };
  const seat = { identity: { ...identity, rights: [...identity.rights] }, page: `${app}-page` };
  rig.centre.open(seat, { visible: true });
  const why: unknown = await rig.centre.request(seat, 'call.dial', { to: { number: '13900001111' } }).then(
    () => 'dialled',
    (error: { data?: { reason?: unknown } }) => error.data?.reason ?? error,
  );
  await settle();
  return why;
};

describe('the stop of outgoing calls by REST', () => {
  it('stops those of one app, is audited, and is still there after a restart', async () => {
    expect((await rig.ask('GET', '/v1/dialling')).body).toEqual({ stopped: false, alarms: [] });
    const put = await rig.ask('PUT', '/v1/dialling', { body: { stopped: true } });
    expect([put.status, put.body]).toEqual([200, { stopped: true, alarms: [] }]);
    expect(await dial()).toBe('callsStopped');
    expect(await dial('rival')).toBe('dialled');
    await rig.keeper.written();
    expect(await rig.keeper.store.audit.list('shop')).toMatchObject([
      { action: 'dialling.set', actor: 'key:config', data: { stopped: true } },
    ]);
    await rig.stop();
    rig = await apiRig({ file });
    expect((await rig.ask('GET', '/v1/dialling')).body).toMatchObject({ stopped: true });
    expect(await dial()).toBe('callsStopped');
    await rig.ask('PUT', '/v1/dialling', { body: { stopped: false } });
    expect(await dial()).toBe('dialled');
  });

  it('is for admins alone', async () => {
    const { body } = await rig.ask('POST', '/v1/keys', { body: { name: 'crm', role: 'operator' } });
    const { key } = body as { key: string };
    expect((await rig.ask('GET', '/v1/dialling', { key })).status).toBe(403);
    expect((await rig.ask('PUT', '/v1/dialling', { key, body: { stopped: true } })).status).toBe(403);
    expect((await rig.ask('PUT', '/v1/dialling', { body: { stopped: 'yes' } })).status).toBe(400);
    expect(rig.centre.dialling().stopped).toEqual([]);
  });
});
