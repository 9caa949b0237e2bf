import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { customer, untilHears } from './harness/customer.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { pageAudio } from './harness/page-audio.ts';

/** The page of the script tag, as it stands in the texts. */
const TAG = 'e2e/pages/script-tag';
const root = fileURLToPath(new URL('..', import.meta.url));
const embed = readFileSync(join(root, 'README.md'), 'utf8').split('\n## Embed\n')[1] ?? '';
const block = (text: string, kind: string): string =>
  new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';

/** Words that follow on a printed command, without its comment. */
function printed(command: string): string[] {
  const line = block(embed, 'sh')
    .split('\n')
    .find((text) => text.startsWith(`${command} `));
  if (!line) throw new Error(`The README prints no ${command}`);
  return line.slice(command.length).split('#')[0]?.trim().split(/\s+/) ?? [];
}

describe('the embed example of the README', () => {
  let folder: string;
  let network: Network;
  let centre: Centre;
  let browser: Browser;
  beforeAll(async () => {
    // In the clone, as the text says: the packages are found from there.
    folder = mkdtempSync(join(root, 'embed-'));
    writeFileSync(join(folder, 'index.html'), block(embed, 'html'));
    const here = (words: string[]): string[] =>
      words.map((word) => word.replace(/(^|=)embed\b/, `$1${basename(folder)}`));
    execFileSync(join(root, 'node_modules/.bin/vite'), here(printed('npx vite')), { cwd: root });
    network = await openNetwork('this machine');
    centre = await startCentre(network, [...here(printed('npm start --')), '--serve', `/tag/=${TAG}`]);
    browser = await startBrowser(network);
  });
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('built and served by the printed commands, makes a call that is heard', async () => {
    const context = await browser.newContext({ permissions: ['microphone'] });
    await context.addInitScript(pageAudio, 440);
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(`${centre.url}/embed/`);
    const says = page.locator('#says');
    const call = page.getByRole('button', { name: 'Call 10001' });
    await expect.poll(() => says.textContent(), { timeout: 10_000 }).toBe('Ready');
    await call.click();
    await expect.poll(() => says.textContent(), { timeout: 10_000 }).toBe('Calling');
    await expect.poll(async () => (await centre.get('/dev/customers')).body, { timeout: 10_000 }).not.toEqual([]);
    const { id } = await customer(centre);
    await untilHears(centre, id, 440);
    // A second click is refused, and says so instead of failing unheard.
    await call.click();
    await expect.poll(() => says.textContent()).toMatch(/not possible/i);
    await centre.remove(`/dev/customers/${id}`);
    await expect.poll(() => says.textContent()).toBe('remoteHangup');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('and so does the script tag, as it stands', async () => {
    for (const [file, kind] of [
      ['index.html', 'html'],
      ['token.js', 'js'],
    ] as const) {
      const shown = `\`\`\`${kind}\n${readFileSync(join(root, TAG, file), 'utf8')}\`\`\`\n`;
      for (const text of ['README.md', 'docs/ui.md']) expect(readFileSync(join(root, text), 'utf8')).toContain(shown);
    }
    const context = await browser.newContext({ permissions: ['microphone'] });
    await context.addInitScript(pageAudio, 660);
    const page = await context.newPage();
    await page.goto(`${centre.url}/tag/`);
    const ready = page.locator('cs-call-bar .name', { hasText: 'Ready' });
    await ready.waitFor();
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByLabel('Name or number').fill('10001');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Hold' }).waitFor();
    await untilHears(centre, (await customer(centre)).id, 660);
    await page.getByRole('button', { name: 'Hang up' }).click();
    await ready.waitFor();
    await context.close();
  });

  it('says so when there is no token', async () => {
    const page = await browser.newPage();
    await page.route('**/dev/tokens', (route) => route.fulfill({ status: 404, body: '<h1>Not found</h1>' }));
    await page.goto(`${centre.url}/embed/`);
    await expect.poll(() => page.locator('#says').textContent()).not.toBe('');
    await page.close();
  });
});

describe('the examples that run in Node', () => {
  // From inside the package, which finds itself and what it depends on by name.
  it.each(['server', 'testkit'])('of %s ends well', (name) => {
    const code = block(readFileSync(join(root, 'packages', name, 'README.md'), 'utf8'), 'ts');
    const file = join(root, 'packages', name, `readme-${process.pid}.mjs`);
    writeFileSync(file, code);
    try {
      const output = execFileSync(process.execPath, [file], { encoding: 'utf8', timeout: 30_000 });
      if (name === 'server') expect(output).toMatch(/The centre listens on http:\/\/localhost:\d+/);
      else expect(output).toBe('');
    } finally {
      rmSync(file);
    }
  });
});
