import {
  createFakeBackend,
  createFakeClock,
  createFakeLogger,
  createFakeRandom,
  fakeOffer,
  settle,
} from '@callstation/testkit';
import type { FakeBackend } from '@callstation/testkit';
import { CallstationError, createWorkstation } from '@callstation/core';
import type { NearSide } from '@callstation/core/bridge';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { TcccErrorCode } from '../../error-codes.ts';
import { createFakePlus, type FakePlus } from '../../testing/fake-plus.ts';
import { told } from '../../testing/open-page.ts';
import { silent } from '../../testing/silent.ts';
import { TcccWorkstation } from '../../tccc-workstation.ts';
import { webviewHost, type WebviewHostOptions } from './webview-host.ts';

afterEach(() => vi.unstubAllGlobals());

function setUp(options: WebviewHostOptions = {}, osName?: string, refuse?: CallstationError) {
  const backends: FakeBackend[] = [];
  const sides: NearSide[] = [];
  const plus = createFakePlus((side) => {
    sides.push(side);
    const backend = createFakeBackend(refuse && { refuse });
    backends.push(backend);
    return backend;
  }, osName);
  vi.stubGlobal('plus', plus);
  const clock = createFakeClock();
  const ports = { clock, random: createFakeRandom(), logger: createFakeLogger() };
  const host = webviewHost(options);
  const seat = () => {
    const backend = host.open({ url: 'wss://desk.example/seat', token: async () => 'token' }, ports);
    return createWorkstation({ backend, ports: { ...ports, random: createFakeRandom('w') } });
  };
  return { plus, clock, host, seat, backends, sides };
}

