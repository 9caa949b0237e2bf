import { afterEach, describe, expect, it, vi } from 'vitest';

import { fetchSeatToken } from './seat-token.ts';

const REQUEST = { url: 'https://cc.example.com/vendors/udesk/seat', body: { agentId: 'alice', token: 'ab' } };

function answers(status: number, body: string): { url: string; init: RequestInit | undefined }[] {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push({ url, init });
    return new Response(body, { status });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe('the seat token', () => {
  it('is what the centre answers with', async () => {
    const asked = answers(200, '{"token":"seat"}');
    expect(await fetchSeatToken(REQUEST)).toBe('seat');
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(REQUEST.body),
    };
    expect(asked).toEqual([{ url: REQUEST.url, init }]);
  });

  it.each([
    [401, '{"error":{"code":"tokenExpired","message":"Too old."}}', 'tokenExpired'],
    [404, '{"error":{"code":"notFound","message":"No such agent."}}', 'notFound'],
    [429, '{"error":{"code":"rateLimited","message":"Later."}}', 'rateLimited'],
    [400, '{"error":{"code":"of tomorrow","message":"?"}}', 'internal'],
    [400, '{"error":{"code":1,"message":"?"}}', 'unauthorized'],
    [400, '{"error":null}', 'unauthorized'],
    [403, '{}', 'unauthorized'],
    [403, 'null', 'unauthorized'],
    [200, '{}', 'unauthorized'],
    [403, '{"token":"seat"}', 'unauthorized'],
    [502, '{}', 'network'],
    [502, '<html>', 'network'],
  ])('is refused by %i %s', async (status, body, code) => {
    answers(status, body);
    await expect(fetchSeatToken(REQUEST)).rejects.toMatchObject({ name: 'CallstationError', code });
  });

  it('is refused in the words of the centre', async () => {
    answers(403, '{"error":{"code":"unauthorized","message":"Used already."}}');
    await expect(fetchSeatToken(REQUEST)).rejects.toMatchObject({ message: 'Used already.' });
  });

  it('does not come where nobody answers, and the cause is kept', async () => {
    const cause = new TypeError('Failed to fetch');
    vi.stubGlobal('fetch', () => Promise.reject(cause));
    await expect(fetchSeatToken(REQUEST)).rejects.toMatchObject({ code: 'network', retryable: true, cause });
  });

  it('is asked for by another way where there is no fetch', async () => {
    vi.stubGlobal('fetch', undefined);
    const asked: unknown[] = [];
    const token = fetchSeatToken(REQUEST, async (url, { method, body }) => {
      asked.push([url, method, body]);
      return { ok: true, status: 200, json: async () => ({ token: 'seat' }) };
    });
    expect(await token).toBe('seat');
    expect(asked).toEqual([[REQUEST.url, 'POST', JSON.stringify(REQUEST.body)]]);
  });
});
