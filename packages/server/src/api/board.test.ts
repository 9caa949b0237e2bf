import { afterEach, beforeEach, expect, it } from 'vitest';
import { apiRig, type ApiRig } from './testing/api-rig.ts';

let rig: ApiRig;
beforeEach(async () => void (rig = await apiRig()));
afterEach(() => rig.stop());

const NUMBER = '13800138000';
/** An agent of `shop` who talks to a customer. */
async function talking(): Promise<void> {
  const identity = { app: 'shop', agent: 'shop-anna', name: 'Anna', role: 'agent', rights: [] } as const;
  const seat = { identity: { ...identity, rights: [] }, page: 'anna-page' };
  rig.centre.open(seat, { visible: true });
  await rig.centre.request(seat, 'agent.setStatus', { status: 'idle' });
  rig.phone.incoming(NUMBER, '4000');
  await rig.clock.advanceAsync(100);
}

it('shows who does what and who waits, with whole numbers to a key', async () => {
  await talking();
  const { status, body } = await rig.ask('GET', '/v1/board');
  expect([status, body]).toMatchObject([
    200,
    {
      agents: [{ id: 'shop-anna', name: 'Anna', session: { phase: 'offered' } }],
      queues: [{ id: 'shop-support', waiting: 0 }],
    },
  ]);
  expect(JSON.stringify(body)).toContain(NUMBER);
});

it('shows a supervisor what they supervise, and numbers masked without the right', async () => {
  await talking();
  const key = await rig.token({ rights: ['board'] });
  const seen = await rig.ask('GET', '/v1/board', { key });
  expect([seen.status, JSON.stringify(seen.body).includes(NUMBER)]).toEqual([200, false]);
  const other = await rig.token({ rights: ['board', 'supervise'], supervises: ['elsewhere'] });
  expect((await rig.ask('GET', '/v1/board', { key: other })).body).toMatchObject({ agents: [], queues: [] });
  const none = await rig.token({ rights: ['supervise'] });
  expect((await rig.ask('GET', '/v1/board', { key: none })).status).toBe(403);
});
