import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { type Network, openNetwork } from './harness/network.ts';

const KEY = 'callstation-demo-secret-not-for-production';
let network: Network;
let centre: Centre;
let browser: Browser;
let page: Page;
const problems: string[] = [];
beforeAll(async () => {
  network = await openNetwork(inject('networks')[0] ?? 'this machine');
  centre = await startCentre(network);
  browser = await startBrowser(network);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
  await page.goto(`${centre.url}/admin`);
});
afterAll(async () => {
  await browser?.close();
  await centre?.stop();
  await network?.close();
});

const notice = () => page.locator('#notice');
const go = async (name: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  await page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
  await page.getByText('Loading …').waitFor({ state: 'detached' });
};

it('lets nobody in without a key, and says so', async () => {
  await page.getByLabel('API key').fill('nonsense');
  await page.getByRole('button', { name: 'Show the centre' }).click();
  await notice().filter({ hasText: 'refused' }).waitFor();
  expect(problems.splice(0).filter((one) => !one.includes('401'))).toEqual([]);
  await page.getByLabel('API key').fill(KEY);
  await page.getByRole('button', { name: 'Show the centre' }).click();
  await page.getByRole('heading', { level: 2, name: 'Live' }).waitFor();
  expect(await page.getByLabel('API key').inputValue()).toBe('');
});

it('shows every part of the centre, under the strictest policy', async () => {
  const parts = await page.getByRole('navigation').getByRole('button').allTextContents();
  expect(parts).toHaveLength(13);
  for (const part of parts) {
    await go(part);
    expect([part, await page.locator('main .bad').count()]).toEqual([part, 0]);
  }
  expect(problems).toEqual([]);
});

it('changes where a number leads, and refuses what would not do in words', async () => {
  await go('Numbers');
  await page.getByRole('row', { name: /^4002/u }).getByRole('button', { name: 'Edit' }).click();
  const json = page.getByLabel('As in the configuration file, JSON');
  await json.fill('{"to": {"skillGroup": "nobody"}}');
  await page.getByRole('button', { name: 'Save' }).click();
  await notice().filter({ hasText: 'nobody' }).waitFor();
  await json.fill('{"to": {"skillGroup": "support"}}');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /^4002 skill group support/u }).waitFor();
  expect(problems.splice(0).filter((one) => !one.includes('400'))).toEqual([]);
});

it('makes a key that is good at once', async () => {
  await go('Keys');
  await page.getByLabel('Name').fill('<b>CRM</b>');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const key = (await page.locator('main code').textContent()) ?? '';
  expect(key).toMatch(/^csk_/u);
  await page.getByRole('cell', { name: '<b>CRM</b>' }).waitFor();
  const answer = await fetch(`${centre.url}/v1/board`, { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status).toBe(200);
});

it('stops all outgoing calls, and lets them again', async () => {
  const state = async (): Promise<unknown> =>
    (await fetch(`${centre.url}/v1/dialling`, { headers: { authorization: `Bearer ${KEY}` } })).json();
  await go('Outgoing calls');
  await page.getByRole('button', { name: 'Stop all outgoing calls' }).click();
  await page.getByText('Calls to the outside are stopped.').waitFor();
  expect(await state()).toEqual({ stopped: true, alarms: [] });
  await page.getByRole('button', { name: 'Let them again' }).click();
  await page.getByText('Agents may call out.').waitFor();
  expect(await state()).toEqual({ stopped: false, alarms: [] });
});
