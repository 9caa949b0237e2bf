import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startVendors, type VendorRig } from '../testing/vendor-rig.ts';
import { SEAT_TTL } from '../vendors.types.ts';

let rig: VendorRig;
beforeEach(async () => {
  rig = await startVendors();
});
afterEach(() => rig.stop());

const ANNA = { SdkAppId: 1001, SeatUserId: 'shop-anna' };
interface Given {
  Token: string;
  ExpiredTime: number;
  SdkURL: string;
  RequestId: string;
}
async function given(body: object = ANNA): Promise<Given> {
  return ((await rig.login(body)).body as { Response: Given }).Response;
}
async function refusal(...asked: Parameters<VendorRig['login']>): Promise<string> {
  const { status, body } = await rig.login(...asked);
  const { Response } = body as { Response: { Error?: { Code: string; Message: string }; RequestId: string } };
  expect([status, typeof Response.RequestId]).toEqual([200, 'string']);
  return Response.Error?.Code ?? 'given';
}
const load = (url: string, headers: Record<string, string> = {}) => {
  const { pathname, search, host } = new URL(url);
  return rig.app.inject({ url: `${pathname}${search}`, headers: { host, ...headers } });
};
/** What a page finds before the script. */
const told = (script: string) =>
  JSON.parse(script.slice('globalThis.callstationTccc = '.length, script.indexOf(';\n'))) as {
    url: string;
    token: string;
    userId: string;
    sdkAppId: number;
  };
