import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import type { Centre } from './harness/centre.ts';
import { openDesk } from './harness/desk.ts';
import { bundleDesk } from './harness/desk-folder.ts';
import { VOICES } from './harness/scene.ts';
import { toneWav } from '../scripts/lib/tone-wav.mjs';
import { openStage, type Stage } from './harness/stage.ts';
import { until } from './harness/until.ts';

const KEY = 'callstation-demo-secret-not-for-production';
let stage: Stage;
let centre: Centre;
let browser: Browser;
let page: Page;
let served: Awaited<ReturnType<typeof bundleDesk>>;
const problems: string[] = [];
beforeAll(async () => {
  served = await bundleDesk();
  stage = await openStage(inject('networks')[0] ?? 'this machine', served.flags);
  ({ centre, browser } = stage);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
  await page.goto(`${centre.url}/admin`);
});
afterAll(async () => {
  await stage?.close();
  served?.remove();
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

it('takes a sound, whose name and length it shows', async () => {
  await go('Sounds');
  const file = { name: 'hello there.wav', mimeType: 'audio/wav', buffer: toneWav(440, 500) };
  await page.getByLabel('WAV, 16-bit PCM').setInputFiles(file);
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('row', { name: /^hello-there\.wav 16 KiB/u }).waitFor();
  const answer = await fetch(`${centre.url}/v1/sounds/hello-there.wav`, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(file.buffer);
  await page.getByLabel('WAV, 16-bit PCM').setInputFiles({ ...file, buffer: Buffer.from('no sound') });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.locator('#notice.bad').waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page
    .getByRole('row', { name: /^hello-there/u })
    .getByRole('button', { name: 'Delete' })
    .click();
  await page.getByText('Nothing was uploaded yet.').waitFor();
  expect(problems.splice(0).filter((one) => !one.includes('400'))).toEqual([]);
});

it('sets the status of an agent, and signs them out', async () => {
  const desk = await openDesk(browser, centre.url, 'alice', { hz: VOICES.alice });
  await go('Live');
  const row = page.getByRole('row', { name: /^Alice/u });
  await row.getByRole('combobox').selectOption('not-ready');
  await until('alice to be told', async () => (await desk.show()).agent?.status === 'not-ready');
  await row
    .getByText(/^not-ready/u)
    .first()
    .waitFor();
  await row.getByRole('button', { name: 'Sign out' }).click();
  await notice().filter({ hasText: 'alice is signed out.' }).waitFor();
  await until('alice to be out', async () => (await desk.show()).page.connection.state !== 'ready');
  await desk.close();
});

it('is in Simplified Chinese for a browser that wants it, every word', async () => {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  const chinese = await context.newPage();
  await chinese.goto(`${centre.url}/admin/`);
  await chinese.getByLabel('API 密钥').fill(KEY);
  await chinese.getByRole('button', { name: '进入呼叫中心' }).click();
  await chinese.getByRole('heading', { level: 2, name: '实时' }).waitFor();
  expect(await chinese.locator('html').getAttribute('lang')).toBe('zh-CN');
  const buttons = chinese.getByRole('navigation').getByRole('button');
  for (let at = 0; at < (await buttons.count()); at++) {
    const name = (await buttons.nth(at).textContent()) ?? '';
    await buttons.nth(at).click();
    await chinese.getByRole('heading', { level: 2, name, exact: true }).waitFor();
    await chinese.getByText('加载中…').waitFor({ state: 'detached' });
    const said = await chinese
      .locator('main :is(th, button, label, h2, h3, .empty, .quiet:not(.mono))')
      .allTextContents();
    expect([name, said.filter((text) => /[a-z]/iu.test(text) && !/\p{Script=Han}|\.csv$/u.test(text))]).toEqual([
      name,
      [],
    ]);
  }
  await context.close();
});
