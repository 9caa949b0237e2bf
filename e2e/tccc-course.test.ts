import { constantFields } from '@callstation/testkit';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Centre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { documentedEvents } from './harness/tccc-coverage.ts';
import { openTcccSeat, type TcccSeat } from './harness/tccc-seat.ts';
import { createLoginToken, LINES, SHOP, writeShopConfig } from './harness/tccc-shop.ts';
import { until } from './harness/until.ts';

/** What the two agents' microphones hum: above the hold music, which has nothing there. */
const MIA_HUMS = 1800;
const NED_HUMS = 2200;
const MIA = 'mia@shop.example';
const NED = 'ned@shop.example';
const LEA = 'lea@shop.example';
const BEIJING = '+8613800138000';
const SHANGHAI = '+862160001234';

let stage: Stage;
let config: ReturnType<typeof writeShopConfig>;
let centre: Centre;
let browser: Browser;
let mia: TcccSeat;
let ned: TcccSeat;
let stopped = false;
/** Pages that were not let in at first. */
const refused: TcccSeat[] = [];
beforeAll(async () => {
  config = writeShopConfig();
  stage = await openStage('this machine', config.flags);
  ({ centre, browser } = stage);
  [mia, ned] = (await Promise.all([MIA_HUMS, NED_HUMS].map((hz) => openTcccSeat(browser, `${centre.url}/`, hz)))) as [
    TcccSeat,
    TcccSeat,
  ];
  // One as the documents have it now, one as they had it.
  await mia.inject({ crossorigin: 'anonymous', src: (await createLoginToken(centre, MIA)).SdkURL });
  const { Token } = await createLoginToken(centre, NED);
  const legacy = { 'data-token': Token, 'data-sdk-app-id': String(SHOP.sdkAppId), 'data-userid': NED };
  await ned.inject({ src: `${centre.url}/vendors/tccc/sdk.js`, ...legacy });
  await Promise.all([mia.told('ready'), ned.told('ready')]);
});
afterAll(async () => {
  await stage?.close();
  config?.remove();
});
beforeEach(async () => void (await Promise.all([mia.mark(), ned.mark()])));
afterEach(async () => {
  if (stopped) return;
  await clearCustomers(centre);
  const problems = [...mia.problems.splice(0), ...ned.problems.splice(0)];
  if (problems.length > 0) throw new Error(`A page complained: ${problems.join('\n')}`);
});

/** Somebody calls in; their id. */
async function callIn(line: keyof typeof LINES, more: object = {}): Promise<string> {
  await centre.post('/dev/customers', { from: BEIJING, to: LINES[line], scenario: 'quiet', ...more });
  return (await customer(centre)).id;
}
const free = (seat: TcccSeat): Promise<void> =>
  until(
    'free',
    async () => (await seat.status()) === 'free',
    () => seat.trace(),
  );
const hears = (seat: TcccSeat, hz: number): Promise<void> =>
  until(
    `${hz} Hz in the page`,
    async () => (await seat.page.evaluate((tone) => window.ear.max(tone, 2000), hz)) > 0.02,
  );
/** Rings at a seat, which accepts; the session. */
async function accept(seat: TcccSeat): Promise<string> {
  const { sessionId } = await seat.told('callIn');
  expect(await seat.ask('Call.accept', { sessionId })).toEqual({ status: 'success', data: {} });
  await seat.told('userAccessed');
  return String(sessionId);
}
async function done(seat: TcccSeat, sessionId: string): Promise<void> {
  await seat.told('sessionEnded');
  // The status follows the end.
  await until('the end of busy', async () => (await seat.status()) !== 'busy');
  if ((await seat.status()) === 'arrange') await seat.ask('Call.deleteCall', { sessionId });
  await seat.told('sessionCompleted');
  await free(seat);
}

