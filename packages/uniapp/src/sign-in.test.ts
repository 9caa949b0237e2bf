import { CallstationError, type ErrorCode } from '@callstation/core';
import { createFakeBackend, createFakeClock, fakeOffer, settle, type FakeBackend } from '@callstation/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { setup, TcccWorkstation } from './tccc-workstation.ts';
import type { HostLogin, MediaHost } from './hosts/media-host.ts';
import { noAudio } from './hosts/no-audio.ts';
import type { TcccSettings } from './settings.ts';
import { silent } from './testing/silent.ts';
import { told } from './testing/open-page.ts';

afterEach(() => {
  TcccWorkstation.destroyInstance();
  vi.unstubAllGlobals();
});

const LOGIN = { userId: 'alice', token: 'a.b.c' };
const failure = (work: unknown): Promise<unknown> => Promise.resolve(work).catch((error: unknown) => error);

/** An app at a host that is made of fakes; each sign-in gets the next of the backends. */
function app(settings: TcccSettings = {}, backends: FakeBackend[] = [], kind: MediaHost['kind'] = 'browser') {
  const logins: HostLogin[] = [];
  const opened: FakeBackend[] = [];
  const did: string[] = [];
  const host: MediaHost = {
    kind,
    open(login) {
      logins.push(login);
      const backend = backends.shift() ?? createFakeBackend();
      opened.push(backend);
      return backend;
    },
    prepareMicrophone: async () => void did.push('microphone'),
    audio: { ...noAudio('here'), levels: true },
    close: () => void did.push('closed'),
  };
  const clock = createFakeClock();
  const given = { url: 'https://desk.test', host, clock, log: silent, ...settings };
  const tccc = new TcccWorkstation(given);
  const heard: unknown[][] = [];
  for (const name of ['onError', 'onConnectionLost', 'onTryToReconnect', 'onConnectionRecovery', 'onWarning'] as const)
    tccc.on(name, (...args: unknown[]) => heard.push([name, ...args]));
  const connection = (state: string, code?: ErrorCode): void =>
    opened.at(-1)?.emit({
      type: 'page',
      page: {
        connection: {
          ...{ state: state as 'ready', since: 0 },
          ...(code === undefined ? {} : { error: new CallstationError(code).toData() }),
        },
      },
    });
  return { tccc, clock, logins, opened, did, heard, connection, given };
}

