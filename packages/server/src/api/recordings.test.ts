import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from '../engine/centre.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleRecording, sampleSession, sessionWrite } from '../store/testing/samples.ts';
import { apiRig, type ApiRig } from './testing/api-rig.ts';

const FILE = `${'a'.repeat(32)}.ogg`;
const NUMBER = '+8613800138000';
let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig();
  writeFileSync(join(rig.folder, FILE), '0123456789');
  await rig.keeper.store.write([
    sessionWrite(sampleSession({ id: 's', from: NUMBER })),
    { type: 'recording', recording: sampleRecording({ id: 's-r1', sessionId: 's', file: FILE }) },
  ]);
});
afterEach(() => rig.stop());

const plays: Partial<Identity> = { role: 'agent', rights: ['playRecordings'] };
/** Asks with the token of somebody. */
async function ask(method: 'GET' | 'DELETE', path: string, who: Partial<Identity> = plays, headers = {}) {
  return rig.ask(method, `/v1/recordings${path}`, { key: await rig.token(who), headers });
}
const audited = async (): Promise<string[]> => {
  await rig.keeper.written();
  return (await rig.keeper.store.audit.list('shop')).map(({ actor, action }) => `${actor} ${action}`).toSorted();
};

describe('recordings over REST', () => {
  it('are listed without the names of files, to an agent with the right', async () => {
    const { status, body } = await ask('GET', '?session=s&limit=5');
    expect([status, body]).toMatchObject([200, { recordings: [{ id: 's-r1', sessionId: 's', state: 'done' }] }]);
    expect(JSON.stringify(body)).not.toContain(FILE.slice(0, 8));
    expect((await ask('GET', `?number=${encodeURIComponent(NUMBER)}`)).body).toMatchObject({ recordings: [{}] });
    expect((await ask('GET', '?session=other')).body).toEqual({ recordings: [] });
  });

  it('play, whole and in ranges, kept by nobody on the way, and that they did is in the audit', async () => {
    const whole = await ask('GET', '/s-r1');
    expect([whole.status, whole.body]).toEqual([200, '0123456789']);
    expect(whole.headers).toMatchObject({
      ...{ 'content-type': 'audio/ogg', 'accept-ranges': 'bytes', 'cache-control': 'private, no-store' },
    });
    const part = await ask('GET', '/s-r1', plays, { range: 'bytes=2-5' });
    expect([part.status, part.body, part.headers['content-range']]).toEqual([206, '2345', 'bytes 2-5/10']);
    expect((await ask('GET', '/s-r1', plays, { range: 'bytes=50-' })).status).toBe(416);
    expect(await audited()).toContain('agent:sam recording.play');
  });

  it('are not there under another name, nor by a path', async () => {
    for (const path of ['/s-r2', '/..%2f..%2fetc%2fpasswd', `/${FILE}`, '/s-r1%00'])
      expect([path, (await ask('GET', path)).status >= 400]).toEqual([path, true]);
  });

  it.each<[string, Partial<Identity>]>([
    ['an agent without the right', { role: 'agent', rights: ['record'] }],
    ['a supervisor without the right', { role: 'supervisor', rights: ['supervise', 'record'] }],
  ])('are refused to %s', async (_, who) => {
    for (const path of ['', '/s-r1']) expect((await ask('GET', path, who)).status).toBe(403);
    expect(await audited()).toEqual([]);
  });

  it('are deleted by an administrator with the right, and a back end; by nobody else', async () => {
    const admin: Partial<Identity> = { role: 'admin', rights: ['playRecordings'] };
    for (const who of [plays, { ...plays, role: 'supervisor' as const }, { ...admin, rights: [] }])
      expect((await ask('DELETE', '?session=s', who)).status).toBe(403);
    for (const path of ['', '?session=s&number=1']) expect((await ask('DELETE', path, admin)).status).toBe(400);
    expect((await ask('DELETE', '/nothing', admin)).status).toBe(404);
    expect((await rig.ask('DELETE', `/v1/recordings?number=${encodeURIComponent(NUMBER)}`)).body).toEqual({
      deleted: 1,
    });
    expect((await ask('GET', '/s-r1')).status).toBe(404);
    expect((await ask('DELETE', '/s-r1', admin)).status).toBe(404);
    expect(await audited()).toContain('key:config recording.delete');
  });
});
