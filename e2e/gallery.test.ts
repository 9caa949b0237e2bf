import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { axeFindings } from './harness/axe.ts';
import type { Centre } from './harness/centre.ts';
import { openStage, type Stage } from './harness/stage.ts';

declare const window: { reports: string[] };

let stage: Stage;
let centre: Centre;
let browser: Browser;
beforeAll(async () => {
  stage = await openStage(inject('networks')[0] ?? 'this machine');
  ({ centre, browser } = stage);
});
afterAll(() => stage?.close());

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

// Landmarks of the same name are what a page of many seats is made of.
const ALL_RULES = { rules: { 'landmark-unique': { enabled: false } } };
/** The dark theme has the same elements in other colours. */
const OF_COLOUR = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
it.each([
  ['light', ALL_RULES],
  ['dark', OF_COLOUR],
])('axe finds nothing in the %s theme', async (theme, options) => {
  const { page } = await open(`theme=${theme}`);
  const findings = (): Promise<string[]> => axeFindings(page, options);
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
