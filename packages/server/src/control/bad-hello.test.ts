import { createFakeClock, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { demoApp } from '../engine/app-config.ts';
import { badTokens, goodClaims, jwt, type Minting } from '../http/testing/bad-tokens.ts';
import { createTokens } from '../http/tokens.ts';
import { createBench } from './testing/test-page.ts';

/** When the simulated clock begins, seconds. */
const now = 1_700_000_000;
const [secret, otherSecret] = ['a-secret-of-one-app-0123456789abcdef', 'the-secret-of-another-0123456789abcd'];
const minting: Minting = { app: 'one', secret, otherApp: 'two', otherSecret, now };
const good = jwt(goodClaims(minting), { secret });

/** The control side with real tokens. `say`: a page says one thing as its first, and what becomes of it. */
function bench() {
  const tenants = [
    { ...demoApp, id: 'one', secret },
    { ...demoApp, id: 'two', secret: otherSecret },
  ];
  const tokens = createTokens(tenants, createFakeClock());
  let verified: Promise<unknown> = Promise.resolve();
  const made = createBench({
    verify: (token) => {
      const identity = tokens.verify(token);
      verified = identity.catch(() => undefined);
      return identity;
    },
  });
  const page = made.connect();
  return {
    ...{ ...made, page },
    async say(text: string): Promise<void> {
      page.raw.message(text);
      // Signatures are checked by another thread, which no simulated clock knows of.
      await verified;
      await settle();
    },
  };
}
const hello = (params: string, rest = ''): string =>
  `{"jsonrpc":"2.0","id":1,"method":"hello","params":${params}${rest}}`;
const fields = `"token":"${good}","pageId":"p1","visible":true`;

describe('hello with a token', () => {
  it('that is good is let in: the others differ from it by one thing', async () => {
    const { say, page, centre, clock } = bench();
    expect(clock.now()).toBe(now * 1000);
    await say(hello(`{${fields}}`));
    expect([page.closed, centre.log]).toEqual([null, ['open alice p1']]);
  });

  it.each(badTokens(minting))('is refused and the socket closed: %s', async (_, token) => {
    const { say, page, centre, sip } = bench();
    await say(hello(JSON.stringify({ token, pageId: 'p1', visible: true })));
    // One that is longer than any token is no argument at all, and the page may say hello again.
    const [code, closed] = token.length > 8192 ? ['invalidArgument', null] : ['unauthorized', 'unauthorized'];
    expect([page.heard, page.closed]).toMatchObject([[{ kind: 'error', error: { code } }], closed]);
    expect([...centre.log, ...sip]).toEqual([]);
  });
});

describe('hello as it should not be', () => {
  it.each([
    ['deep nesting', hello(`{${fields},"resume":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)],
    ['deep nesting that does not end', '['.repeat(60_000)],
    ['__proto__ in what is asked', hello(`{${fields},"__proto__":{"visible":false}}`)],
    ['__proto__ in the envelope', hello(`{${fields}}`, ',"__proto__":{"method":"bye"}')],
    ['constructor', hello(`{${fields},"constructor":{"prototype":{"app":"two"}}}`)],
    ['an app of its own', hello(`{${fields},"app":"two"}`)],
    ['a huge number', hello(`{${fields},"resume":{"epoch":"e","seq":1e999}}`)],
    ['a number beyond what is exact', hello(`{${fields},"resume":{"epoch":"e","seq":9007199254740993}}`)],
    ['a negative number', hello(`{${fields},"resume":{"epoch":"e","seq":-1}}`)],
    ['a number for the token', hello('{"token":1,"pageId":"p1","visible":true}')],
    ['an object for the token', hello('{"token":{"length":1},"pageId":"p1","visible":true}')],
    ['text for a truth value', hello(`{"token":"${good}","pageId":"p1","visible":"true"}`)],
    ['a list for what is asked', hello('[]')],
    ['a doubled key, the last of the wrong type', hello(`{${fields},"token":5}`)],
  ])('is refused and nobody is let in: %s', async (_, text) => {
    const { say, page, centre, sip } = bench();
    await say(text);
    expect(page.heard).toMatchObject([{ kind: 'error' }]);
    expect([...centre.log, ...sip]).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'app')).toBe(false);
  });

  it('says of doubled keys what the last of them says: checked and used are the same', async () => {
    const { say, centre } = bench();
    await say(hello(`{"pageId":"first",${fields}}`));
    expect(centre.log).toEqual(['open alice p1']);
  });
});