describe('the hidden page of an App', () => {
  it('is made off the screen at the first need, once, and gets the address of the centre', async () => {
    const { plus, seat, sides, clock } = setUp();
    const workstation = seat();
    expect(plus.pages).toEqual([]);
    await workstation.connect();
    await clock.advanceAsync(60_000);
    expect(plus.pages).toHaveLength(1);
    expect(plus.pages[0]).toMatchObject({
      ...{ url: '_www/hybrid/html/callstation-host.html', id: 'callstation-host', shown: 'none', closed: false },
      styles: { width: '1px', height: '1px', top: '-1px', left: '-1px', render: 'always' },
    });
    expect(sides[0]?.settings).toEqual({ url: 'wss://desk.example/seat' });
    expect(await sides[0]?.token()).toBe('token');
    expect(workstation.getSnapshot().agent?.id).toBe('alice');
  });

  it.each([
    [
      { page: '_www/uni_modules/x/hybrid/html/callstation-host.html' },
      '_www/uni_modules/x/hybrid/html/callstation-host.html',
    ],
    [{ hostUrl: 'https://crm.example/host.html' }, 'https://crm.example/host.html'],
    [{ hostUrl: 'http://localhost:8080/host.html' }, 'http://localhost:8080/host.html'],
    [{ hostUrl: 'http://127.0.0.1/host.html' }, 'http://127.0.0.1/host.html'],
  ])('is where %j says', async (options, url) => {
    const { plus, seat } = setUp(options);
    await seat().connect();
    expect(plus.pages[0]?.url).toBe(url);
  });

  it('is never at a plain http address', () => {
    for (const hostUrl of ['http://crm.example/host.html', 'http://localhost.example/', 'file:///host.html', ''])
      expect(() => webviewHost({ hostUrl })).toThrow('https');
  });

  it('carries any text, line ends of other alphabets among them', async () => {
    const { seat, backends } = setUp();
    const workstation = seat();
    await workstation.connect();
    backends[0]?.emit({ type: 'session', session: fakeOffer('s1'), cause: 'sessionOffered' });
    await settle();
    const remark = '来电 "\\\' \u2028\u2029 </script> ${x}\n';
    await workstation.calls.setContext('s1', { remark });
    expect(backends[0]?.requests[0]?.params).toEqual({ sessionId: 's1', remark });
  });

  it('that was killed is made anew, and the call is found again', async () => {
    const { plus, seat, backends, clock } = setUp();
    const workstation = seat();
    await workstation.connect();
    plus.kill();
    await clock.advanceAsync(10_000);
    expect(plus.pages).toHaveLength(2);
    expect(plus.pages[0]?.closed).toBe(true);
    expect(workstation.getSnapshot().page.connection.state).toBe('ready');
    expect(backends).toHaveLength(2);
  });

  it('that does not load is made again until it does', async () => {
    const { plus, seat, clock } = setUp();
    plus.loads = false;
    const done = seat().connect();
    await clock.advanceAsync(5000);
    plus.loads = true;
    await clock.advanceAsync(6000);
    await done;
    expect(plus.pages).toHaveLength(2);
  });

  it('that is another page is said as soon as it is known, by its title', async () => {
    const { plus, seat } = setUp({ hostUrl: 'https://crm.example/hots.html' });
    plus.loads = '404 Not Found';
    const workstation = seat();
    await expect(workstation.connect()).rejects.toMatchObject({
      ...{ code: 'notFound', retryable: false },
      message:
        'https://crm.example/hots.html is no host page of Callstation: it calls itself "404 Not Found". Put callstation-host.html there, with callstation-host.js beside it.',
    });
    plus.loads = true;
    await workstation.connect();
    expect(workstation.getSnapshot().page.connection.state).toBe('ready');
  });

  it('that is another page when it is made anew costs no seat: it is looked for on', async () => {
    const { plus, seat, clock } = setUp();
    const workstation = seat();
    await workstation.connect();
    plus.loads = 'Bad gateway';
    plus.kill();
    await clock.advanceAsync(10_000);
    expect(workstation.getSnapshot().page.connection.state).toBe('reconnecting');
    plus.loads = true;
    await clock.advanceAsync(11_000);
    expect(workstation.getSnapshot().page.connection.state).toBe('ready');
  });

  it('that speaks is not what is wrong when the centre does not answer', async () => {
    const { seat } = setUp({}, undefined, new CallstationError('timeout', 'The centre takes its time.'));
    await expect(seat().connect()).rejects.toMatchObject({ code: 'timeout', message: 'The centre takes its time.' });
  });

  it('is taken up by a logic layer that was started anew', async () => {
    const first = setUp();
    await first.seat().connect();
    const again = webviewHost();
    const ports = { clock: first.clock, random: createFakeRandom('again'), logger: createFakeLogger() };
    const backend = again.open({ url: 'wss://desk.example/seat', token: async () => 'token' }, ports);
    await createWorkstation({ backend, ports }).connect();
    expect(first.plus.pages).toHaveLength(1);
    expect(first.backends).toHaveLength(1);
  });

  it('goes with the seat, and comes with the next one', async () => {
    const { plus, seat, host } = setUp();
    const workstation = seat();
    await workstation.connect();
    await workstation.close();
    expect(plus.pages[0]?.closed).toBe(true);
    await workstation.connect();
    expect(plus.pages).toHaveLength(2);
    host.close();
    host.close();
    expect(plus.pages[1]?.closed).toBe(true);
  });

  it('stays when the seat comes back before it has left, and when another seat has it by then', async () => {
    const { plus, seat, host, clock } = setUp();
    const workstation = seat();
    await workstation.connect();
    const left = workstation.close();
    const back = workstation.connect();
    await clock.advanceAsync(10_000);
    await Promise.all([left, back]);
    expect(plus.pages.map(({ closed }) => closed)).toEqual([false]);
    const next = webviewHost();
    const ports = { clock, random: createFakeRandom('next'), logger: createFakeLogger() };
    const backend = next.open({ url: 'wss://desk.example/seat', token: async () => 'token' }, ports);
    const leaving = workstation.close();
    const nextSeat = createWorkstation({ backend, ports });
    await nextSeat.connect();
    await clock.advanceAsync(10_000);
    await leaving;
    host.close();
    await clock.advanceAsync(10_000);
    expect(plus.pages.map(({ closed }) => closed)).toEqual([false]);
    expect(nextSeat.getSnapshot().page.connection.state).toBe('ready');
    next.close();
    expect(plus.pages.map(({ closed }) => closed)).toEqual([true]);
  });

  it.each(['logout', 'destroy'] as const)('of a sign-in right after %s stays', async (verb) => {
    const { plus, host, clock, backends } = setUp();
    const app = (over = host) => new TcccWorkstation({ url: 'https://desk.example', host: over, clock, log: silent });
    const former = app();
    const LOGIN = { userId: 'alice', token: 'a.b.c' };
    await former.login(LOGIN);
    void former[verb]();
    const next = verb === 'logout' ? former : app(webviewHost());
    const lost: string[] = [];
    next.on('onConnectionLost', () => lost.push('lost'));
    const since = clock.now();
    let after = Number.NaN;
    const signedIn = next.login(LOGIN).then(() => (after = clock.now() - since));
    // Leaving and coming, one after the other, over a bridge whose every message is a task.
    for (let times = 0; times < 5; times += 1) await settle();
    await clock.advanceAsync(60_000);
    await signedIn;
    expect({ after, lost, closed: plus.pages.map(({ closed }) => closed) }).toEqual({
      ...{ after: 0, lost: [], closed: [true, false] },
    });
    expect(backends.map(({ connected }) => connected)).toEqual([false, true]);
  });

  it('is not to be had outside of an App', () => {
    const host = webviewHost();
    const ports = { clock: createFakeClock(), random: createFakeRandom(), logger: createFakeLogger() };
    expect(() => host.open({ url: 'wss://x', token: async () => '' }, ports)).toThrow('This is no App');
  });
});

