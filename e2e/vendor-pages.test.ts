import type { UdeskCCPaasApiClass as Udesk } from '@callstation/compat-udesk';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { Centre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { until } from './harness/until.ts';
import { openWatchedPage, type WatchedPage } from './harness/watched-page.ts';

declare global {
  var UdeskCCPaasApiClass: typeof Udesk;
  var UdeskCCPaasApiClassInstance: Udesk;
  var ccSdk: { register(options: object): void };
}

const HUM = 1800;
/** Of the demo centre. */
const KEY = 'callstation-demo-secret-not-for-production';

let stage: Stage;
let centre: Centre;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  ({ centre, browser } = stage);
});
afterAll(() => stage?.close());
afterEach(async () => {
  await clearCustomers(centre);
  await watched.close();
});

async function open(path: string): Promise<void> {
  watched = await openWatchedPage(browser, HUM);
  ({ page } = watched);
  await page.goto(`${centre.url}${path}`);
}
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const says = (text: string): Promise<void> => page.locator('#says').getByText(text, { exact: true }).waitFor();
const status = (text: string): Promise<void> => page.locator('#status').getByText(text, { exact: true }).waitFor();
const told = (): Promise<string[]> =>
  page.locator('#log [data-event]').evaluateAll((lines) => lines.map((line) => line.dataset['event'] ?? ''));
const lines = (): Promise<string[]> => page.locator('#log [data-event]').allTextContents();
const signOut = async (agent: string): Promise<void> => {
  const headers = { authorization: `Bearer ${KEY}` };
  const answer = await page.request.post(`${centre.url}/v1/agents/${agent}/logout`, { headers });
  expect(answer.status()).toBe(204);
};
const hears = (hz: number): Promise<void> =>
  until(`${hz} Hz in the page`, async () => (await page.evaluate((tone) => window.ear.max(tone, 3000), hz)) > 0.05);