describe('signing in', () => {
  it.each([
    ['https://desk.test', 'wss://desk.test/seat'],
    ['https://desk.test/base/', 'wss://desk.test/base/seat'],
    ['http://localhost:8787', 'ws://localhost:8787/seat'],
    ['wss://desk.test/base/seat', 'wss://desk.test/base/seat'],
    ['ws://localhost:8787/seat', 'ws://localhost:8787/seat'],
  ])('finds the centre of %s at %s', async (url, socket) => {
    const { tccc, logins } = app({ url: 'https://elsewhere.test' });
    await tccc.login({ ...LOGIN, url });
    expect(logins.map((login) => login.url)).toEqual([socket]);
  });

  it('finds the centre of a page by a path', async () => {
    vi.stubGlobal('location', { origin: 'https://crm.test' });
    const { tccc, logins } = app({ url: '/base' });
    await tccc.login(LOGIN);
    expect(logins[0]?.url).toBe('wss://crm.test/base/seat');
  });

  it.each([undefined, '', '/seat', 'desk.test', 'ftp://desk.test'])('says what is missing for %j', async (url) => {
    const { tccc } = app({ url: url as string });
    expect(await failure(tccc.login(LOGIN))).toMatchObject({ code: -198, errMsg: expect.stringContaining('centre') });
  });

  it.each([
    ['unauthorized', -10_002],
    ['tokenExpired', -10_002],
    ['licenseExceeded', 402],
    ['kicked', 403],
    ['timeout', 408],
    ['network', -10_001],
    ['internal', -199],
  ] as const)('fails for %s with %i, and leaves nobody signed in', async (code, number) => {
    const { tccc, opened } = app({}, [createFakeBackend({ refuse: new CallstationError(code) })]);
    expect(await told((callback) => tccc.login(LOGIN, callback))).toMatchObject({ code: number });
    expect(await failure(tccc.checkLogin())).toMatchObject({ code: 400 });
    expect(opened.map(({ connected }) => connected)).toEqual([false]);
    expect(await tccc.login(LOGIN)).toMatchObject({ code: 0 });
  });

  it('fails after 30 s where the centre does not answer, and tries no longer', async () => {
    const silentCentre = { ...createFakeBackend(), connect: () => new Promise<void>(() => undefined) } as FakeBackend;
    const { tccc, clock, logins } = app({}, [silentCentre]);
    const failed = failure(tccc.login(LOGIN));
    await settle();
    await clock.advanceAsync(30_000);
    expect(await failed).toMatchObject({ code: 408, errMsg: expect.stringContaining('wss://desk.test/seat does not') });
    expect(await tccc.login(LOGIN)).toMatchObject({ code: 0 });
    expect(logins).toHaveLength(2);
  });

  it('twice by the same agent keeps what there is; by another, changes over', async () => {
    const { tccc, opened } = app();
    await tccc.login(LOGIN);
    await tccc.login({ ...LOGIN, token: 'd.e.f' });
    expect(opened).toHaveLength(1);
    await tccc.login({ ...LOGIN, userId: 'bob' });
    expect(opened.map(({ connected }) => connected)).toEqual([false, true]);
    await tccc.logout();
    expect(opened.map(({ connected }) => connected)).toEqual([false, false]);
  });

  it('gives the token of the login, then what the app fetches', async () => {
    const { tccc, logins } = app({ token: (userId) => `fresh.of.${userId}` });
    await tccc.login(LOGIN);
    expect([await logins[0]?.token(), await logins[0]?.token()]).toEqual(['a.b.c', 'fresh.of.alice']);
    const other = app();
    await other.tccc.login(LOGIN);
    expect([await other.logins[0]?.token(), await other.logins[0]?.token()]).toEqual(['a.b.c', 'a.b.c']);
  });

  it('gives the token of the latest login of who is in already', async () => {
    const { tccc, logins } = app();
    await tccc.login(LOGIN);
    await logins[0]?.token();
    await tccc.login({ ...LOGIN, token: 'd.e.f' });
    expect([await logins[0]?.token(), await logins[0]?.token()]).toEqual(['d.e.f', 'd.e.f']);
    const other = app({ token: (userId) => `fresh.of.${userId}` });
    await other.tccc.login(LOGIN);
    await other.logins[0]?.token();
    await other.tccc.login({ ...LOGIN, token: 'd.e.f' });
    expect([await other.logins[0]?.token(), await other.logins[0]?.token()]).toEqual(['d.e.f', 'fresh.of.alice']);
  });

  it.each([
    ['browser', {}],
    ['mobile', {}],
    // The page of an App is a file, which the centre lets in by such a token alone.
    ['webview', { audience: 'app' }],
  ] as const)('exchanges a token of the vendor’s kind once, however often it is asked for: %s', async (kind, more) => {
    const asked: unknown[] = [];
    vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
      asked.push([url, JSON.parse(body)]);
      return new Response('{"token":"x.y.z"}');
    });
    const { tccc, logins } = app({}, [], kind);
    await tccc.login({ userId: 'alice', token: 'abc', sdkAppId: 1400 });
    expect([await logins[0]?.token(), await logins[0]?.token()]).toEqual(['x.y.z', 'x.y.z']);
    const body = { sdkAppId: '1400', userId: 'alice', token: 'abc', ...more };
    expect(asked).toEqual([['https://desk.test/vendors/tccc/seat', body]]);
  });

  it('is set up once for all pages, before or after the instance was asked for', async () => {
    const early = TcccWorkstation.sharedInstance();
    const { given, logins } = app();
    setup({ ...given, url: 'https://set-up.test' });
    expect(await early.login(LOGIN)).toMatchObject({ code: 0 });
    expect(TcccWorkstation.sharedInstance()).toBe(early);
    expect(logins[0]?.url).toBe('wss://set-up.test/seat');
  });

  it('asks for the microphone before it is needed, and for nothing else', async () => {
    const { tccc, did, opened } = app();
    await tccc.login(LOGIN);
    await tccc.checkLogin();
    expect(did).toEqual([]);
    opened[0]?.emit({ type: 'session', session: fakeOffer('s1'), cause: 'sessionOffered' });
    await tccc.answer();
    expect(did).toEqual(['microphone']);
    tccc.destroy();
    await settle();
    expect(did).toEqual(['microphone', 'closed']);
  });
});