describe('a hidden page that was forgotten', () => {
  const PAGE = '_www/hybrid/html/callstation-host.html';
  const SCRIPT = '_www/hybrid/html/callstation-host.js';
  /** What a sign-in with the class is told, and when: after how many milliseconds. */
  async function logIn(options: WebviewHostOptions, arrange: (plus: FakePlus) => void) {
    const { plus, clock, host } = setUp(options);
    arrange(plus);
    const log = silent;
    const tccc = new TcccWorkstation({ url: 'https://desk.example', host, clock, log });
    let after = Number.NaN;
    const since = clock.now();
    const answer = told((callback) => tccc.login({ userId: 'alice', token: 'a.b.c' }, callback));
    void answer.then(() => (after = clock.now() - since));
    await settle();
    await clock.advanceAsync(30_000);
    const pages = (): number => plus.pages.length;
    const open = plus.pages.filter(({ closed }) => !closed).length;
    return { ...(await answer), after, open, pages, clock, plus, tccc };
  }

  it('is told at the sign-in at once, with what to do, and is looked for no longer', async () => {
    const { code, message, after, open, pages, clock } = await logIn({}, ({ absent }) => void absent.add(PAGE));
    expect({ code, after, open }).toEqual({ code: TcccErrorCode.ERR_SIP_NOT_IMPLEMENTED, after: 0, open: 0 });
    expect(message).toContain(`is not in this app: no ${PAGE}. "npx callstation-uniapp" copies`);
    const made = pages();
    await clock.advanceAsync(120_000);
    expect(pages()).toBe(made);
  });

  it.each([PAGE, SCRIPT])('is told soon where the platform says nothing of it: %s', async (file) => {
    const { code, message, after, open } = await logIn({}, (plus) => {
      plus.tells = false;
      plus.absent.add(file);
    });
    expect({ code, after, open }).toEqual({ code: TcccErrorCode.ERR_SIP_NOT_IMPLEMENTED, after: 10_000, open: 0 });
    expect(message).toContain(`no ${file}. "npx callstation-uniapp" copies`);
  });

  it.each<[string, WebviewHostOptions, string]>([
    ['in an app that cannot look', {}, '"npx callstation-uniapp" copies'],
    ['at an address', { hostUrl: 'https://crm.example/host.html' }, 'with callstation-host.js beside it?'],
  ])('%s, is asked about when no answer came', async (_, options, advice) => {
    const { code, message, after } = await logIn(options, (plus) => {
      plus.loads = false;
      plus.absent.add('https://crm.example/host.html');
    });
    expect({ code, after }).toEqual({ code: TcccErrorCode.ERR_SIP_REQUESTTIMEOUT, after: 20_000 });
    expect(message).toContain(`says nothing. Is it ${options.hostUrl ? 'there' : 'in the app'}`);
    expect(message).toContain(advice);
  });

  it('is found by the next sign-in once it is there', async () => {
    const { plus, tccc, clock } = await logIn({}, ({ absent }) => void absent.add(PAGE));
    plus.absent.clear();
    const answer = told((callback) => tccc.login({ userId: 'alice', token: 'a.b.c' }, callback));
    await clock.advanceAsync(1000);
    expect(await answer).toMatchObject({ code: TcccErrorCode.ERR_NONE });
    // What a file system says of it now is of no interest.
    plus.absent.add(PAGE);
    plus.kill();
    await clock.advanceAsync(60_000);
    plus.absent.clear();
    await clock.advanceAsync(20_000);
    expect(await told((callback) => tccc.checkLogin(callback))).toMatchObject({ code: TcccErrorCode.ERR_NONE });
  });
});

