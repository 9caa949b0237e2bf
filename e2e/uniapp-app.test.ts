import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { clearCustomers, customer, untilHears, untilSilent } from './harness/customer.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { type EmulatorFolder, writeEmulator } from './harness/uni-emulator/emulator-folder.ts';
import { type HostServer, startHostServer } from './harness/uni-emulator/host-server.ts';
import { startPlugin } from './harness/uni-emulator/plugin-phone.ts';
import { type RunningApp, startApp } from './harness/uni-emulator/phone.ts';
import { uniappSeat, type UniappSeat } from './harness/uniapp-seat.ts';
import { until } from './harness/until.ts';

const HUM = 1800;

describe('the phone book of uni-app as an App', () => {
  let folder: EmulatorFolder;
  let server: HostServer;
  let stage: Stage;
  let app: RunningApp;
  let seat: UniappSeat;
  let refused: string;
  beforeAll(async () => {
    folder = await writeEmulator();
    server = await startHostServer(folder.app);
    stage = await openStage('this machine', [...folder.flags, '--origin', server.origin]);
    app = await startApp(stage.browser, stage.centre.url, folder, HUM);
    seat = uniappSeat(app.front);
    // A back end that knows nothing of Apps.
    await app.page.route('**/dev/tokens', (route) => route.continue({ postData: { agent: 'alice' } }));
    refused = await seat.refused(stage.centre.url, 'alice');
    await app.page.unroute('**/dev/tokens');
    await seat.signIn(stage.centre.url, 'alice');
  });
  afterAll(async () => {
    await stage?.close();
    server?.stop();
    folder?.remove();
  });
  afterEach(async () => {
    await clearCustomers(stage.centre);
    await seat.untilState('list');
    if (app.problems.length > 0) throw new Error(`It complained: ${app.problems.join('\n')}`);
  });
  const heard = (): Promise<number> => app.host().evaluate(() => window.ear.rms(1000));
  const soundBothWays = async (): Promise<string> => {
    const { id } = await customer(stage.centre);
    await untilHears(stage.centre, id, HUM);
    await until('the customer to be heard in the hidden page', async () => (await heard()) > 0.02, heard);
    return id;
  };

  it('has its sound in a file, which is let in by a token for the App alone, and says so', async () => {
    expect(await app.host().evaluate(() => [location.protocol, window.origin])).toEqual(['file:', 'null']);
    expect(refused).toContain('needs a token of the audience app. Mint one with aud: "app".');
    expect(refused).toContain('(403)');
  });

  it('runs where nothing is that came after iOS 14.5 and WebView 87, in the logic layer and in the hidden page', async () => {
    const left = (): string[] => {
      const { hasOwn } = Object as Partial<typeof Object>;
      const { timeOrigin } = performance as Partial<Performance>;
      const { at } = Array.prototype as Partial<unknown[]>;
      const { randomUUID } = crypto as Partial<Crypto>;
      const { structuredClone: clone, BroadcastChannel: channel } = globalThis as Partial<typeof globalThis>;
      const found = { hasOwn, timeOrigin, at, randomUUID, clone, channel };
      return Object.entries(found).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    };
    expect([await app.page.evaluate(left), await app.host().evaluate(left)]).toEqual([[], []]);
  });

  it('calls with the sound of the hidden page, and goes on over reLaunch: the customer misses nothing', async () => {
    await seat.dial('10001');
    await seat.untilState('inProgress');
    const id = await soundBothWays();
    const before = app.host();
    const since = async () => (await customer(stage.centre, id)).heard.sinceMark;
    const untilHeard = async (ms: number): Promise<void> => {
      const from = (await since())?.ms ?? 0;
      await until(`${ms} ms of sound`, async () => ((await since())?.ms ?? 0) >= from + ms, since);
    };
    await stage.centre.post(`/dev/customers/${id}/mark`, {});
    await untilHeard(200);
    for (const page of ['settings', 'calling']) {
      await app.reLaunch(`/pages/${page}/index`);
      await untilHeard(300);
    }
    expect((await since())?.longest).toBeLessThanOrEqual(100);
    expect(app.host()).toBe(before);
    expect(await seat.state()).toBe('inProgress');
    await soundBothWays();
    await seat.tap('calling-end');
    await seat.untilSaid('You hung up');
  });

  /** How often it rang so far, and whether it rings. */
  const rings = async (): Promise<{ times: number; now: number }> => {
    const played = await app.played();
    for (const { path, loop } of played) {
      // Longer than anybody lets it ring; the player is told how often, or to loop.
      expect(path).toMatch(/\/static\/ring\.wav$/u);
      expect(loop).toBe(false);
    }
    return { times: played.length, now: played.filter(({ state }) => state === 'playing').length };
  };
  const untilRings = (now: 0 | 1): Promise<void> =>
    until(`${now} to ring`, async () => (await rings()).now === now, rings);
  const comesIn = async (): Promise<void> => {
    await stage.centre.post('/dev/customers', { from: '10001', scenario: '10001' });
    await app.front().locator('.incoming').waitFor();
    await untilRings(1);
  };

  it('rings until the customer gives up, or the agent declines; a change of pages does not matter', async () => {
    const { times } = await rings();
    await comesIn();
    await app.reLaunch('/pages/settings/index');
    await app.front().locator('.incoming').waitFor();
    expect(await rings()).toEqual({ times: times + 1, now: 1 });
    await app.reLaunch('/pages/numbers/index');
    await app.front().locator('.incoming').waitFor();
    await clearCustomers(stage.centre);
    await untilRings(0);
    await comesIn();
    await seat.tap('incoming-reject');
    await untilRings(0);
    expect((await rings()).times).toBe(times + 2);
  });

  it('takes a call that comes in, with sound, whenever the system ends the hidden page', async () => {
    const { times } = await rings();
    await comesIn();
    await app.killHost();
    await app.untilHostIsNew();
    // Nobody could have answered meanwhile, so the centre offers it anew.
    const isAnew = async (): Promise<boolean> => {
      const { times: now, now: ringing } = await rings();
      return now === times + 2 && ringing === 1;
    };
    await until('it to ring anew', isAnew, rings, 15_000);
    await app.front().locator('.incoming').waitFor();
    await seat.tap('incoming-answer');
    await untilRings(0);
    await seat.untilState('inProgress');
    const id = await soundBothWays();
    await app.killHost();
    await untilSilent(stage.centre, id);
    await app.untilHostIsNew();
    await untilHears(stage.centre, id, HUM);
    await until('the customer to be heard again', async () => (await heard()) > 0.02, heard);
    expect(await seat.state()).toBe('inProgress');
    await stage.centre.remove(`/dev/customers/${id}`);
    await seat.untilSaid('The other side hung up');
  });

  it("has its sound in a page of the owner's web server as well, and says what is wrong with its address", async () => {
    const phone = await startPlugin(stage.browser, stage.centre.url, folder, 2000);
    const { body } = await stage.centre.post('/dev/tokens', { agent: 'bob' });
    const { token } = body as { token: string };
    const { url } = stage.centre;
    const login = (hostUrl: string) => phone.login({ hostUrl, url, userId: 'bob', token });
    const missing = server.page('127.0.0.1', '/hots/callstation-host.html');
    const nobody = await login(missing);
    expect(nobody.code).toBe(404);
    expect(nobody.message).toContain(`${missing} is no host page of Callstation`);
    expect(nobody.message).toContain('calls itself "Nothing here"');
    const foreign = await login(server.page('localhost'));
    expect(foreign.code).toBe(403);
    expect(foreign.message).toContain(`takes no pages of ${server.origin.replace('127.0.0.1', 'localhost')}.`);
    expect(await login(server.page('127.0.0.1'))).toMatchObject({ code: 0 });
    expect(await phone.host().evaluate(() => window.origin)).toBe(server.origin);
    await phone.call('10001');
    await phone.untilAccepted();
    const { id } = await customer(stage.centre);
    await untilHears(stage.centre, id, 2000);
    const ear = (): Promise<number> => phone.host().evaluate(() => window.ear.rms(1000));
    await until('the customer to be heard in the page of the owner', async () => (await ear()) > 0.02, ear);
    await phone.logout();
    const refused = /status of 404|403/u;
    phone.problems.splice(0, Infinity, ...phone.problems.filter((problem) => !refused.test(problem)));
    await phone.close();
  });

  it.each([
    ['deniedPresent', 'Allow it when you are asked', 0],
    ['deniedAlways', 'Switch it on in the phone’s settings', 1],
  ] as const)('says what to do without a microphone: %s', async (answer, help, buttons) => {
    await app.allow(answer);
    await seat.dial('10001');
    await seat.untilState('finished');
    await app.front().locator('.microphone-what', { hasText: help }).waitFor();
    expect(await app.front().locator('.microphone-settings').count()).toBe(buttons);
    await seat.tap('sheet-leave');
    await app.allow('granted');
  });
});
