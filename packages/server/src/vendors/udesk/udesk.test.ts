import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startVendors, type VendorRig } from '../testing/vendor-rig.ts';

let rig: VendorRig;
beforeEach(async () => {
  rig = await startVendors();
});
afterEach(() => rig.stop());

const SECRETS = {
  'shop-udesk': 'shop-udesk-key-0123456789-abcdefg',
  'rival-udesk': 'rival-udesk-key-0123456789-abcdefg',
};
/** As a back end makes it, with no code of ours. */
function tokenOf(appId: keyof typeof SECRETS, timestamp = String(Math.floor(rig.clock.now() / 1000))) {
  return {
    appId,
    timestamp,
    token: createHmac('sha1', SECRETS[appId])
      .update(appId + timestamp)
      .digest('hex'),
  };
}
async function seat(body: unknown, path = '/vendors/udesk/seat') {
  const answer = await rig.app.inject({
    ...{ method: 'POST', url: path, payload: typeof body === 'string' ? body : JSON.stringify(body) },
    headers: { 'content-type': 'application/json', origin: 'https://crm.example' },
  });
  const said = answer.json<{ token?: string; Code?: string; error?: { code: string } }>();
  return { status: answer.statusCode, headers: answer.headers, ...said };
}

describe('a seat for the app’s token', () => {
  it.each(['/vendors/udesk/seat', '/backend/vendors/udesk/seat'])('is given at %s', async (path) => {
    const { status, token = '', headers } = await seat({ ...tokenOf('shop-udesk'), agentId: 'shop-anna' }, path);
    expect([status, headers['access-control-allow-origin']]).toEqual([200, '*']);
    const identity = await rig.tokens.verify(token);
    expect(identity).toMatchObject({ app: 'shop', agent: 'shop-anna', role: 'agent' });
    // Its pages ask their back end, which may say no.
    expect(identity).not.toHaveProperty('renewableUntil');
    const asked = await rig.app.inject({ method: 'OPTIONS', url: path, headers: { origin: 'https://crm.example' } });
    expect([asked.statusCode, asked.headers['access-control-allow-headers']]).toEqual([204, 'content-type']);
  });

  it('takes a timestamp as a number, and a token in capitals', async () => {
    const { timestamp, token, ...rest } = tokenOf('shop-udesk');
    const asked = { ...rest, agentId: 'shop-anna', timestamp: Number(timestamp), token: token.toUpperCase() };
    expect((await seat(asked)).status).toBe(200);
  });

  it('is judged by the time of day, also where the server slept', async () => {
    rig.wall.step(3600_000);
    const { wall, clock } = rig;
    const at = (now: number) => tokenOf('shop-udesk', String(Math.floor(now / 1000)));
    expect((await seat({ ...at(wall.now()), agentId: 'shop-anna' })).status).toBe(200);
    expect(await seat({ ...at(clock.now()), agentId: 'shop-anna' })).toMatchObject({ error: { code: 'tokenExpired' } });
  });

  it('is good for five minutes, as often as a page asks', async () => {
    const given = { ...tokenOf('shop-udesk'), agentId: 'shop-anna' };
    for (const ms of [0, 200_000, 90_000]) {
      rig.clock.advance(ms);
      expect((await seat(given)).status).toBe(200);
    }
    rig.clock.advance(20_000);
    expect(await seat(given)).toMatchObject({ status: 401, Code: '200020', error: { code: 'tokenExpired' } });
    const ahead = tokenOf('shop-udesk', String(Math.floor(rig.clock.now() / 1000) + 400));
    expect(await seat({ ...ahead, agentId: 'shop-anna' })).toMatchObject({ Code: '200020' });
  });

  it('is refused in the vendor’s envelope', async () => {
    const good = { ...tokenOf('shop-udesk'), agentId: 'shop-anna' };
    const refused = async (body: unknown): Promise<unknown[]> => {
      const { status, Code, error, token } = await seat(body);
      expect(token).toBeUndefined();
      return [status, Code, error?.code];
    };
    const no = [401, '200020', 'unauthorized'];
    expect(await refused({ ...good, token: 'x' })).toEqual(no);
    expect(await refused({ ...good, appId: 'rival-udesk' })).toEqual(no);
    expect(await refused({ ...good, appId: 'nobody' })).toEqual(no);
    expect(await refused({ ...good, timestamp: `${good.timestamp}0` })).toEqual(no);
    expect(await refused({ ...good, agentId: 'rival-anna' })).toEqual([404, '100003', 'notFound']);
    for (const body of [
      null,
      [],
      '{',
      '',
      { ...good, token: 1 },
      { ...good, agentId: {} },
      { ...good, timestamp: null },
    ])
      expect(await refused(body)).toEqual([400, '000001', 'invalidArgument']);
    expect(await refused({ ...good, more: 'x'.repeat(20_000) })).toEqual([413, '000036', 'tooLarge']);
    // Its own secret is no key to another app.
    expect(await refused({ ...tokenOf('rival-udesk'), agentId: 'shop-anna' })).toEqual([404, '100003', 'notFound']);
  });

  it('whatever is sent is refused in the envelope', async () => {
    const value = fc.oneof(fc.anything(), fc.constantFrom('shop-udesk', 'shop-anna', '__proto__', '1'.repeat(300)));
    const body = fc.record({ appId: value, agentId: value, timestamp: value, token: value }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), body), async (asked) => {
        rig.clock.advance(100);
        const text =
          typeof asked === 'string'
            ? asked
            : JSON.stringify(asked, (_, one: unknown) => (typeof one === 'bigint' ? 1 : one));
        const { status, Code } = await seat(text);
        expect([status, Code]).toSatisfy(([got]) => [400, 401].includes(got as number));
        expect(Code).toMatch(/^\d{6}$/u);
      }),
      { numRuns: 150 },
    );
    expect(rig.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(JSON.stringify(rig.logger.lines)).not.toContain('udesk-key');
  });
});

it('the script is served under the vendor’s path, to any origin', async () => {
  const url = '/ccpaas-phone-sdk/sdk/cti-phone/2.1.0/call-center-class.es6.js';
  const answer = await rig.app.inject({ url, headers: { origin: 'https://crm.example' } });
  expect([answer.statusCode, answer.body]).toEqual([200, '/* udesk */\n']);
  expect(answer.headers).toMatchObject({
    ...{ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
    'content-type': 'text/javascript; charset=utf-8',
  });
  const bare = await startVendors({}, { scripts: false });
  expect((await bare.app.inject({ url })).statusCode).toBe(503);
  await bare.stop();
});
