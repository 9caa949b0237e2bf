import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { createFakeLogger } from '@callstation/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createServer, defaultConfig, type Server } from '../packages/server/src/index.ts';

const page = readFileSync(new URL('rest.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```sh\n(.*?)```/gsu)].map(([, text]) => String(text));
const run = promisify(execFile);
let server: Server;
let url = '';
beforeAll(async () => {
  server = createServer(defaultConfig({ demo: true, host: '127.0.0.1', port: 0 }), { logger: createFakeLogger() });
  ({ url } = await server.start());
});
afterAll(() => server.stop());

it('the examples of rest.md do what the page says', async () => {
  const env = { ...process.env, CENTRE: url, KEY: 'callstation-demo-secret-not-for-production' };
  const answers: unknown[] = [];
  for (const example of examples) answers.push(JSON.parse((await run('sh', ['-c', example], { env })).stdout));
  expect(answers).toMatchObject([
    { name: 'CRM', role: 'operator', key: expect.stringMatching(/^csk_/u) },
    { sessions: [], next: null },
    { id: 'returns', members: ['alice'], version: 1 },
  ]);
});

it('rest.md names the limits that there are', () => {
  const limits = readFileSync(new URL('../packages/server/src/api/limits.ts', import.meta.url), 'utf8');
  const [, perCaller, perAddress] = /perCaller: (\d+), perAddress: (\d+)/u.exec(limits) ?? [];
  expect(page).toContain(`ask ${perCaller} times in ten seconds, an address ${perAddress} times`);
});
