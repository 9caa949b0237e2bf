import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { type Network, openNetwork } from './harness/network.ts';

/** Axe is put in by the browser's own door, which no policy of the page closes. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Findings {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}
declare const window: { axe: { run(where: object, options: object): Promise<Findings> }; reports: string[] };

let network: Network;
let centre: Centre;
let browser: Browser;
beforeAll(async () => {
  network = await openNetwork(inject('networks')[0] ?? 'this machine');
  centre = await startCentre(network);
  browser = await startBrowser(network);
});
afterAll(async () => {
  await browser?.close();
  await centre?.stop();
  await network?.close();
});

/** The gallery, with everything that its policy forbade, and everything that went wrong. */
async function open(look: string, width = 1280): Promise<{ page: Page; problems: string[] }> {
  const problems: string[] = [];
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
  await page.addInitScript(`
    window.reports = [];
    addEventListener('securitypolicyviolation', (event) => reports.push(event.violatedDirective + ' ' + event.blockedURI));
  `);
  await page.goto(`${centre.url}/gallery/?${look}`);
  await page.getByText('Whispering to Bob').waitFor();
  await page.locator('cs-supervisor-board .agent').first().waitFor();
  await page.locator('cs-call-controls').first().waitFor();
  return { page, problems };
}
const reports = (page: Page): Promise<string[]> => page.evaluate(() => window.reports);

it('forbids inline scripts and styles, and needs none', async () => {
  const { page, problems } = await open('theme=light');
  expect(await page.content()).toContain("script-src 'self'; style-src 'self';");
  const press = (part: string): Promise<void> => page.locator(`cs-agent-status [part~="${part}"]`).last().click();
  await press('status');
  await page.keyboard.press('Escape');
  await page.locator('cs-float-button .float').click();
  await page.locator('cs-float-button cs-workbench cs-call-bar').waitFor();
  expect([await reports(page), problems]).toEqual([[], []]);
  // It would be noticed.
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p>')`);
  expect((await reports(page))[0]).toMatch(/^style-src/u);
  await page.close();
});

it.each(['light', 'dark'])('axe finds nothing in the %s theme', async (theme) => {
  const { page } = await open(`theme=${theme}`);
  await page.evaluate(axe);
  // Landmarks of the same name are what a page of many seats is made of.
  const findings = async (): Promise<string[]> => {
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { rules: { 'landmark-unique': { enabled: false } } }),
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  };
  expect(await findings()).toEqual([]);
  await page.locator('#cs-agent-status + .scenes [part~="status"].button').first().click();
  await page.locator('.settings').waitFor();
  expect(await findings()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('[part~="setAgentStatus"].button').first().click();
  await page.locator('.manage').waitFor();
  expect(await findings()).toEqual([]);
  await page.close();
});

it.each(['lang=en', 'lang=zh', 'lang=es', 'dir=rtl'])('nothing is wider than a small page, with %s', async (look) => {
  const { page } = await open(look, 320);
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(wide).toEqual([320, 320]);
  await page.close();
});