const exchange = (body: unknown, headers: Record<string, string> = {}) =>
  rig.app.inject({
    ...{ method: 'POST', url: '/vendors/tccc/seat', payload: JSON.stringify(body) },
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('CreateSDKLoginToken', () => {
  it('is answered in the vendor’s envelope', async () => {
    const { Token, ExpiredTime, SdkURL, RequestId } = await given();
    expect(Token).toMatch(/^[0-9a-f]{32}$/u);
    expect(ExpiredTime).toBe(Math.floor(rig.clock.now() / 1000) + 600);
    expect(SdkURL).toMatch(
      /^http:\/\/seat\.example\/vendors\/tccc\/sdk\.js\?ticket=[0-9a-f]{32}&sdkAppId=1001&userId=/u,
    );
    expect(RequestId).not.toBe('');
  });

  it.each([
    ['the host without its port', { host: 'seat.example:8443', signedHost: 'seat.example' }],
    ['the host with its port', { host: 'seat.example:8443', signedHost: 'seat.example:8443' }],
    ['the service it knows', { service: 'ccc' }],
    ['any other service', { service: 'call-centre.internal:8443' }],
  ])('takes %s as signed', async (_what, signing) => {
    expect(await refusal(ANNA, signing)).toBe('given');
  });

  it.each([
    ['another key', 'AuthFailure.SignatureFailure', ANNA, { secretKey: 'rival-tccc-key-0123456789-abcdefgh' }],
    ['an unknown id', 'AuthFailure.SecretIdNotFound', ANNA, { secretId: 'nobody-secret-id' }],
    ['another host', 'AuthFailure.SignatureFailure', ANNA, { signedHost: 'elsewhere.example' }],
    ['another body', 'AuthFailure.SignatureFailure', ANNA, { sent: JSON.stringify({ ...ANNA, OnlyOnce: true }) }],
    ['no authorization', 'AuthFailure.InvalidAuthorization', ANNA, { headers: { authorization: '' } }],
    ['another action', 'InvalidAction', ANNA, { action: 'DeleteStaff' }],
    ['another version', 'NoSuchVersion', ANNA, { version: '2019-01-01' }],
    ['an unknown app', 'InvalidParameterValue.InstanceNotExist', { ...ANNA, SdkAppId: 9 }, {}],
    ['an app of somebody else', 'InvalidParameterValue.InstanceNotExist', { ...ANNA, SdkAppId: 2001 }, {}],
    ['an unknown agent', 'InvalidParameterValue.AccountNotExist', { ...ANNA, SeatUserId: 'bob' }, {}],
    ['an agent of another app', 'InvalidParameterValue.AccountNotExist', { ...ANNA, SdkAppId: 1002 }, {}],
    ['an agent named for harm', 'InvalidParameterValue.AccountNotExist', { ...ANNA, SeatUserId: '__proto__' }, {}],
    ['no agent', 'MissingParameter', { SdkAppId: 1001 }, {}],
    ['no app', 'MissingParameter', { SeatUserId: 'shop-anna' }, {}],
    ['an app as text', 'InvalidParameter', { ...ANNA, SdkAppId: '1001' }, {}],
    ['an agent as a number', 'InvalidParameter', { ...ANNA, SeatUserId: 7 }, {}],
    ['OnlyOnce as text', 'InvalidParameter', { ...ANNA, OnlyOnce: 'yes' }, {}],
    ['a long agent', 'InvalidParameter', { ...ANNA, SeatUserId: 'a'.repeat(200) }, {}],
    ['no JSON', 'InvalidParameter', '{', {}],
    ['a list', 'InvalidParameter', [ANNA], {}],
    ['too much', 'RequestSizeLimitExceeded', { ...ANNA, more: 'x'.repeat(20_000) }, {}],
  ])('refuses %s with %s', async (_what, code, body, signing) => {
    expect(await refusal(body, signing)).toBe(code);
  });

  it('refuses what was signed more than five minutes away', async () => {
    const now = Math.floor(rig.clock.now() / 1000);
    expect(await refusal(ANNA, { timestamp: now - 290 })).toBe('given');
    expect(await refusal(ANNA, { timestamp: now + 290 })).toBe('given');
    for (const timestamp of [now - 302, now + 302, 0])
      expect(await refusal(ANNA, { timestamp })).toBe('AuthFailure.SignatureExpire');
  });

  it('judges by the time of day, also where the server slept', async () => {
    rig.wall.step(3600_000);
    const [there, here] = [rig.wall.now(), rig.clock.now()].map((now) => Math.floor(now / 1000));
    expect(await refusal(ANNA, { timestamp: here ?? 0 })).toBe('AuthFailure.SignatureExpire');
    const { body } = await rig.login(ANNA);
    expect(body).toMatchObject({ Response: { ExpiredTime: (there ?? 0) + 600 } });
  });

  it('takes the same bytes twice at once, and never later', async () => {
    const timestamp = Math.floor(rig.clock.now() / 1000);
    expect(await refusal(ANNA, { timestamp })).toBe('given');
    expect(await refusal(ANNA, { timestamp })).toBe('given');
    rig.clock.advance(3000);
    expect(await refusal(ANNA, { timestamp })).toBe('AuthFailure.UnauthorizedOperation');
  });

  it('gives 20 in a second to an app, whatever others ask', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 25; n++) codes.push(await refusal({ ...ANNA, n }));
    expect(codes.filter((code) => code === 'given')).toHaveLength(20);
    expect(codes.slice(20)).toEqual(Array.from({ length: 5 }, () => 'RequestLimitExceeded'));
    expect(await refusal({ SdkAppId: 1002, SeatUserId: 'branch-anna' })).toBe('given');
    rig.clock.advance(1000);
    expect(await refusal({ ...ANNA, n: 99 })).toBe('given');
  });

  it('holds back an address that asks too often, in the same words', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 110; n++) codes.push(await refusal(ANNA, { headers: { authorization: '' } }));
    expect(codes.slice(100)).toEqual(Array.from({ length: 10 }, () => 'RequestLimitExceeded'));
  });

  it('whatever is sent is answered 200 in the envelope', async () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom('x'.repeat(17_000), '\u0000', '[]', 'null'));
    const header = fc.string().map((one) => one.replaceAll(/[^\x20-\x7e]/gu, ''));
    const authorization = fc.oneof(
      header,
      header.map((one) => `TC3-HMAC-SHA256 ${one}`),
      fc
        .tuple(header, header, header)
        .map(([a, b, c]) => `TC3-HMAC-SHA256 Credential=${a}, SignedHeaders=${b}, Signature=${c}`),
    );
    const signing = fc.record(
      {
        ...{ timestamp: fc.integer({ min: 0, max: 999_999_999 }), service: fc.constantFrom('ccc', '/', '..', 'a b') },
        ...{ secretId: fc.constantFrom('shop-secret-id', 'rival-secret-id', '__proto__', '') },
        ...{ sent: text, action: header, version: header },
        headers: fc.record(
          { authorization, 'x-tc-timestamp': header, 'content-type': header, 'x-tc-action': header },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(text, fc.record({ SdkAppId: fc.anything(), SeatUserId: fc.anything() })),
        signing,
        async (body, how) => {
          rig.clock.advance(1000);
          const asked = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
          expect(await refusal(asked, how)).not.toBe('given');
        },
      ),
      { numRuns: 150 },
    );
    expect(rig.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('the script', () => {
  it('is served once, to anybody, with the seat in front', async () => {
    const { SdkURL } = await given();
    const head = await rig.app.inject({ method: 'HEAD', url: SdkURL.slice(SdkURL.indexOf('/vendors')) });
    expect(head.statusCode).toBe(404);
    const first = await load(SdkURL, { origin: 'https://crm.example' });
    expect([first.statusCode, first.headers]).toMatchObject([
      200,
      {
        ...{ 'cache-control': 'no-store', 'content-type': 'text/javascript; charset=utf-8' },
        ...{ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
      },
    ]);
    expect(first.body).toMatch(/^globalThis\.callstationTccc = \{.*\};\n\/\* tccc \*\/\n$/u);
    const { token, ...seat } = told(first.body);
    expect(seat).toEqual({ url: 'ws://seat.example/seat', userId: 'shop-anna', sdkAppId: 1001 });
    expect(await rig.tokens.verify(token)).toMatchObject({
      app: 'shop',
      agent: 'shop-anna',
      role: 'agent',
      renewableUntil: rig.clock.now() + SEAT_TTL * 1000,
    });
    const second = await load(SdkURL);
    expect([second.statusCode, told(second.body)]).toEqual([200, { ...seat, token: 'expired' }]);
  });

  it('says that the token is over after ten minutes, and for what never was', async () => {
    const { SdkURL } = await given();
    rig.clock.advance(600_001);
    expect(told((await load(SdkURL)).body).token).toBe('expired');
    const hostile = `http://seat.example/vendors/tccc/sdk.js?ticket=x&userId=${encodeURIComponent('</script>\u2028"')}`;
    const script = (await load(hostile)).body;
    expect(script).not.toContain('</script>');
    expect(told(script)).toMatchObject({ token: 'expired', userId: '</script>\u2028"', sdkAppId: 0 });
    await expect(rig.tokens.verify('expired')).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('is served bare to who brings a token in its attributes', async () => {
    const answer = await rig.app.inject({ url: '/vendors/tccc/sdk.js' });
    expect([answer.statusCode, answer.body]).toEqual([200, '/* tccc */\n']);
  });

  it('is not served, and not used up, where it is not installed; once it is there it is found', async () => {
    const bare = await startVendors({}, { scripts: false });
    const load = (): Promise<LightMyRequestResponse> => bare.app.inject({ url: '/vendors/tccc/sdk.js?ticket=x' });
    const answer = await load();
    expect([answer.statusCode, answer.headers['retry-after'], answer.body]).toEqual([
      503,
      '5',
      expect.stringContaining('@callstation/compat-tccc') as string,
    ]);
    expect((await bare.app.inject({ url: '/sip-sdk.js' })).headers['retry-after']).toBe('5');
    // What looks like the file and is none.
    const file = `${bare.folder}/callstation-tccc.global.js`;
    mkdirSync(file);
    expect((await load()).statusCode).toBe(503);
    rmSync(file, { recursive: true });
    writeFileSync(file, '/* built now */');
    expect((await load()).body).toContain('/* built now */');
    await bare.stop();
  });

  it('names the address that pages know, where back ends use another', async () => {
    const behind = await startVendors({ publicUrl: 'https://calls.example/phone', basePath: '/phone' });
    const { body } = await behind.app
      .inject({ method: 'POST', url: '/phone/', headers: { 'x-tc-action': 'CreateSDKLoginToken' } })
      .then((answer) => ({ body: answer.json<{ Response: { Error: { Code: string } } }>() }));
    expect(body.Response.Error.Code).toBe('MissingParameter');
    const script = await behind.app.inject({ url: '/phone/vendors/tccc/sdk.js?ticket=x' });
    expect(told(script.body).url).toBe('wss://calls.example/phone/seat');
    await behind.stop();
  });
});

describe('the exchange of a token', () => {
  it('gives a seat as often as it is asked, until the token is over', async () => {
    const { Token } = await given();
    for (const sdkAppId of [1001, '1001']) {
      const answer = await exchange({ sdkAppId, userId: 'shop-anna', token: Token }, { origin: 'https://crm.example' });
      expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([200, '*']);
      expect(await rig.tokens.verify(answer.json<{ token: string }>().token)).toMatchObject({
        ...{ agent: 'shop-anna', renewableUntil: rig.clock.now() + SEAT_TTL * 1000 },
      });
    }
    rig.clock.advance(600_001);
    const late = await exchange({ sdkAppId: 1001, userId: 'shop-anna', token: Token });
    expect([late.statusCode, late.json()]).toMatchObject([401, { error: { code: 'tokenExpired' } }]);
  });

  it('gives the App one for a page without a web origin, and a web page none', async () => {
    const { Token: token } = await given({ ...ANNA, OnlyOnce: true });
    const asked = { sdkAppId: 1001, userId: 'shop-anna', token, audience: 'app' };
    for (const origin of ['https://crm.example', 'null']) {
      const answer = await exchange(asked, { origin });
      expect([answer.statusCode, answer.json()]).toMatchObject([403, { error: { code: 'forbidden' } }]);
    }
    const wrong = await exchange({ ...asked, audience: 'callstation' });
    expect([wrong.statusCode, wrong.json()]).toMatchObject([400, { error: { code: 'invalidArgument' } }]);
    const answer = await exchange(asked);
    expect(await rig.tokens.verify(answer.json<{ token: string }>().token)).toMatchObject({
      ...{ audience: 'app', renewableUntil: rig.clock.now() + SEAT_TTL * 1000 },
    });
  });

  it('gives one only, for a token that is for one use: here or with the script', async () => {
    const asked = { sdkAppId: 1001, userId: 'shop-anna' };
    const first = await given({ ...ANNA, OnlyOnce: true });
    expect((await exchange({ ...asked, token: first.Token })).statusCode).toBe(200);
    expect((await exchange({ ...asked, token: first.Token })).statusCode).toBe(401);
    expect(told((await load(first.SdkURL)).body).token).toBe('expired');
    const second = await given({ ...ANNA, OnlyOnce: true });
    expect(told((await load(second.SdkURL)).body).token).not.toBe('expired');
    expect((await exchange({ ...asked, token: second.Token })).statusCode).toBe(401);
  });

  it('gives none to another agent or app, nor for anything else', async () => {
    const { Token: token } = await given();
    const good = { sdkAppId: 1001, userId: 'shop-anna', token };
    for (const wrong of [{ userId: 'branch-anna' }, { sdkAppId: 1002 }, { token: 'x' }, { token: '__proto__' }])
      expect((await exchange({ ...good, ...wrong })).json()).toMatchObject({ error: { code: 'tokenExpired' } });
    for (const wrong of [null, [], 'x', { ...good, token: 7 }, { ...good, userId: {} }, { ...good, sdkAppId: true }])
      expect((await exchange(wrong)).json()).toMatchObject({ error: { code: 'invalidArgument' } });
    expect((await exchange({ ...good, more: 'x'.repeat(20_000) })).json()).toMatchObject({
      error: { code: 'tooLarge' },
    });
    const [shop] = rig.tenants;
    if (shop) shop.agents = [];
    expect((await exchange(good)).json()).toMatchObject({ error: { code: 'notFound' } });
  });

  it('is for the origins that may connect, and a browser is told so beforehand', async () => {
    const narrow = await startVendors({ origins: ['https://crm.example'] });
    const ask = (origin: string) =>
      narrow.app.inject({ method: 'OPTIONS', url: '/vendors/tccc/seat', headers: { origin } });
    const mine = await ask('https://crm.example');
    expect([mine.statusCode, mine.headers['access-control-allow-origin']]).toEqual([204, 'https://crm.example']);
    expect(mine.headers['access-control-allow-headers']).toBe('content-type');
    expect((await ask('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    await narrow.stop();
  });

  it('leaves no secret and no token in the log', async () => {
    const { Token, SdkURL } = await given();
    await load(SdkURL);
    await exchange({ sdkAppId: 1001, userId: 'shop-anna', token: Token });
    await rig.login(ANNA, { secretKey: 'wrong' });
    const log = JSON.stringify(rig.logger.lines);
    expect(log).toContain('/vendors/tccc/sdk.js');
    const ticket = new URL(SdkURL).searchParams.get('ticket');
    for (const secret of [Token, ticket ?? '', 'shop-tccc-key', 'Signature=']) expect(log).not.toContain(secret);
  });
});
