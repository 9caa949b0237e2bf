import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { customer, untilHears } from './harness/customer.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { pageAudio } from './harness/page-audio.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'callstation-embed-'));
let network: Network;
let centre: Centre;
let browser: Browser;

beforeAll(async () => {
  const html = /```html\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
  const script = /<script type="module">([\s\S]*)<\/script>/.exec(html)?.[1] ?? '';
  const built = await build({
    stdin: { contents: script, resolveDir: join(root, 'e2e') },
    bundle: true,
    format: 'esm',
    write: false,
  });
  writeFileSync(join(folder, 'embed.js'), built.outputFiles[0]?.text ?? '');
  const page = html.replace(/<script[\s\S]*<\/script>/, '<script type="module" src="embed.js"></script>');
  writeFileSync(join(folder, 'index.html'), `<!doctype html><title>Embed</title>${page}`);
  network = await openNetwork('this machine');
  centre = await startCentre(network, ['--serve', `/embed/=${folder}`]);
  browser = await startBrowser(network);
});
afterAll(async () => {
  await browser?.close();
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('the embed example of the README makes a call that is heard', async () => {
  const context = await browser.newContext({ permissions: ['microphone'] });
  await context.addInitScript(pageAudio, 440);
  const page = await context.newPage();
  const { body } = await centre.post('/dev/tokens', { agent: 'alice' });
  const { token } = body as { token: string };
  await page.route('**/my-token', (route) => route.fulfill({ body: token }));
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(`${centre.url}/embed/`);
  await page.waitForFunction(() => document.querySelector<HTMLButtonElement>('#call')?.onclick !== null);
  await page.getByRole('button', { name: 'Call 10001' }).click();
  await expect.poll(async () => (await centre.get('/dev/customers')).body, { timeout: 10_000 }).not.toEqual([]);
  await untilHears(centre, (await customer(centre)).id, 440);
  expect(problems).toEqual([]);
});
