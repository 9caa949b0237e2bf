import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startVendors, type VendorRig } from '../testing/vendor-rig.ts';
import { SEAT_TTL } from '../vendors.types.ts';

let rig: VendorRig;
beforeEach(async () => {
  rig = await startVendors();
});
afterEach(() => rig.stop());

const SECRETS = {
  'shop-key-01': 'shop-ccsdk-key-0123456789-abcdefg',
  'rival-key-01': 'rival-ccsdk-key-0123456789-abcdefg',
};
type Key = keyof typeof SECRETS;
const ANNA = { account: 'shop-anna', expires: 3600 };

/** As a back end signs it, with no code of ours. */
function signed(key: Key = 'shop-key-01', timestamp = String(Math.floor(rig.clock.now() / 1000))) {
  const sign = createHash('md5').update(`${key}${SECRETS[key]}${timestamp}`).digest('hex');
  return { sign, timestamp, 'api-key': key };
}
async function create(body: unknown = ANNA, headers: Record<string, string> = signed()) {
  const answer = await rig.app.inject({
    ...{ method: 'POST', url: '/v3/cc/seat/createSdkAuthentication' },
    ...{ payload: typeof body === 'string' ? body : JSON.stringify(body) },
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
  });
  expect(answer.statusCode).toBe(200);
  return answer.json<{ status: string; reason: string; data: { authentication: string } | null }>();
}
async function given(...asked: Parameters<typeof create>): Promise<string> {
  return (await create(...asked)).data?.authentication ?? '';
}
async function seat(body: unknown) {
  const answer = await rig.app.inject({
    ...{ method: 'POST', url: '/vendors/ccsdk/seat', payload: JSON.stringify(body) },
    headers: { 'content-type': 'application/json', origin: 'https://crm.example' },
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    ...answer.json<{ token?: string; error?: { code: string } }>(),
  };
}

describe('createSdkAuthentication', () => {
  it('gives a credential with which a page gets its seat, as often as it loads', async () => {
    const { status, reason, data } = await create();
    expect([status, reason, data?.authentication]).toEqual(['0', 'success', expect.stringMatching(/^Bearer \w{64}$/u)]);
    for (let load = 0; load < 2; load++) {
      const { token = '', ...answer } = await seat({ authentication: data?.authentication });
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, '*']);
      expect(await rig.tokens.verify(token)).toMatchObject({
        ...{ app: 'shop', agent: 'shop-anna', renewableUntil: rig.clock.now() + SEAT_TTL * 1000 },
      });
    }
  });

  it('a later one takes the place of an earlier one, of the same agent only', async () => {
    const first = await given();
    const other = await given({ ...ANNA, account: 'rival-anna' }, signed('rival-key-01'));
    const second = await given();
    expect(await seat({ authentication: first })).toMatchObject({ status: 401, error: { code: 'tokenExpired' } });
    expect((await seat({ authentication: second })).status).toBe(200);
    expect((await seat({ authentication: other })).status).toBe(200);
  });

  it('is good for as long as was asked', async () => {
    const authentication = await given({ ...ANNA, expires: 60 });
    rig.clock.advance(59_000);
    expect((await seat({ authentication })).status).toBe(200);
    rig.clock.advance(1001);
    expect((await seat({ authentication })).error?.code).toBe('tokenExpired');
  });

  it('is given by the time of day, also where the server slept', async () => {
    rig.wall.step(3600_000);
    const at = (now: number) => signed('shop-key-01', String(Math.floor(now / 1000)));
    expect((await create(ANNA, at(rig.wall.now()))).status).toBe('0');
    expect((await create(ANNA, at(rig.clock.now()))).status).toBe('-16');
  });

  it('is refused with the vendor’s statuses', async () => {
    const now = Math.floor(rig.clock.now() / 1000);
    const { sign, ...unsigned } = signed();
    const cases: [string, unknown, Record<string, string>][] = [
      ['-1', ANNA, {}],
      ['-1', ANNA, unsigned],
      ['-1', ANNA, { ...signed(), sign: 'x' }],
      ['-1', ANNA, { ...signed(), 'api-key': 'rival-key-01' }],
      ['-1', ANNA, { ...signed(), 'api-key': 'nobody' }],
      ['-1', ANNA, { ...signed(), timestamp: String(now + 1) }],
      ['-16', ANNA, signed('shop-key-01', String(now - 302))],
      ['-16', ANNA, signed('shop-key-01', String(now + 302))],
      ['-16', ANNA, signed('shop-key-01', 'yesterday')],
      ['-22', '{', signed()],
      ['-22', [ANNA], signed()],
      ['-22', { expires: 3600 }, signed()],
      ['-22', { ...ANNA, account: 7 }, signed()],
      ['-22', { ...ANNA, more: 'x'.repeat(20_000) }, signed()],
      ...[59, 28_801, 60.5, '3600', null].map((expires): [string, unknown, Record<string, string>] => [
        ...(['-22', { ...ANNA, expires }] as const),
        signed(),
      ]),
      ['-24', { ...ANNA, account: 'rival-anna' }, signed()],
      ['-24', { ...ANNA, account: '__proto__' }, signed()],
    ];
    for (const [status, body, headers] of cases) {
      rig.clock.advance(0);
      expect([body, await create(body, headers)]).toMatchObject([body, { status, data: null }]);
    }
    expect((await create(ANNA, { ...unsigned, sign: sign.toUpperCase() })).status).toBe('0');
  });

  it('is given 20 times in a second to an app', async () => {
    const statuses: string[] = [];
    for (let n = 0; n < 22; n++) statuses.push((await create()).status);
    expect(statuses.slice(19)).toEqual(['0', '-18', '-18']);
    expect((await create({ ...ANNA, account: 'rival-anna' }, signed('rival-key-01'))).status).toBe('0');
  });

  it('whatever is sent is answered 200 with a status', async () => {
    const header = fc.string().map((one) => one.replaceAll(/[^\x20-\x7e]/gu, ''));
    const headers = fc.record(
      {
        sign: header,
        timestamp: header,
        'api-key': fc.oneof(header, fc.constant('shop-key-01')),
        'content-type': header,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), headers, fc.boolean(), async (body, said, good) => {
        rig.clock.advance(1000);
        const { status } = await create(body, good ? { ...said, ...signed() } : { ...said });
        expect(['-1', '-16', '-22']).toContain(status);
      }),
      { numRuns: 150 },
    );
    expect(rig.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(JSON.stringify(rig.logger.lines)).not.toContain('ccsdk-key');
  });
});

describe('a page', () => {
  it('gets no seat for anything else', async () => {
    for (const authentication of ['', 'Bearer ', 'Bearer x', '__proto__'])
      expect((await seat({ authentication })).error?.code).toBe('tokenExpired');
    for (const body of [null, [], {}, { authentication: 1 }])
      expect((await seat(body)).error?.code).toBe('invalidArgument');
  });

  it('loads the script from the vendor’s path', async () => {
    const answer = await rig.app.inject({ url: '/sip-sdk.js', headers: { origin: 'https://crm.example' } });
    expect([answer.statusCode, answer.body, answer.headers['access-control-allow-origin']]).toEqual([
      ...[200, '/* ccsdk */\n'],
      '*',
    ]);
  });
});