describe('a call that is placed', () => {
  it('is answered: its digits arrive, and it is completed by deleteCall', async () => {
    const placed = await mia.ask('Call.startOutboundCall', { phoneNumber: '10007', phoneDesc: 'A menu', uui: 'C-1' });
    const { data } = placed;
    expect(placed.status).toBe('success');
    expect(data).toMatchObject({ calleePhoneNumber: '***07', callerPhoneNumber: '4100', remark: 'A menu' });
    expect(await mia.told('callOuted')).toMatchObject({ sessionId: data?.['sessionId'], protectedCallee: '***07' });
    await mia.told('calloutAccepted');
    const { id } = await customer(centre);
    await untilHears(centre, id, MIA_HUMS);
    const { sessionId } = data ?? {};
    expect(await mia.ask('Call.sendDigits', { sessionId, dtmfText: '5' })).toMatchObject({ status: 'success' });
    await hears(mia, 880);
    expect((await customer(centre, id)).digits).toBe('5');
    await mia.ask('Call.hungUp', { sessionId });
    expect(await mia.told('sessionEnded')).toMatchObject({ sessionId, closeBy: 'seat', type: 'phone' });
    await until('arrange', async () => (await mia.status()) === 'arrange');
    expect(await mia.ask('Call.deleteCall', { sessionId })).toEqual({ status: 'success', data: {} });
    await mia.told('sessionCompleted');
    await free(mia);
    expect(await mia.trace()).toEqual([
      ...['callOuted', 'busy', 'calloutAccepted', 'sessionEnded', 'arrange', 'sessionCompleted', 'free'],
    ]);
  });

  it.each([
    ['10004', { closeBy: 'client', duration: 0 }],
    ['10002', { closeBy: 'admin', mainReason: 'busy' }],
    ['10006', { closeBy: 'admin', mainReason: 'numberNotExist' }],
  ])('is not answered: %s', async (phoneNumber, end) => {
    const { data } = await mia.ask('Call.startOutboundCall', { phoneNumber, servingNumberGroupIds: ['north'] });
    expect(data?.['callerPhoneNumber']).toMatch(/^\+86216000000[12]$/u);
    expect(await mia.told('sessionEnded')).toMatchObject({ sessionId: data?.['sessionId'], ...end });
    await mia.told('sessionCompleted');
    await free(mia);
    expect(await mia.trace()).toEqual(['callOuted', 'busy', 'sessionEnded', 'free', 'sessionCompleted']);
  });
});

