import { createFakeClock, createFakeLogger, createFakeRandom } from '@callstation/testkit';
import Fastify, { type InjectOptions } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { answerErrors } from '../net/http-errors.ts';
import type { CustomerReport } from './customer.ts';
import { devRoutes } from './dev-routes.ts';
import { createFakeLeg, type FakeLeg } from './fake-leg.ts';
import { MAX_CUSTOMERS } from './roster.ts';
import { createSimulator } from './simulator.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function rig() {
  const clock = createFakeClock();
  const simulator = createSimulator({ clock, random: createFakeRandom('c'), logger: createFakeLogger() });
  const legs: FakeLeg[] = [];
  const placed: unknown[] = [];
  simulator.onIncoming((call) => {
    const leg = createFakeLeg(clock);
    placed.push(call);
    legs.push(leg);
    return leg;
  });
  const app = Fastify();
  answerErrors(app, createFakeLogger());
  await app.register(devRoutes(simulator));
  closers.push(() => app.close());
  const call = async (method: InjectOptions['method'] & string, url: string, body?: unknown) => {
    const response = await app.inject({ method, url, ...(body === undefined ? {} : { payload: body as object }) });
    return { status: response.statusCode, body: response.json() as Record<string, unknown> & CustomerReport };
  };
  return { app, clock, simulator, legs, placed, call };
}
const refused = (code: string) => ({
  error: { code, message: expect.any(String) as string, retryable: expect.any(Boolean) as boolean },
});

describe('POST /dev/customers', () => {
  it('makes a customer call in, with defaults and without a body', async () => {
    const { call, placed } = await rig();
    const made = await call('POST', '/dev/customers');
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ id: 'c1', direction: 'calling', state: 'trying', number: '+8613800000001' });
    await call('POST', '/dev/customers', { from: '+861391', skillGroup: 'sales', scenario: 'tone', to: '4001' });
    expect(placed).toEqual([
      { from: '+8613800000001', to: '4000' },
      { from: '+861391', to: '4001', headers: { 'X-Skill-Group': 'sales' } },
    ]);
  });

  it('accepts an empty body that claims to be JSON', async () => {
    const { app } = await rig();
    const headers = { 'content-type': 'application/json' };
    expect((await app.inject({ method: 'POST', url: '/dev/customers', headers, payload: '' })).statusCode).toBe(201);
  });

  it.each([
    [{ from: 'tel:1\r\nX: y' }],
    [{ from: '1'.repeat(40) }],
    [{ skillGroup: 'a\r\nb' }],
    [{ scenario: 'nobody' }],
    [{ scenario: { steps: [{ do: 'say', voice: 'no-such-voice' }] } }],
    [{ scenario: { steps: [{ do: 'nothing' }] } }],
    [{ unknown: 1 }],
    [[]],
  ])('refuses %j and makes nobody', async (body) => {
    const { call, simulator } = await rig();
    const answer = await call('POST', '/dev/customers', body);
    expect(answer).toEqual({ status: 400, body: refused('invalidArgument') });
    expect(simulator.customers.list()).toEqual([]);
  });

  it('refuses what is not JSON, too large or another type, typed', async () => {
    const { app } = await rig();
    const post = async (payload: string, type = 'application/json') => {
      const headers = { 'content-type': type };
      const response = await app.inject({ method: 'POST', url: '/dev/customers', headers, payload });
      return [response.statusCode, (response.json() as { error: { code: string } }).error.code];
    };
    expect(await post('{"from":')).toEqual([400, 'invalidArgument']);
    expect(await post(JSON.stringify({ from: '1'.repeat(70_000) }))).toEqual([413, 'tooLarge']);
    expect(await post('<a/>', 'application/xml')).toEqual([400, 'invalidArgument']);
  });

  it('stops at the limit', async () => {
    const { call, simulator } = await rig();
    for (let i = 0; i < MAX_CUSTOMERS; i++) simulator.customers.create();
    expect(await call('POST', '/dev/customers', {})).toEqual({ status: 429, body: refused('rateLimited') });
  });
});

describe("an agent's phone over HTTP", () => {
  it('is found by its number, declines while it rings, hangs up once it was picked up', async () => {
    const { call, clock, simulator } = await rig();
    const legs = [createFakeLeg(clock), createFakeLeg(clock)] as const;
    simulator.dialed('20001', legs[0], '4000');
    simulator.dialed('20002', legs[1], '4000');
    const id = (number: string) => simulator.customers.list().find((report) => report.number === number)?.id ?? '';
    await call('DELETE', `/dev/customers/${id('20001')}`);
    clock.advance(1500);
    await call('DELETE', `/dev/customers/${id('20002')}`);
    expect(legs.map(({ ends }) => ends)).toEqual([
      [{ reason: 'rejected', by: 'peer', cause: { sip: 603 } }],
      [{ reason: 'remoteHangup', by: 'peer' }],
    ]);
    expect(clock.pending).toBe(0);
  });
});

