import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { TcccWorkstation } from '../tccc-workstation.ts';
import { silent } from '../testing/silent.ts';
import { platformHost } from './platform-host.ts';

afterEach(() => vi.unstubAllEnvs());

/** What an app for that platform gets: the class and nothing else, as uni-app's compilers name the platform. */
async function bundle(
  platform: string,
  external: string[] = [],
): Promise<{ from: string[]; kib: number; text: string }> {
  const { metafile, outputFiles } = await build({
    stdin: {
      contents: `import { setup, TcccWorkstation } from './index.ts'; globalThis.seat = { setup, TcccWorkstation };`,
      resolveDir: `${import.meta.dirname}/..`,
      loader: 'ts',
    },
    ...{ bundle: true, minify: true, format: 'esm', target: 'es2017', write: false, metafile: true },
    conditions: ['@callstation/source'],
    external,
    define: { 'process.env.UNI_PLATFORM': JSON.stringify(platform) },
  });
  const [out] = Object.values(metafile.outputs);
  const from = Object.entries(out?.inputs ?? {}).flatMap(([name, { bytesInOutput }]) =>
    bytesInOutput > 0 ? name : [],
  );
  const text = outputFiles[0]?.text ?? '';
  return { from, text, kib: gzipSync(text).length / 1024 };
}
const has = (from: string[], part: string): boolean => from.some((name) => name.includes(part));

describe('the host of a platform', () => {
  it.each([
    ['h5', 'browser'],
    ['web', 'browser'],
    ['app', 'webview'],
    ['app-plus', 'webview'],
    ['mp-weixin', 'mobile'],
    ['mp-alipay', 'mobile'],
  ])('of %s is the %s', (platform, kind) => {
    vi.stubEnv('UNI_PLATFORM', platform);
    expect(platformHost().kind).toBe(kind);
  });

  it('is to be named where uni-app did not build', async () => {
    vi.stubEnv('UNI_PLATFORM', undefined);
    const tccc = new TcccWorkstation({ url: 'https://desk.test', log: silent });
    const failed = tccc.login({ userId: 'alice', token: 'a.b.c' }).catch((error: unknown) => error);
    expect(await failed).toMatchObject({
      code: 501,
      errMsg: expect.stringContaining('setup({ host: browserHost() })'),
    });
  });
});

describe('the code that an app gets', () => {
  it.each(['h5', 'app', 'mp-weixin'])('for %s is at most 12 KiB over the core', async (platform) => {
    const { kib } = await bundle(platform, ['@callstation/*']);
    expect(kib).toBeGreaterThan(5);
    expect(kib).toBeLessThanOrEqual(12);
  });

  it('for a mini-program has neither SIP nor WebRTC in it, and no syntax of later than 2017', async () => {
    const { from, kib, text } = await bundle('mp-weixin');
    expect(has(from, 'mobile-host')).toBe(true);
    for (const part of ['sip.js', '/core/src/sip/', '/core/src/media/', 'browser-host', 'webview-host'])
      expect([part, has(from, part)]).toEqual([part, false]);
    expect(text).not.toMatch(/RTCPeerConnection|\?\?=|\?\.[a-z]/u);
    expect(kib).toBeLessThan(42);
  }, 30_000);

  it('for an App has neither, for its hidden page has them; nor syntax of later than 2017', async () => {
    const { from, text } = await bundle('app');
    expect(has(from, 'webview-host')).toBe(true);
    for (const part of ['sip.js', '/core/src/sip/', '/core/src/media/', '/callcenter/', 'browser-host', 'mobile-host'])
      expect([part, has(from, part)]).toEqual([part, false]);
    expect(text).not.toMatch(/RTCPeerConnection|\?\?=|\?\.[a-z]/u);
  }, 30_000);

  it('for H5 has them, and not what is for other platforms', async () => {
    const { from } = await bundle('h5');
    expect(has(from, 'sip.js')).toBe(true);
    for (const part of ['mobile-host', 'uni-socket', 'webview-host'])
      expect([part, has(from, part)]).toEqual([part, false]);
  }, 30_000);
});