describe('a call that comes in', () => {
  it('moves on when it is not answered in time, and no end is told', async () => {
    await callIn('hurried');
    const { sessionId, timeout } = await mia.told('callIn');
    expect(timeout).toBe(1);
    expect(await mia.told('autoTransfer')).toEqual({ sessionId });
    await until('not ready', async () => (await mia.status()) === 'notReady');
    await mia.told('sessionCompleted');
    expect(await mia.trace()).toEqual(['callIn', 'busy', 'autoTransfer', 'notReady', 'sessionCompleted']);
    await clearCustomers(centre);
    await mia.ask('Agent.setStatus', { status: 'stopNotReady' });
    await free(mia);
  });

  it('is given up by the caller', async () => {
    const id = await callIn('care', { from: SHANGHAI });
    expect(await mia.told('callIn')).toMatchObject({ protectedCaller: '+8621****1234', callerLocation: 'Shanghai' });
    await centre.remove(`/dev/customers/${id}`);
    expect(await mia.told('sessionEnded')).toMatchObject({ closeBy: 'client', duration: 0 });
    await mia.told('sessionCompleted');
    await free(mia);
    expect(await mia.trace()).toEqual(['callIn', 'busy', 'sessionEnded', 'free', 'sessionCompleted']);
  });

  it('is sent to another seat, which hears the customer and what was noted', async () => {
    const id = await callIn('care', { scenario: '10001' });
    const sessionId = await accept(mia);
    await untilHears(centre, id, MIA_HUMS);
    await note(mia, sessionId, 'Wants a refund');
    expect(await mia.ask('Call.transfer', { sessionId, userId: NED })).toMatchObject({ status: 'success' });
    expect(await ned.told('callIn')).toMatchObject({ sessionId, type: 'phone', remark: 'Wants a refund' });
    await accept(ned);
    await untilHears(centre, id, NED_HUMS);
    expect(await mia.told('transfer')).toEqual({ sessionId, userId: NED });
    expect(await mia.told('sessionEnded')).toMatchObject({ sessionId, closeBy: 'seat' });
    await done(mia, sessionId);
    expect(await mia.trace()).toEqual([
      ...['callIn', 'busy', 'userAccessed', 'transfer', 'sessionEnded', 'arrange', 'sessionCompleted', 'free'],
    ]);
    await ned.ask('Call.hungUp', { sessionId });
    await done(ned, sessionId);
  });

  it('is sent to a skill group', async () => {
    const id = await callIn('care', { scenario: '10001', from: SHANGHAI });
    const sessionId = await accept(mia);
    await note(mia, sessionId, 'Asks for Ned');
    expect(await mia.ask('Call.transfer', { sessionId, skillGroupId: 'back' })).toMatchObject({ status: 'success' });
    await accept(ned);
    await untilHears(centre, id, NED_HUMS);
    expect(await mia.told('transfer')).toEqual({ sessionId, skillGroupId: 'back' });
    await done(mia, sessionId);
    await centre.remove(`/dev/customers/${id}`);
    expect(await ned.told('sessionEnded')).toMatchObject({ sessionId, closeBy: 'client' });
    await done(ned, sessionId);
  });

  it.each([
    ['1', 'Orders', {}],
    ['2', 'Returns', { visitor: { id: 'u-3' } }],
  ])('comes by a menu, where %s was pressed', async (key, label, more) => {
    const steps = [{ do: 'answer' }, { do: 'listen', ms: 3000 }, { do: 'press', keys: key }];
    await callIn('menu', { scenario: { steps }, ...more });
    expect((await mia.told('callIn'))['ivrPath']).toEqual([{ key, label }]);
    const { sessionId } = await mia.told('callIn');
    await mia.ask('Call.hungUp', { sessionId });
    await clearCustomers(centre);
    await mia.told('sessionCompleted');
    await free(mia);
  });

  it.each([
    ['mobile', 'staffPhoneSeat'],
    ['phone', 'staffExtensionSeat'],
  ] as const)('rings at the agent’s %s', async (mode, serverType) => {
    await choosePhone(mia, mode);
    const id = await callIn('care');
    expect(await mia.told('callIn')).toMatchObject({ serverType });
    await mia.told('userAccessed');
    await centre.remove(`/dev/customers/${id}`);
    await done(mia, String((await mia.told('callIn'))['sessionId']));
    const placed = await mia.ask('Call.startOutboundCall', { phoneNumber: SHANGHAI, phoneDesc: 'The depot' });
    expect(placed.data).toMatchObject({ serverType, calleeLocation: 'Shanghai', remark: 'The depot' });
    const { sessionId } = placed.data ?? {};
    await mia.ask('Call.hungUp', { sessionId });
    await done(mia, String(sessionId));
    await choosePhone(mia, 'page');
  });

  it.each([
    ['care', { id: 'u-1', name: 'Ada', location: 'The app', channel: 'app', channelName: 'Help in the app' }, MIA_HUMS],
    ['back', { id: 'u-2', name: 'Ben', location: 'The shop', channel: 'shop', channelName: 'Checkout' }, NED_HUMS],
  ] as const)('comes from a website, to %s', async (line, visitor, hums) => {
    const seat = line === 'care' ? mia : ned;
    const more = {
      remark: `A ${visitor.name}`,
      avatar: `https://shop.example/${visitor.id}.png`,
      data: `{"of":"${visitor.id}"}`,
    };
    const id = await callIn(line, { scenario: '10001', visitor: { ...visitor, ...more } });
    expect(await seat.told('callIn')).toMatchObject({
      ...{ type: 'voip', callee: visitor.channel, calleeRemark: visitor.channelName, userId: visitor.id },
      ...{ nickname: visitor.name, peerSource: visitor.location, remark: more.remark, clientData: more.data },
    });
    const sessionId = await accept(seat);
    await untilHears(centre, id, hums);
    await seat.ask('Call.hungUp', { sessionId });
    await done(seat, sessionId);
  });
});

