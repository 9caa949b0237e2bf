import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createServer, defaultConfig, type Server } from '@callstation/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCertificate } from '../packages/server/src/cli/make-certificate.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'callstation-interop-'));
const tls = await makeCertificate([]);
let server: Server;
let url = '';
beforeAll(async () => {
  writeFileSync(join(folder, 'ca.pem'), tls.cert);
  writeFileSync(join(folder, 'callstation-tccc.global.js'), '/* the script */\n');
  server = createServer(defaultConfig({ demo: true, host: '127.0.0.1', port: 0, tls, scripts: [folder] }));
  ({ url } = await server.start());
}, 30_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const DEMO = {
  SECRET_ID: 'callstation-demo-secret-id',
  SECRET_KEY: 'callstation-demo-tccc-key-not-for-production',
};
const ALICE = { SdkAppId: 1_400_000_001, SeatUserId: 'alice' };

async function ask(parameters: object, env: Partial<typeof DEMO> = {}): Promise<unknown> {
  const { stdout } = await run(process.execPath, [fileURLToPath(new URL('create-login-token.mjs', import.meta.url))], {
    env: {
      ...{ PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
      ...{ TENCENT_SDK: process.env['TENCENT_SDK'], ENDPOINT: new URL(url).host },
      ...{ PARAMETERS: JSON.stringify(parameters), ...DEMO, ...env },
    },
  });
  return JSON.parse(stdout);
}

it('Tencent’s own Node SDK gets a token, and the script of it is served over TLS', async () => {
  const { answer } = (await ask(ALICE)) as { answer: { Token: string; ExpiredTime: number; SdkURL: string } };
  expect(answer.Token).toMatch(/^[0-9a-f]{32}$/u);
  expect(answer.ExpiredTime - Date.now() / 1000).toBeGreaterThan(590);
  expect(answer.SdkURL.startsWith(`${url}/`)).toBe(true);
  const script = await new Promise<string>((resolve, reject) => {
    request(answer.SdkURL, { ca: tls.cert, agent: false }, (got) => {
      let text = '';
      got.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      got.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
  expect(script).toMatch(/^globalThis\.callstationTccc = \{"url":"wss:\/\/localhost:\d+\/seat","token":"ey/u);
}, 30_000);

it('its refusals are the SDK’s own exceptions, with code and request id', async () => {
  const refused = async (...asked: Parameters<typeof ask>): Promise<unknown> =>
    ((await ask(...asked)) as { error: unknown }).error;
  const [wrongKey, unknown] = await Promise.all([
    refused(ALICE, { SECRET_KEY: 'x'.repeat(32) }),
    refused({ ...ALICE, SeatUserId: 'mallory' }),
  ]);
  expect(wrongKey).toMatchObject({ code: 'AuthFailure.SignatureFailure' });
  expect(unknown).toMatchObject({
    code: 'InvalidParameterValue.AccountNotExist',
    requestId: expect.stringMatching(/^[\w-]{36}$/u) as string,
  });
}, 30_000);
