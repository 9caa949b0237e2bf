import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  sampleEngagement,
  sampleRecording,
  sampleSession,
  sampleStep,
  sessionWrite,
} from '../store/testing/samples.ts';
import { apiRig, fieldsOf, type ApiRig } from './testing/api-rig.ts';

interface Page {
  sessions: { id: string }[];
  next: string | null;
}
const FILE = 'recording-of-session-1.ogg';
let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig();
  await rig.keeper.store.write([
    sessionWrite(sampleSession(), [sampleEngagement()], [sampleStep()]),
    { type: 'recording', recording: sampleRecording({ file: FILE }) },
    sessionWrite(sampleSession({ id: 's2', createdAt: 1_800_000_100_000, from: '+8613900139000', direction: 'out' })),
    sessionWrite(sampleSession({ id: 's3', createdAt: 1_800_000_100_000, skillGroup: null, endedAt: null })),
    sessionWrite(sampleSession({ id: 'r1', app: 'rival' })),
  ]);
});
afterEach(() => rig.stop());

const page = async (query: string): Promise<Page> => (await rig.ask('GET', `/v1/sessions?${query}`)).body as Page;
const ids = async (query: string): Promise<string[]> => (await page(query)).sessions.map(({ id }) => id);

describe('records over REST', () => {
  it('show a session with its parts, without the app and the names of files', async () => {
    const { status, body } = await rig.ask('GET', '/v1/sessions/s1');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id: 's1', from: '+8613800138000', talkMs: 10_000 },
      engagements: [{ agent: 'alice', annotation: { disposition: 'sold' } }],
      steps: [{ n: 1, kind: 'consult', to: { agent: 'bob' } }],
      recordings: [{ id: 'r1', ms: 20_000 }],
    });
    expect(JSON.stringify(body)).not.toMatch(/"app"|\.ogg/u);
  });

  it.each([
    ['', ['s3', 's2', 's1']],
    ['from=1800000050000', ['s3', 's2']],
    ['to=2027-01-15T08:01:00Z', ['s1']],
    ['number=%2B8613900139000', ['s2']],
    ['direction=out', ['s2']],
    ['live=true', ['s3']],
    ['agent=alice', ['s1']],
    ['skillGroup=sales&live=false', ['s2', 's1']],
  ])('are found by %j', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('come in pages, each once, also when several began in the same millisecond', async () => {
    const first = await page('limit=1');
    const second = await page(`limit=1&after=${first.next ?? ''}`);
    const third = await page(`limit=1&after=${second.next ?? ''}`);
    expect([first, second, third].flatMap(({ sessions }) => sessions.map(({ id }) => id))).toEqual(['s3', 's2', 's1']);
    expect(third.next).toBeNull();
  });

  it.each([
    ['limit=0', 'query.limit'],
    ['limit=501', 'query.limit'],
    ['limit=1e2', 'query.limit'],
    ['limit=1&limit=2', 'query.limit'],
    ['from=yesterday', 'query.from'],
    ['from=99999999999999999999', 'query.from'],
    ['after=%00', 'query.after'],
    ['after=W10', 'query.after'],
    ['after=' + Buffer.from('[1e999,"x"]').toString('base64url'), 'query.after'],
    ['number=%27%20or%201%3D1', 'query.number'],
    ['app=rival', 'query.app'],
    ['__proto__=x', 'query.__proto__'],
  ])('refuse the query %s and name the field', async (query, field) => {
    const answer = await rig.ask('GET', `/v1/sessions?${query}`);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  it('are deleted with all that belongs to them, once they are over; the audit says who did', async () => {
    expect((await rig.ask('DELETE', '/v1/sessions/s1')).status).toBe(204);
    expect((await rig.ask('GET', '/v1/sessions/s1')).status).toBe(404);
    expect(await rig.keeper.store.recordings.list('shop')).toEqual([]);
    expect((await rig.ask('DELETE', '/v1/sessions/s3')).body).toMatchObject({ error: { code: 'invalidState' } });
    expect((await rig.ask('DELETE', '/v1/sessions/s1')).status).toBe(404);
    await rig.keeper.written();
    const audit = await rig.keeper.store.audit.list('shop');
    expect(audit.map(({ action, target }) => `${action} ${target}`).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'recording.delete r1',
      'session.delete s1',
    ]);
  });

  it('stay while their recording is being finished, by id and by number', async () => {
    const recording = sampleRecording({ id: 'r9', sessionId: 's1', file: FILE, state: 'on', endedAt: null });
    rig.keeper.put({ type: 'recording', recording });
    expect((await rig.ask('DELETE', '/v1/sessions/s1')).body).toMatchObject({ error: { code: 'invalidState' } });
    expect((await rig.ask('DELETE', '/v1/sessions?number=%2B8613800138000')).body).toEqual({ deleted: 0, left: 2 });
    rig.keeper.put({ type: 'recording', recording: { ...recording, state: 'done', endedAt: 2 } });
    expect((await rig.ask('DELETE', '/v1/sessions/s1')).status).toBe(204);
    expect(await rig.keeper.store.recordings.list('shop')).toEqual([]);
  });

  it('are deleted by number, and the number is not in the audit', async () => {
    const answer = await rig.ask('DELETE', '/v1/sessions?number=%2B8613800138000');
    expect(answer.body).toEqual({ deleted: 1, left: 1 });
    expect(await ids('')).toEqual(['s3', 's2']);
    await rig.keeper.written();
    const audit = JSON.stringify(await rig.keeper.store.audit.list('shop'));
    expect(audit).toContain('session.deleteNumber');
    expect(audit).not.toContain('13800138000');
    expect(JSON.stringify(rig.logger.lines)).not.toContain('13800138000');
    expect((await rig.ask('DELETE', '/v1/sessions')).status).toBe(400);
  });
});