describe('a colleague', () => {
  it.each([
    ['Ned', () => [mia, MIA, MIA_HUMS, ned, NED] as const],
    ['Mia', () => [ned, NED, NED_HUMS, mia, MIA] as const],
  ])('is called: %s', async (_, sides) => {
    const [caller, me, hums, callee, calleeUserId] = sides();
    const { data } = await caller.ask('Call.startInternalCall', { calleeUserId });
    const sessionId = String(data?.['sessionId']);
    expect(await callee.told('callIn')).toMatchObject({ sessionId, type: 'internal', peerUserId: me });
    await accept(callee);
    await caller.told('calloutAccepted');
    await hears(callee, hums);
    await caller.ask('Call.hungUp', { sessionId });
    expect(await callee.told('sessionEnded')).toMatchObject({ closeBy: 'client', type: 'internal' });
    await Promise.all([done(caller, sessionId), done(callee, sessionId)]);
  });
});

describe('a sign-in that is not good any more', () => {
  it.each([
    ['by an SdkURL that was used', async () => ({ src: await usedUrl() })],
    ['by a token that was used', async () => legacyTag(await usedToken())],
  ])('%s: tokenExpired is told, and methods fail as the vendor’s do', async (_, attributesOf) => {
    const late = await openTcccSeat(browser, `${centre.url}/`, MIA_HUMS);
    refused.push(late);
    await late.inject(await attributesOf());
    const { message } = await late.told('tokenExpired');
    expect(message).toEqual(expect.any(String));
    expect(await late.status()).toBe('offline');
    const outcome = await late.ask('Call.startOutboundCall', { phoneNumber: '10001' });
    expect(outcome).toMatchObject({ status: 'error', code: 'notReady', data: null, errorMsg: expect.any(String) });
    await until('the console says so', async () => late.problems.length > 0);
    expect(
      late.problems.filter((text) => !/^tccc: the seat could not be opened|Failed to load resource/u.test(text)),
    ).toEqual([]);
    // Another sign-in of the same page is not in the way of it; until it is through, methods fail the same.
    await late.mark();
    expect(await late.inject({ src: (await createLoginToken(centre, LEA)).SdkURL })).toBe('notReady');
    await late.told('ready');
    expect(await late.status()).toBe('free');
  });
});

describe('what goes wrong', () => {
  it('a script without a sign-in leaves a tccc that says so', async () => {
    const nobody = await openTcccSeat(browser, `${centre.url}/`, MIA_HUMS);
    expect(await nobody.inject({ src: `${centre.url}/vendors/tccc/sdk.js` })).toBe('notReady');
    expect((await nobody.told('tokenExpired'))['message']).toContain('data-token');
    expect(nobody.problems.filter((text) => !text.startsWith('tccc: the seat could not be opened'))).toEqual([]);
    await nobody.page.close();
  });

  it('initialised twice for one seat: the page keeps the one it has, and is told', async () => {
    expect(await mia.inject({ src: (await createLoginToken(centre, MIA)).SdkURL })).toBe('notFound');
    expect(await mia.status()).toBe('free');
    expect(await mia.page.locator('#tcccSdkDomRoot').count()).toBe(1);
    expect(mia.problems.splice(0)).toEqual([expect.stringContaining('in the page already')]);
  });

  it('two clicks at once place one call', async () => {
    const placed = await Promise.all([1, 2].map(() => ned.ask('Call.startOutboundCall', { phoneNumber: '10007' })));
    expect(placed.map(({ status }) => status).toSorted()).toEqual(['error', 'success']);
    expect(placed.find(({ status }) => status === 'error')).toMatchObject({ code: 'invalidState' });
    const { sessionId } = placed.find(({ data }) => data !== null)?.data ?? {};
    await ned.ask('Call.hungUp', { sessionId });
    await ned.told('sessionEnded');
    await free(ned);
    expect((await ned.trace()).filter((name) => name === 'callOuted')).toHaveLength(1);
  });

  it('no microphone: the call fails with why, and the seat goes on', async () => {
    const [lea] = refused.slice(-1);
    if (!lea) throw new Error('Lea is not there');
    await lea.mark();
    await lea.page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    const outcome = await lea.ask('Call.startOutboundCall', { phoneNumber: '10007' });
    expect(outcome).toMatchObject({ status: 'error', code: 'mediaDenied', errorMsg: expect.any(String) });
    await free(lea);
    expect(await lea.trace()).toEqual([]);
  });
});