describe('GET /dev/customers', () => {
  it('lists callers and dialled numbers, newest first, and finds a number', async () => {
    const { call, clock, simulator } = await rig();
    simulator.customers.create();
    simulator.dialed('10001', createFakeLeg(clock), '4000');
    const all = await call('GET', '/dev/customers');
    expect(all.body).toMatchObject([
      { number: '10001', direction: 'called', from: '4000' },
      { number: '+8613800000001', direction: 'calling' },
    ]);
    const one = await call('GET', '/dev/customers?number=10001');
    expect(one.body).toMatchObject([{ number: '10001' }]);
    expect((await call('GET', '/dev/customers?number=2')).body).toEqual([]);
  });

  it('makes a customer press keys, and refuses what is none', async () => {
    const { call, legs } = await rig();
    await call('POST', '/dev/customers', { scenario: 'quiet' });
    legs[0]?.emit({ answered: true });
    expect((await call('POST', '/dev/customers/c1/press', { keys: '1#' })).status).toBe(200);
    expect(legs[0]?.log.map((line) => line.split(' ').slice(1).join(' '))).toEqual(['press 1', 'press #']);
    for (const keys of ['', 'x', '1 2', '1'.repeat(33)])
      expect((await call('POST', '/dev/customers/c1/press', { keys })).status).toBe(400);
  });

  it('tells what a customer heard and got', async () => {
    const { call, legs } = await rig();
    await call('POST', '/dev/customers', { scenario: 'quiet' });
    legs[0]?.emit({ answered: true });
    legs[0]?.hears(440, 200);
    legs[0]?.emit({ digit: '7' });
    const { body } = await call('GET', '/dev/customers/c1');
    expect(body.heard.last.tones[440]).toBeGreaterThan(0.25);
    expect(body).toMatchObject({ state: 'answered', digits: '7', heard: { last: { tone: 440, silent: false } } });
  });

  it.each([
    ['GET', '/dev/customers/nobody'],
    ['DELETE', '/dev/customers/nobody'],
    ['POST', '/dev/customers/nobody/say'],
    ['POST', '/dev/customers/nobody/press'],
    ['POST', '/dev/customers/nobody/mark'],
  ] as const)('%s %s is 404', async (method, url) => {
    const { call } = await rig();
    expect(await call(method, url)).toEqual({ status: 404, body: refused('notFound') });
  });
});

describe('a customer by hand', () => {
  it('speaks, then hangs up', async () => {
    const { call, clock, legs } = await rig();
    await call('POST', '/dev/customers', { scenario: 'quiet' });
    legs[0]?.emit({ answered: true });
    expect((await call('POST', '/dev/customers/c1/say', { tone: { hz: 660, ms: 200 } })).status).toBe(200);
    clock.advance(300);
    expect(legs[0]?.level(660, 40, 180)).toBeGreaterThan(0.25);
    const gone = await call('DELETE', '/dev/customers/c1');
    expect(gone.body).toMatchObject({ state: 'ended', ended: { reason: 'remoteHangup' } });
    const late = await call('POST', '/dev/customers/c1/say', { voice: 'hello' });
    expect(late).toEqual({ status: 409, body: refused('invalidState') });
    expect(clock.pending).toBe(0);
  });

  it.each([[{}], [{ tone: { hz: 1, ms: 5 } }], [{ voice: 'no-such-voice' }]])('refuses to say %j', async (body) => {
    const { call } = await rig();
    await call('POST', '/dev/customers', {});
    expect(await call('POST', '/dev/customers/c1/say', body)).toEqual({
      status: 400,
      body: refused('invalidArgument'),
    });
  });
});

describe('PUT /dev/numbers/:number', () => {
  it('sets what a number does, and takes it back', async () => {
    const { call, clock, simulator } = await rig();
    const scenario = { steps: [{ do: 'hangup', reason: 'unreachable' }] };
    expect((await call('PUT', '/dev/numbers/10001', { scenario })).status).toBe(200);
    const leg = createFakeLeg(clock);
    simulator.dialed('10001', leg);
    expect(leg.log).toEqual(['0 end unreachable']);
    await call('PUT', '/dev/numbers/10001', { scenario: null });
    const again = createFakeLeg(clock);
    simulator.dialed('10001', again);
    expect(again.log).toEqual(['0 ring', '0 answer']);
  });

  it('refuses a number or a scenario that is none', async () => {
    const { call } = await rig();
    expect((await call('PUT', '/dev/numbers/abc', { scenario: null })).status).toBe(400);
    expect((await call('PUT', '/dev/numbers/1', {})).status).toBe(400);
  });
});