describe('the microphone of an App', () => {
  const RECORD = 'android.permission.RECORD_AUDIO';

  it('is asked for on Android, and by the system itself on iOS', async () => {
    const android = setUp();
    await android.host.prepareMicrophone();
    expect(android.plus.asked).toEqual([[RECORD]]);
    const ios = setUp({}, 'iOS');
    await ios.host.prepareMicrophone();
    expect(ios.plus.asked).toEqual([]);
  });

  it.each([
    [
      { deniedPresent: [RECORD] },
      'mediaDenied',
      'The microphone was not allowed. Allow it when you are asked, then try again.',
    ],
    [{ deniedAlways: [RECORD] }, 'mediaDenied', /Switch it on in the phone's settings/],
    [{}, 'mediaDenied', /Allow it when you are asked/],
    [new Error('no such permission'), 'mediaFailed', /RECORD_AUDIO in manifest.json\? no such permission/],
  ])('%j is %s', async (permission, code, message) => {
    const { plus, host } = setUp();
    plus.permission = permission;
    await expect(host.prepareMicrophone()).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('the sound of an App', () => {
  it.each(['Android', 'iOS'])(
    'is as loud as it is set, before a page is there and over one that was killed: %s',
    async (os) => {
      const { plus, seat, host, backends, clock } = setUp({}, os);
      const { audio } = host;
      audio.setPlayoutVolume(40);
      expect([audio.getPlayoutVolume(), audio.getCaptureVolume()]).toEqual([40, 100]);
      const workstation = seat();
      await workstation.connect();
      await settle();
      expect(backends[0]?.media.volume).toEqual({ microphone: 1, speaker: 0.4 });
      audio.setCaptureVolume(150);
      await settle();
      expect(backends[0]?.media.volume).toEqual({ microphone: 1.5, speaker: 0.4 });
      expect(workstation.getSnapshot().page.volume).toEqual({ microphone: 1.5, speaker: 0.4 });
      plus.kill();
      await clock.advanceAsync(10_000);
      expect([backends.length, backends[1]?.media.volume]).toEqual([2, { microphone: 1.5, speaker: 0.4 }]);
      expect([audio.getPlayoutVolume(), audio.getCaptureVolume()]).toEqual([40, 150]);
    },
  );

  it('is what was set while the page was being made anew', async () => {
    const { plus, seat, host, backends, clock } = setUp();
    await seat().connect();
    plus.loads = false;
    plus.kill();
    await clock.advanceAsync(10_000);
    host.audio.setCaptureVolume(40);
    plus.loads = true;
    await clock.advanceAsync(40_000);
    expect(host.audio.getCaptureVolume()).toBe(40);
    expect(backends.at(-1)?.media.volume).toEqual({ microphone: 0.4, speaker: 1 });
    expect(backends).toHaveLength(2);
  });

  it('is kept while nobody is signed in, and opens no page', async () => {
    const { plus, host, backends, clock } = setUp();
    const tccc = new TcccWorkstation({ url: 'https://desk.example', host, clock, log: silent });
    await tccc.login({ userId: 'alice', token: 'a.b.c' });
    await tccc.logout();
    expect(tccc.getDeviceManager().setAudioPlayoutVolume(60)).toBe(0);
    await clock.advanceAsync(60_000);
    expect(plus.pages.map(({ closed }) => closed)).toEqual([true]);
    await tccc.login({ userId: 'alice', token: 'a.b.c' });
    await settle();
    expect(backends[1]?.media.volume).toEqual({ microphone: 1, speaker: 0.6 });
    tccc.destroy();
    await clock.advanceAsync(10_000);
    tccc.getDeviceManager().setAudioPlayoutVolume(40);
    await clock.advanceAsync(60_000);
    expect(plus.pages.map(({ closed }) => closed)).toEqual([true, true]);
  });

  it('is what the page has, for a logic layer that was started anew', async () => {
    const first = setUp();
    await first.seat().connect();
    // As a centre's backend asks: the next logic layer is known by it.
    await first.sides[0]?.token();
    first.host.audio.setCaptureVolume(30);
    await settle();
    const again = webviewHost();
    const ports = { clock: first.clock, random: createFakeRandom('again'), logger: createFakeLogger() };
    const backend = again.open({ url: 'wss://desk.example/seat', token: async () => 'token' }, ports);
    await createWorkstation({ backend, ports }).connect();
    expect(again.audio.getCaptureVolume()).toBe(30);
    expect(first.backends[0]?.media.volume.microphone).toBe(0.3);
  });

  it('comes where the phone sends it', () => {
    const { audio } = setUp().host;
    expect(() => audio.setRoute('earpiece')).toThrow('App');
    expect(audio.levels).toBe(true);
  });

  it('rings no longer once the app plays music', async () => {
    const { seat, host, backends } = setUp();
    await seat().connect();
    backends[0]?.devices.ring(true);
    await host.audio.playMusic('/static/ring.mp3', 0).catch(() => undefined);
    await settle();
    expect(backends[0]?.media.ringing).toBe(false);
  });
});
