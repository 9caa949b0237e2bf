import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  sampleActivity,
  sampleEngagement,
  sampleQueueEvent,
  sampleSession,
  sessionWrite,
} from '../store/testing/samples.ts';
import { apiRig, fieldsOf, type ApiRig } from './testing/api-rig.ts';

const HOUR = 3_600_000;
const T = Date.UTC(2023, 9, 29, 1);

let rig: ApiRig;
beforeAll(async () => {
  rig = await apiRig();
  const visit = (n: number, at: number, waitMs: number, type: 'answered' | 'abandoned') => {
    const of = { sessionId: `s${n}`, since: at };
    return [
      sampleQueueEvent({ ...of, seq: n * 10 + 1, at, type: 'enqueued' }),
      sampleQueueEvent({ ...of, seq: n * 10 + 2, at, type: 'offered', agent: 'alice' }),
      sampleQueueEvent({ ...of, seq: n * 10 + 3, at: at + waitMs, type, agent: type === 'answered' ? 'alice' : null }),
    ].map((event) => ({ type: 'queueEvent', event }) as const);
  };
  const status = (seq: number, at: number, to: 'idle' | 'busy' | 'break', reason: string | null = null) =>
    ({ type: 'activity', activity: sampleActivity({ seq, at, to, reason }) }) as const;
  await rig.keeper.store.write([
    ...[...visit(1, T, 4000, 'answered'), ...visit(2, T + 1000, 30_000, 'answered')],
    ...visit(3, T + HOUR, 3000, 'abandoned'),
    ...[status(101, T - HOUR, 'idle'), status(102, T + HOUR / 2, 'busy'), status(103, T + HOUR, 'break', '=lunch')],
    sessionWrite(sampleSession(), [
      sampleEngagement({ doneAt: T + HOUR / 2, ringMs: 1000, talkMs: 60_000, holdMs: 30_000, wrapMs: 10_000 }),
    ]),
  ]);
});
afterAll(() => rig.stop());

const interval = `from=${T}&to=${T + 2 * HOUR}`;

describe('reports', () => {
  it('say of skill groups what came of their customers', async () => {
    const { body } = await rig.ask('GET', `/v1/reports/skill-groups?${interval}`);
    expect(body).toEqual({
      rows: [
        {
          ...{ from: T, to: T + 2 * HOUR, skillGroup: 'sales', offered: 3, answered: 2, answeredInTarget: 1 },
          ...{ abandoned: 1, abandonedShort: 1, overflowed: 0, left: 0, waiting: 0, targetMs: 20_000 },
          ...{ serviceLevel: 1 / 3, asaMs: 17_000, averageAbandonMs: 3000, longestWaitMs: 30_000 },
          ...{ answeredWaitMs: 34_000, abandonedWaitMs: 3000, agentsAsked: 3, declined: 0, missed: 0 },
        },
      ],
    });
  });

  it('go by the group’s own service level', async () => {
    const [shop] = rig.tenants;
    const group = {
      name: 'Sales',
      members: '*',
      ringTimeoutMs: 1,
      wrapUpMs: 0,
      strategy: 'longest-idle',
      numbers: [],
    } as const;
    shop?.skillGroups.push({ ...group, id: 'sales', serviceLevelMs: 30_000, numbers: [] });
    const { body } = await rig.ask('GET', `/v1/reports/skill-groups?${interval}`);
    shop?.skillGroups.pop();
    expect(body).toMatchObject({ rows: [{ targetMs: 30_000, answeredInTarget: 2, serviceLevel: 2 / 3 }] });
  });

  it('say of agents what they did, and by skill group', async () => {
    const { body } = await rig.ask('GET', `/v1/reports/agents?${interval}`);
    const calls = { asked: 3, answered: 2, handled: 1, talkMs: 60_000, ringMs: 1000, ahtMs: 100_000 };
    const times = {
      ...{ signedInMs: 2 * HOUR, idleMs: HOUR / 2, busyMs: HOUR / 2, breakMs: HOUR },
      ...{ breaks: { '=lunch': HOUR }, occupancy: 0.5 },
    };
    expect(body).toMatchObject({ rows: [{ agent: 'alice', ...calls, times }] });
    const byGroup = await rig.ask('GET', `/v1/reports/agents?${interval}&byGroup=true&agent=alice`);
    expect(byGroup.body).toMatchObject({ rows: [{ agent: 'alice', skillGroup: 'sales', ...calls }] });
    expect((await rig.ask('GET', `/v1/reports/agents?${interval}&agent=bob`)).body).toEqual({ rows: [] });
  });

  it('are tables, by the clock of the time zone, that no spreadsheet takes for formulas', async () => {
    const path = `/v1/reports/skill-groups.csv?${interval}&grouping=hour&timeZone=Europe/Berlin`;
    const groups = await rig.ask('GET', path);
    expect(groups.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(String(groups.body).split('\r\n').slice(1)).toEqual([
      '2023-10-29T02:00:00+01:00,2023-10-29T03:00:00+01:00,sales,2,2,1,0,0,0,0,0,20000,0.5,17000,,30000,34000,0,2,0,0',
      '2023-10-29T03:00:00+01:00,2023-10-29T04:00:00+01:00,sales,1,0,0,1,1,0,0,0,20000,0,,3000,3000,0,3000,1,0,0',
      '',
    ]);
    const agents = await rig.ask('GET', `/v1/reports/agents.csv?${interval}`);
    expect(String(agents.body).split('\r\n')[1]).toMatch(/,0\.5,'=lunch=3600000$/u);
    const byGroup = await rig.ask('GET', `/v1/reports/agents.csv?${interval}&byGroup=true`);
    expect(String(byGroup.body).split('\r\n')[1]).toMatch(/,alice,sales,3,2,0,0,1,0,0,60000,30000,10000,1000,100000$/u);
  });

  it('are of the caller’s app alone', async () => {
    const key = 'rival-api-key-0123456789-abcdefghijk';
    for (const path of ['skill-groups', 'agents'])
      expect((await rig.ask('GET', `/v1/reports/${path}?${interval}`, { key })).body).toEqual({ rows: [] });
    expect((await rig.ask('GET', '/v1/reports/agents', { key: null })).status).toBe(401);
  });

  it.each([
    ['timeZone=Mars', /Time zone Mars is not known/u],
    [`from=${T}&to=${T}`, /must end after it begins/u],
    ['from=0&to=86400000000', /366 days at most/u],
  ])('refuse %s', async (query, message) => {
    const { status, body } = await rig.ask('GET', `/v1/reports/agents?${query}`);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(message);
  });

  it.each(['grouping', 'shortMs', 'from', 'skillGroup'])('name %s when it is wrong', async (field) => {
    const answer = await rig.ask('GET', `/v1/reports/skill-groups?${field}=%3D!`);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [`query.${field}`]]);
  });
});
