import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleEngagement, sampleSession, sessionWrite } from '../store/testing/samples.ts';
import { type ApiRig, apiRig } from './testing/api-rig.ts';

const CALLER = '+8613800138000';
let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig();
  const [shop] = rig.tenants;
  if (shop) shop.numberMask = { caller: true, callee: true };
  const peer = { id: 'p', role: 'customer' as const, state: 'joined' as const, number: CALLER };
  const context = { flow: 'in' as const, callerNumber: CALLER, calleeNumber: '4000' };
  const session = sampleSession({ app: 'shop', id: 's1', from: CALLER, to: '4000', context });
  rig.keeper.put(
    sessionWrite(session, [sampleEngagement({ app: 'shop', id: 's1-1', sessionId: 's1', agent: 'alice', peer })]),
  );
  await rig.keeper.written();
});
afterEach(() => rig.stop());

const text = async (path: string, key?: string): Promise<string> => {
  const { status, body } = await rig.ask('GET', path, key === undefined ? {} : { key });
  expect(status).toBe(200);
  return JSON.stringify(body);
};

it.each(['/v1/sessions', '/v1/sessions/s1'])(
  '%s tells a back end the whole number, and a supervisor’s page none',
  async (path) => {
    expect(await text(path)).toContain(CALLER);
    const key = await rig.token({ agent: 'sam', role: 'supervisor', rights: ['supervise', 'board'] });
    const seen = await text(path, key);
    expect(seen).not.toContain(CALLER.slice(3));
    expect(seen).toContain('+86138****8000');
  },
);

it('an agent’s own calls have stars, and say so', async () => {
  const key = await rig.token({ agent: 'alice', role: 'agent' });
  const seen = await text('/v1/own/calls', key);
  expect(seen).not.toContain(CALLER.slice(3));
  expect(JSON.parse(seen)).toMatchObject({
    calls: [{ sessionId: 's1', peer: { number: '+86138****8000', masked: true } }],
  });
});

it('the board has stars for a supervisor’s page, and none for a back end', async () => {
  const identity = { app: 'shop', agent: 'shop-anna', name: 'Anna', role: 'agent', rights: [] } as const;
  const seat = { identity: { ...identity, rights: [] }, page: 'anna-page' };
  rig.centre.open(seat, { visible: true });
  await rig.centre.request(seat, 'agent.setStatus', { status: 'idle' });
  rig.phone.incoming(CALLER, '4000');
  await rig.clock.advanceAsync(100);
  const key = await rig.token({ agent: 'sam', role: 'supervisor', rights: ['supervise', 'board'] });
  const peerOf = async (by?: string): Promise<unknown> =>
    (JSON.parse(await text('/v1/board', by)) as { agents: { session: { peer: unknown } }[] }).agents[0]?.session.peer;
  expect(await peerOf()).toEqual({ role: 'customer', number: CALLER });
  expect(await peerOf(key)).toEqual({ role: 'customer', number: '+86138****8000', masked: true });
});

it('calls that go on have stars for a supervisor’s page, and none for a back end', async () => {
  rig.phone.incoming(CALLER);
  await rig.clock.advanceAsync(10);
  const key = await rig.token({ agent: 'sam', role: 'supervisor', rights: ['supervise', 'board'] });
  expect(await text('/v1/calls')).toContain(CALLER);
  const seen = await text('/v1/calls', key);
  expect(JSON.parse(seen)).toMatchObject({ total: 1, calls: [{ from: '+86138****8000' }] });
  expect(seen).not.toContain(CALLER.slice(3));
});
