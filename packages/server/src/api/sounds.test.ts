import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleWav } from '../sound/testing/sample-wav.ts';
import { apiRig, fieldsOf, type ApiRig } from './testing/api-rig.ts';

let rig: ApiRig;
beforeEach(async () => void (rig = await apiRig()));
afterEach(() => rig.stop());

const KEY = 'shop-api-key-0123456789-abcdefghijk';
async function upload(name: string, payload: Buffer, type = 'audio/wav') {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': type };
  const answer = await rig.app.inject({ method: 'PUT', url: `/v1/sounds/${name}`, headers, payload });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), headers: answer.headers };
}
const IVR = (file: string) => ({
  ...{ name: 'Night', numbers: ['4008'], entry: 'bye' },
  nodes: [{ id: 'bye', name: 'Bye', kind: 'hangup', prompt: { file } }],
});
const listed = async (): Promise<unknown> => (await rig.ask('GET', '/v1/sounds')).body;

describe('sounds by REST', () => {
  it('are uploaded, listed, heard, and deleted', async () => {
    expect(await listed()).toEqual({ sounds: [] });
    const { status, body } = await upload('welcome.wav', sampleWav(8000));
    expect([status, body]).toMatchObject([200, { name: 'welcome.wav', bytes: 16_044, ms: 500 }]);
    expect(await listed()).toMatchObject({ sounds: [{ name: 'welcome.wav', bytes: 16_044, used: false }] });
    const heard = await rig.ask('GET', '/v1/sounds/welcome.wav');
    expect([heard.status, heard.headers['content-type'], heard.headers['content-length']]).toEqual([
      200,
      'audio/wav',
      '16044',
    ]);
    expect((await rig.ask('DELETE', '/v1/sounds/welcome.wav')).status).toBe(204);
    expect((await rig.ask('GET', '/v1/sounds/welcome.wav')).status).toBe(404);
    await rig.keeper.written();
    const audit = (await rig.keeper.store.audit.list('shop')).map(({ action, target }) => `${action} ${target}`);
    expect(audit.toSorted()).toEqual(['sound.delete welcome.wav', 'sound.put welcome.wav']);
  });

  it('are what menus and queues may name, and stay while they do', async () => {
    const unknown = await rig.ask('PUT', '/v1/ivrs/night', { body: IVR('welcome.wav') });
    expect([unknown.status, fieldsOf(unknown)]).toEqual([400, ['body.nodes.0.prompt.file']]);
    await upload('welcome.wav', sampleWav(8000));
    const made = await rig.ask('PUT', '/v1/ivrs/night', { body: IVR('welcome.wav') });
    expect([made.status, made.body]).toMatchObject([200, { nodes: [{ prompt: { file: 'welcome.wav' } }] }]);
    expect(JSON.stringify(made.body)).not.toContain(rig.folder);
    expect(await listed()).toMatchObject({ sounds: [{ used: true }] });
    const kept = await rig.ask('DELETE', '/v1/sounds/welcome.wav');
    expect([kept.status, kept.body]).toMatchObject([409, { error: { code: 'invalidState' } }]);
    // Another one of that name is in its place at once.
    expect((await upload('welcome.wav', sampleWav(16_000))).body).toMatchObject({ ms: 1000 });
    expect((await rig.ask('PUT', '/v1/ivrs/night', { body: made.body as object })).status).toBe(200);
    expect((await rig.ask('DELETE', '/v1/ivrs/night')).status).toBe(204);
    expect((await rig.ask('DELETE', '/v1/sounds/welcome.wav')).status).toBe(204);
  });

  it('are refused when they cannot be played, are too large, or called what nobody may call them', async () => {
    expect((await upload('x.wav', Buffer.from('ID3'))).status).toBe(400);
    expect((await upload('x.wav', sampleWav(10), 'application/json')).status).toBe(400);
    expect((await upload('x.wav', Buffer.alloc(20 * 1024 * 1024))).status).toBe(413);
    for (const name of ['..%2fx.wav', 'x.mp3', '.wav', 'x%00.wav'])
      expect([name, (await upload(name, sampleWav(10))).status >= 400]).toEqual([name, true]);
    expect(await listed()).toEqual({ sounds: [] });
  });

  it('take an administrator', async () => {
    const key = await rig.token({ role: 'supervisor', rights: ['supervise'] });
    expect((await rig.ask('GET', '/v1/sounds', { key })).status).toBe(200);
    expect((await rig.ask('DELETE', '/v1/sounds/x.wav', { key })).status).toBe(403);
  });
});