/** A backend whose close takes until it is let go. */
function slowToClose() {
  const backend = createFakeBackend();
  const closing: (() => void)[] = [];
  const slow = Object.defineProperties({} as FakeBackend, Object.getOwnPropertyDescriptors(backend));
  slow.close = async () => {
    await new Promise<void>((resolve) => closing.push(resolve));
    await backend.close();
  };
  return { slow, letGo: () => closing.splice(0).forEach((go) => go()) };
}

describe('sign-ins and sign-outs that overlap', () => {
  const BOB = { ...LOGIN, userId: 'bob' };
  const cameBetween = { code: -197, errMsg: 'Another login() or logout() came in between.' };
  const connected = (opened: FakeBackend[]) => opened.map((one) => one.connected);

  it('two sign-ins in one task are the second, and its sign-out ends everything', async () => {
    const { tccc, opened } = app();
    const first = failure(tccc.login(LOGIN));
    expect(await tccc.login(LOGIN)).toMatchObject({ code: 0 });
    expect(await first).toMatchObject(cameBetween);
    expect(connected(opened)).toEqual([true]);
    await tccc.logout();
    expect(connected(opened)).toEqual([false]);
  });

  it('two changes of the agent while the former leaves are the second', async () => {
    const { slow, letGo } = slowToClose();
    const { tccc, opened, logins } = app({}, [slow]);
    await tccc.login(LOGIN);
    const first = failure(tccc.login(BOB));
    await settle();
    const second = tccc.login({ ...BOB, token: 'd.e.f' });
    await settle();
    // The next one comes when the former is gone.
    expect(logins).toHaveLength(1);
    letGo();
    expect(await second).toMatchObject({ code: 0 });
    expect(await first).toMatchObject(cameBetween);
    expect(connected(opened)).toEqual([false, true]);
    expect(await logins[1]?.token()).toBe('d.e.f');
  });

  it('a sign-out while another agent waits for the former to leave leaves nobody in', async () => {
    const { slow, letGo } = slowToClose();
    const { tccc, opened } = app({}, [slow]);
    await tccc.login(LOGIN);
    const bob = failure(tccc.login(BOB));
    await settle();
    const out = tccc.logout();
    letGo();
    expect(await out).toMatchObject({ code: 0 });
    expect(await bob).toMatchObject(cameBetween);
    expect(await failure(tccc.checkLogin())).toMatchObject({ code: -10_005 });
    expect(connected(opened)).toEqual([false]);
  });

  it('a sign-in and a sign-out in one task leave nobody in', async () => {
    const { tccc, opened } = app();
    const login = failure(tccc.login(LOGIN));
    expect(await tccc.logout()).toMatchObject({ code: 0 });
    expect(await login).toMatchObject(cameBetween);
    await settle();
    expect(connected(opened)).not.toContain(true);
  });

  it.each(['logout', 'destroy'] as const)('%s while the centre is asked leaves nobody in', async (verb) => {
    const { slow, letGo } = slowToClose();
    const opening: (() => void)[] = [];
    const { connect } = slow;
    slow.connect = async (sink, page) => {
      await new Promise<void>((resolve) => opening.push(resolve));
      await connect(sink, page);
    };
    const { tccc, opened } = app({}, [slow]);
    const login = failure(tccc.login(LOGIN));
    await settle();
    void tccc[verb]();
    await settle();
    opening.forEach((open) => open());
    await settle();
    letGo();
    expect(await login).toMatchObject(cameBetween);
    await settle();
    expect(connected(opened)).toEqual([false]);
  });

  it('a sign-out while the connection is made anew leaves nobody in', async () => {
    const { slow, letGo } = slowToClose();
    const { tccc, opened } = app({}, [slow]);
    await tccc.login(LOGIN);
    const again = failure(tccc.resetSip());
    await settle();
    const out = tccc.logout();
    letGo();
    expect(await out).toMatchObject({ code: 0 });
    expect(await again).toMatchObject(cameBetween);
    await settle();
    expect(connected(opened)).toEqual([false]);
  });

  it('a sign-in of the next instance waits for the former to leave, but not for ever', async () => {
    for (const late of [false, true]) {
      const { slow, letGo } = slowToClose();
      const former = app({}, [slow]);
      await former.tccc.login(LOGIN);
      former.tccc.destroy();
      const next = app();
      const login = next.tccc.login(LOGIN);
      await settle();
      expect(next.logins).toEqual([]);
      if (late) await next.clock.advanceAsync(5000);
      else letGo();
      expect(await login).toMatchObject({ code: 0 });
      letGo();
      await settle();
      expect([former.did, connected(next.opened)]).toEqual([['closed'], [true]]);
    }
  });

  it('one that fails to leave keeps nobody from the next sign-in', async () => {
    const { tccc, opened } = app({}, [
      { ...createFakeBackend(), close: () => Promise.reject(new CallstationError('network')) } as FakeBackend,
    ]);
    await tccc.login(LOGIN);
    expect(await tccc.login(BOB)).toMatchObject({ code: 0 });
    expect(await tccc.logout()).toMatchObject({ code: 0 });
    expect(opened[1]?.connected).toBe(false);
  });
});

