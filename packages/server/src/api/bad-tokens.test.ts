import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badTokens, goodClaims, jwt, type Minting } from '../http/testing/bad-tokens.ts';
import { apiRig, tenantOf, type ApiRig } from './testing/api-rig.ts';

/** When the simulated clock begins, seconds. */
const now = 1_700_000_000;
const [shop, rival] = [tenantOf('shop'), tenantOf('rival')];
const minting: Minting = {
  ...{ app: 'shop', secret: shop.secret, otherApp: 'rival', otherSecret: rival.secret, now, role: 'admin' },
};
let rig: ApiRig;
beforeAll(async () => void (rig = await apiRig()));
afterAll(() => rig.stop());

describe('a token at the REST API', () => {
  it('that is good is let in: the others differ from it by one thing', async () => {
    expect(rig.clock.now()).toBe(now * 1000);
    const key = jwt(goodClaims(minting), { secret: shop.secret });
    expect((await rig.ask('GET', '/v1/keys', { key })).status).toBe(200);
  });

  it.each(badTokens(minting))('is refused with 401: %s', async (_, key) => {
    const { status, body } = await rig.ask('GET', '/v1/keys', { key });
    expect([status, body]).toMatchObject([401, { error: { code: 'unauthorized', retryable: false } }]);
    expect(JSON.stringify([body, rig.logger.lines])).not.toContain(key);
  });

  it('is refused with 401 by its own code when it has expired', async () => {
    const key = jwt({ ...goodClaims(minting), exp: now - 60 }, { secret: shop.secret });
    const { status, body } = await rig.ask('GET', '/v1/keys', { key });
    expect([status, body]).toMatchObject([401, { error: { code: 'tokenExpired' } }]);
  });
});
