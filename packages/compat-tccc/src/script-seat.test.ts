import { afterEach, describe, expect, it, vi } from 'vitest';

import { seatOfScript } from './script-seat.ts';

afterEach(() => void vi.unstubAllGlobals());

const scriptAt = (src: string, dataset: Record<string, string>): HTMLScriptElement =>
  ({ src, dataset }) as unknown as HTMLScriptElement;
const DATA = { token: 'one-use', sdkAppId: '1400000000', userid: 'alice@example.org' };

function answering(status: number, body: string): { asked: unknown[] } {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push([url, JSON.parse(String(init.body))]);
    return new Response(body, { status });
  });
  return { asked };
}
const tokenOf = async (script: HTMLScriptElement): Promise<unknown> => {
  const { token } = seatOfScript({}, script);
  return typeof token === 'string' ? token : token();
};

describe('the seat of a script', () => {
  it('is that of the script that was served for it, which nobody finds a second time', () => {
    const seat = { url: 'wss://seat.example/seat', token: 't', userId: 'alice', sdkAppId: '1' };
    const scope = { callstationTccc: seat };
    expect(seatOfScript(scope, null)).toEqual(seat);
    expect(scope).toEqual({});
    expect(seatOfScript(scope, null)).not.toMatchObject(seat);
  });

  it.each([
    ['https://seat.example/vendors/tccc/sdk.js', 'https://seat.example'],
    ['https://seat.example/phone/vendors/tccc/sdk.js?x=1', 'https://seat.example/phone'],
    ['https://seat.example/sdk/tccc.js', 'https://seat.example'],
  ])('of %s is exchanged for attributes at %s', async (src, base) => {
    const { asked } = answering(200, JSON.stringify({ token: 'ours' }));
    const seat = seatOfScript({}, scriptAt(src, DATA));
    expect(seat).toMatchObject({ url: `${base}/seat`, userId: DATA.userid, sdkAppId: DATA.sdkAppId });
    const { token } = seat;
    if (typeof token === 'string') throw new Error('the token is exchanged when it is needed');
    expect([await token(), await token()]).toEqual(['ours', 'ours']);
    expect(asked).toEqual([
      [`${base}/vendors/tccc/seat`, { sdkAppId: '1400000000', userId: DATA.userid, token: 'one-use' }],
    ]);
  });

  it('is refused in the words of the centre, and asked for again after that', async () => {
    const script = scriptAt('https://seat.example/vendors/tccc/sdk.js', DATA);
    answering(403, JSON.stringify({ error: { code: 'unauthorized', message: 'Used already.' } }));
    await expect(tokenOf(script)).rejects.toMatchObject({ code: 'unauthorized', message: 'Used already.' });
    answering(429, JSON.stringify({ error: { code: 'rateLimited', message: 'Later.' } }));
    await expect(tokenOf(script)).rejects.toMatchObject({ code: 'rateLimited', message: 'Later.' });
    answering(502, '<html>');
    await expect(tokenOf(script)).rejects.toMatchObject({ code: 'network' });
    answering(200, '{}');
    await expect(tokenOf(script)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('needs an address and all three attributes: without, the page is told so when it signs in', async () => {
    const lacking = Object.keys(DATA).map((name) => {
      const { [name as keyof typeof DATA]: _, ...rest } = DATA;
      return scriptAt('https://seat.example/x.js', rest);
    });
    const unsaid = { code: 'unauthorized', message: expect.stringContaining('data-token') as unknown };
    for (const script of [...lacking, scriptAt('', DATA), null]) {
      const { token } = seatOfScript({}, script);
      if (typeof token === 'string') throw new Error('there is no token');
      await expect(token()).rejects.toMatchObject(unsaid);
    }
  });
});