describe('the connection', () => {
  it('is lost, tried and restored in that rotation, and a check waits for it', async () => {
    const { tccc, heard, connection } = app();
    await tccc.login(LOGIN);
    connection('reconnecting');
    const checked = told((callback) => tccc.checkLogin(callback));
    connection('ready');
    expect(await checked).toEqual({ code: 0, message: '' });
    expect(heard).toEqual([
      ['onConnectionLost', 0],
      ['onTryToReconnect', 0],
      ['onConnectionRecovery', 0],
    ]);
  });

  it('that does not come back is a timeout for a check, after ten seconds', async () => {
    const { tccc, clock, connection } = app();
    await tccc.login(LOGIN);
    connection('reconnecting');
    const checked = told((callback) => tccc.checkLogin(callback));
    clock.advance(10_000);
    expect(await checked).toMatchObject({ code: 408 });
  });

  it.each([
    ['replaced', 'kicked', 403],
    ['refused', 'signedOut', 403],
    ['refused', 'tokenExpired', -10_002],
    ['refused', 'licenseExceeded', 402],
  ] as const)('that is %s (%s) is an error with %i, for a check too', async (state, code, number) => {
    const { tccc, heard, connection } = app();
    await tccc.login(LOGIN);
    connection('reconnecting');
    const checked = told((callback) => tccc.checkLogin(callback));
    connection(state, code);
    expect(heard.at(-1)).toMatchObject(['onError', number, expect.any(String), { code }]);
    expect(await checked).toMatchObject({ code: number });
    expect(await failure(tccc.checkLogin())).toMatchObject({ code: number });
    expect(await tccc.login(LOGIN)).toMatchObject({ code: 0 });
  });

  it('is made anew by resetSip, but not during a call', async () => {
    const { tccc, opened } = app();
    await tccc.login(LOGIN);
    expect(await tccc.resetSip(true)).toMatchObject({ code: 0 });
    opened[0]?.emit({ type: 'session', session: fakeOffer('s1'), cause: 'sessionOffered' });
    expect(await failure(tccc.resetSip())).toMatchObject({ code: -10_004 });
  });
});

describe('what a page knows of its sound', () => {
  it.each([
    [{ microphone: 'denied' }, 1203],
    [{ microphone: 'missing' }, 1201],
    [{ microphone: 'busy' }, 1204],
    [{ output: 'missing' }, 1202],
    [{ output: 'blocked' }, 1205],
  ] as const)('%j is the warning %i, once', async (page, code) => {
    const { tccc, heard, opened } = app();
    await tccc.login(LOGIN);
    for (let times = 0; times < 2; times += 1) opened[0]?.emit({ type: 'page', page });
    opened[0]?.emit({ type: 'page', page: { microphone: 'ok', output: 'ok' } });
    expect(heard).toEqual([['onWarning', code, expect.any(String)]]);
  });

  it.each([
    ['mediaDenied', -1317],
    ['mediaMissing', -1302],
    ['mediaBusy', -1319],
    ['mediaFailed', 20_002],
  ] as const)('%s is %i of an answer', async (code, number) => {
    const { tccc, opened } = app();
    await tccc.login(LOGIN);
    opened[0]?.handle('call.answer', () => {
      throw new CallstationError(code);
    });
    opened[0]?.emit({ type: 'session', session: fakeOffer('s1'), cause: 'sessionOffered' });
    expect(await failure(tccc.answer())).toMatchObject({ code: number, extraInfo: { code } });
  });
});