describe('a page written for UdeskCCPaasApiClass, its script and its token from this centre', () => {
  it('takes a call, holds it and hangs up, with sound at the far end', async () => {
    await open('/udesk/?agent=alice');
    await says('Ready');
    await status('idle');
    await centre.post('/dev/customers', { from: '+8613800138000', to: '4002', scenario: '10001' });
    await says('+8613800138000 calls');
    await press('Answer');
    await says('In the call');
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    await press('Hold');
    await says('On hold');
    await press('Resume');
    await says('In the call');
    await untilHears(centre, id, HUM);
    await press('Hang up');
    await says('Over');
    const calls = (await told()).filter((name) => !/State|Mode|Advanced|Ready/u.test(name));
    expect(calls).toEqual(['Delivered', 'Established', 'Held', 'Retrieved', 'ConnectionCleared']);
  });

  it('calls from a row', async () => {
    await open('/udesk/?agent=bob');
    await says('Ready');
    await press('Call Ada Martin');
    await says('In the call');
    await hears(1000);
    await untilHears(centre, (await customer(centre)).id, HUM);
    await press('Hang up');
    await says('Over');
  });

  it('answers wrong use in the vendor’s shape, whenever it comes, and goes on as another agent', async () => {
    await open('/udesk/?agent=alice');
    await says('Ready');
    const codes = await page.evaluate(() => {
      const api = globalThis.UdeskCCPaasApiClassInstance;
      const wrong: Promise<unknown>[] = [
        new globalThis.UdeskCCPaasApiClass({ Log: () => undefined }).HoldAsync({ CallId: 'early' }),
        api.HoldAsync({ CallId: 'nobody' }),
        api.HoldAsync(7 as never),
        api.MakeCallAsync({} as never),
        api.MakeCallAsync('not a number'),
        api.AnswerAsync(),
        api.SetAgentStateAsync('asleep' as never),
        api.ConsultationAsync({ CallId: 'nobody', AgentId: 'bob' }),
        api.EavesdropAsync({ CallId: 'nobody', AgentId: 'bob' }),
        api.GetIvrNodesAsync('nowhere'),
      ];
      const codeOf = (one: Promise<unknown>): Promise<unknown> =>
        one.then(() => 'done').catch(({ Code }: { Code: string }) => Code);
      return Promise.all(wrong.map(codeOf));
    });
    expect(codes).toEqual([
      ...['000036', '100018', '100001', '000001', '000001', '100021', '000001', '100018', '100022', '200004'],
    ]);
    await page.evaluate(() => globalThis.UdeskCCPaasApiClassInstance.Init());
    await says('Init was called before. Call Destroy first to begin anew.');
    const as = await page.evaluate(async (ask) => {
      globalThis.UdeskCCPaasApiClassInstance.Destroy();
      const { UdeskCCPaasApiClass } = globalThis;
      class Provider extends UdeskCCPaasApiClass.AppDataProvider {
        override async GetToken(): Promise<{ appId: string; timestamp: string; token: string }> {
          const body = JSON.stringify({ agent: 'bob' });
          return (await fetch(ask, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json();
        }
      }
      // Both addresses are left out: the script's own host.
      const api = new UdeskCCPaasApiClass({ AgentId: 'bob', AppDataProvider: new Provider() });
      const ready = new Promise((resolve) => api.on('Ready', resolve));
      api.Init();
      await ready;
      const { Data } = await api.GetOtherAgentsAsync();
      api.Destroy();
      return Data.map(({ AgentId, ExtState }) => `${AgentId} ${ExtState}`);
    }, '../dev/vendors/udesk');
    expect(as.toSorted()).toEqual(['alice 0', 'carol 0', 'sam 0']);
  });

  it('says what is wrong: no microphone, and signed out by a supervisor; signs in again', async () => {
    await open('/udesk/?agent=alice');
    await says('Ready');
    await page.context().clearPermissions();
    await press('Call Ada Martin');
    await says('The microphone is blocked. Allow it in the address bar, then try again.');
    expect(await told()).not.toContain('Originated');
    await signOut('alice');
    await says('A supervisor signed you out. Reload to work here again.');
    await status('offline');
    await page.evaluate(() => globalThis.UdeskCCPaasApiClassInstance.ConnectAsync());
    await says('Ready');
    await status('idle');
  });
});

describe('a page written for cc-sdk, its script and its credential from this centre', () => {
  it('calls from a row, and takes a call by the panel, with sound at the far end', async () => {
    await open('/cc-sdk/?agent=carol');
    await status('idle');
    await press('Call Ada Martin');
    await says('In the call 10001');
    await hears(1000);
    await untilHears(centre, (await customer(centre)).id, HUM);
    await page.locator('#hang-up').click();
    await says('Over 10001');
    await status('idle');
    await centre.post('/dev/customers', { from: '+8613800138000', to: '4002', scenario: '10001' });
    await says('Ringing +8613800138000');
    await page
      .locator('cc-sdk')
      .getByRole('button', { name: /^Answer/u })
      .first()
      .click();
    await says('In the call +8613800138000');
    await untilHears(centre, (await customer(centre)).id, HUM);
    await page.locator('#hang-up').click();
    await status('after the call');
    const seats = (await lines()).filter((line) => line.startsWith('onSeatStatus'));
    expect(seats).toEqual(['onSeatStatus 2', 'onSeatStatus 4']);
  });

  it('works without a panel, by methods alone, and with the latest credential alone', async () => {
    // Carol is at her after-call work.
    await open('/cc-sdk/?agent=bob');
    await status('idle');
    const register = (which: 'older' | 'newer', credentials: object): Promise<void> =>
      page.evaluate(([of, all]) => globalThis.ccSdk.register({ token: Reflect.get(all, of), noWorkMode: true }), [
        which,
        credentials,
      ] as const);
    const credential = async (): Promise<string> =>
      ((await centre.post('/dev/vendors/ccsdk', { agent: 'bob' })).body as { authentication: string }).authentication;
    const credentials = { older: await credential(), newer: await credential() };
    await register('older', credentials);
    await until('the older one to be refused', async () =>
      (await lines()).some((line) => line.startsWith('onHttp {"code":100200')),
    );
    // The browser's own line about it.
    expect(watched.problems.splice(0)).toHaveLength(1);
    await register('newer', credentials);
    await until('to be connected again', async () => (await lines()).at(-1) === 'onSeatStatus 2');
    expect(await page.locator('cc-sdk').evaluate(({ shadowRoot }) => shadowRoot?.childElementCount)).toBe(0);
    const sdk = page.locator('cc-sdk');
    await sdk.evaluate((element) =>
      (element as never as { callPhone(o: object): void }).callPhone({ phone: '10001', info: 'Ada' }),
    );
    await says('In the call 10001');
    await hears(1000);
    const hangUp = (): Promise<number> =>
      sdk.evaluate(
        (element) =>
          new Promise((resolve) => {
            (element as never as { hangupCall(fn: (answer: { code: number }) => void): void }).hangupCall(({ code }) =>
              resolve(code),
            );
          }),
      );
    expect(await hangUp()).toBe(0);
    await says('Over 10001');
    expect(await hangUp()).toBe(999901);
    await centre.post('/dev/customers', { from: '+8613800138000' });
    await says('Ringing +8613800138000');
    await clearCustomers(centre);
    await says('Not answered +8613800138000');
    const statuses = (await lines()).flatMap((line) => /"callStatus":(\d)/u.exec(line)?.[1] ?? []);
    expect(statuses.join('')).toBe('123425');
  });

  it('is told of a connection that cannot be made, and connects again when asked to', async () => {
    await open('/cc-sdk/?agent=bob');
    await status('idle');
    const { body } = await centre.post('/dev/vendors/ccsdk', { agent: 'bob' });
    await page.context().setOffline(true);
    await page.evaluate(
      (token) => globalThis.ccSdk.register({ token }),
      (body as { authentication: string }).authentication,
    );
    await until('to be told so', async () => (await lines()).slice(-2)[0] === 'onWebrtcStatus 0');
    expect((await lines()).at(-1)).toContain('"code":-18');
    expect(watched.problems.splice(0).length).toBeGreaterThan(0);
    await page.context().setOffline(false);
    await page.locator('#reconnect').click();
    await until('to be connected', async () => (await lines()).at(-1) === 'onSeatStatus 2');
    expect((await lines()).filter((line) => line.startsWith('onWebrtcStatus'))).toEqual([
      ...['onWebrtcStatus 1', 'onWebrtcStatus 0', 'onWebrtcStatus 1'],
    ]);
  });
});

describe('a page that is loaded again in the middle of a call', () => {
  it.each([
    ['/tccc/?agent=alice', 'In the call', 'Ended by seat'],
    ['/udesk/?agent=alice', 'In the call', 'Over'],
    ['/cc-sdk/?agent=alice', 'In the call 10001', 'Over 10001'],
  ])('%s is told of it, has its sound again, and hangs up', async (path, talking, over) => {
    await open(path);
    await page
      .locator('#status')
      .getByText(/^(free|idle)$/u)
      .waitFor();
    await press('Call Ada Martin');
    await says(talking);
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM);
    await page.reload();
    await says(talking);
    // What it says comes back as an echo.
    await hears(HUM);
    await page.locator('main').getByRole('button', { name: 'Hang up', exact: true }).first().click();
    await says(over);
  });
});