describe('over all of it', () => {
  it('every documented field was told by the centre, and none is always the same', async () => {
    const [rows, unfed] = documentedEvents();
    const all = (await Promise.all([mia, ned, ...refused].map((seat) => seat.all())))
      .flat()
      .map(([name, data]) => [name === 'callIn' ? `callIn (${String(data['type'])})` : name, data] as const);
    const missing = rows
      .filter(([event]) => !unfed.includes(event))
      .flatMap(([event, fields]) =>
        fields
          .filter((field) => !all.some(([name, data]) => name === event && data[field] !== undefined))
          .map((field) => `${event}: ${field}`),
      );
    expect(missing).toEqual([]);
    const often = (group: string, path: string): boolean =>
      all.filter(([name, data]) => name === group && data[path] !== undefined).length > 1;
    const constant = constantFields(all)
      .filter(({ group, path }) => often(group, path))
      .map(({ group, path }) => `${group}: ${path}`);
    expect(constant.filter((one) => !ALWAYS.includes(one) && !one.endsWith(': type'))).toEqual([]);
  });
});

async function usedUrl(): Promise<string> {
  const { SdkURL } = await createLoginToken(centre, LEA);
  await fetch(SdkURL);
  return SdkURL;
}
async function usedToken(): Promise<string> {
  const { Token, SdkURL } = await createLoginToken(centre, LEA, true);
  await fetch(SdkURL);
  return Token;
}
const legacyTag = (token: string): Record<string, string> => ({
  ...{ src: `${centre.url}/vendors/tccc/sdk.js`, 'data-token': token, 'data-userid': LEA },
  'data-sdk-app-id': String(SHOP.sdkAppId),
});

/** What it says is the same for the whole centre. */
const ALWAYS = ['callIn (internal): timeout'];

/** What an agent writes by hand, in the workbench. */
async function note(seat: TcccSeat, sessionId: string, remark: string): Promise<void> {
  await seat.page.evaluate(
    async ([id, text]) => document.querySelector('cs-workstation')?.workstation?.calls.setContext(id, { remark: text }),
    [sessionId, remark] as const,
  );
}
/** Where an agent takes calls, chosen by hand. */
async function choosePhone(seat: TcccSeat, mode: 'page' | 'mobile' | 'phone'): Promise<void> {
  await seat.page.evaluate(
    async (chosen) => document.querySelector('cs-workstation')?.workstation?.agent.setPhone({ mode: chosen }),
    mode,
  );
}

describe('a centre that stops in the middle of a call', () => {
  it('leaves a page whose methods fail as they do, and which nothing is thrown in', async () => {
    const { data } = await ned.ask('Call.startOutboundCall', { phoneNumber: '10007' });
    await ned.told('calloutAccepted');
    stopped = true;
    await centre.kill();
    // It waits for a centre that may come back; nobody waits for it.
    await ned.page.evaluate((sessionId) => void globalThis.tccc?.Call.hold({ sessionId }), String(data?.['sessionId']));
    const lost = async (): Promise<boolean> => ned.problems.some((text) => text.includes('WebSocket connection'));
    await until('the page to look for the centre', lost);
    expect(await ned.ask('Call.accept', { sessionId: 'none' })).toMatchObject({ status: 'error', code: 'notFound' });
    const thrown = ned.problems.filter((text) => !/WebSocket connection|Failed to load resource/u.test(text));
    expect(thrown).toEqual([]);
  });

  it('tells it that the call is over when it is there again, and takes calls', async () => {
    await stage.restart();
    ({ centre } = stage);
    expect(await ned.told('sessionEnded')).toMatchObject({ closeBy: 'admin', type: 'phone' });
    await ned.told('sessionCompleted');
    await free(ned);
    await ned.mark();
    await callIn('back');
    await accept(ned);
  });
});
