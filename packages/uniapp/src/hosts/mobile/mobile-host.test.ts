import { CallstationError } from '@callstation/core';
import { createSocketHub, fakeOffer, settle } from '@callstation/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { atMobile, createFakeUni, TinyCentre } from '../../testing/fake-uni.ts';
import { silent } from '../../testing/silent.ts';
import { TcccWorkstation } from '../../tccc-workstation.ts';
import { mobileHost, type MobileHostOptions } from './mobile-host.ts';

afterEach(() => vi.unstubAllGlobals());

function program(options: MobileHostOptions = {}, music: 'plays' | 'fails' = 'plays') {
  const hub = createSocketHub();
  const centre = new TinyCentre(hub);
  const uni = createFakeUni(hub, music);
  vi.stubGlobal('uni', uni);
  vi.stubGlobal('URL', undefined);
  const tccc = new TcccWorkstation({ url: 'https://desk.test/base', host: mobileHost(options), log: silent });
  const login = () => tccc.login({ userId: 'alice', token: 'a.b.c' });
  return { hub, centre, uni, tccc, login };
}

describe('a seat in a mini-program', () => {
  it('signs in over the platform’s socket and has calls at the agent’s mobile, until it leaves', async () => {
    const { hub, centre, tccc, login } = program();
    expect(await login()).toEqual({ code: 0, message: '' });
    expect(hub.connections.map(({ url, protocol }) => [url, protocol])).toEqual([
      ['wss://desk.test/base/seat', 'callstation.v1'],
    ]);
    expect(centre.asked).toEqual([['agent.setPhone', { mode: 'mobile' }]]);
    await tccc.logout();
    expect(centre.asked.slice(1)).toEqual([
      ['agent.setPhone', { mode: 'page' }],
      ['bye', {}],
    ]);
    expect(await tccc.checkLogin().catch((error: unknown) => error)).toMatchObject({ code: -10_005 });
  });

  it('places calls there, tells of them, and says that answering and muting are done at the phone', async () => {
    const { centre, tccc, login } = program({ number: '+8613800000000' });
    const heard: unknown[] = [];
    tccc.on('onNewSession', ({ sessionId }) => heard.push(sessionId));
    await login();
    expect(centre.asked).toEqual([['agent.setPhone', { mode: 'mobile', number: '+8613800000000' }]]);
    centre.tellPhone({ mode: 'mobile', number: '+8613800000000' });
    centre.tell({ type: 'session', session: fakeOffer('s1'), cause: 'sessionOffered' });
    await settle();
    expect(heard).toEqual(['s1']);
    for (const refused of [tccc.answer(), tccc.enableAudioVolumeEvaluation(200)])
      expect(await refused?.catch((error: unknown) => error)).toMatchObject({ code: 501 });
    expect(await tccc.answer().catch((error: unknown) => error)).toMatchObject({
      message: 'Pick up your phone to answer.',
    });
    expect(await tccc.terminate()).toMatchObject({ code: 0 });
    expect(centre.asked.at(-1)).toEqual(['call.reject', { sessionId: 's1' }]);
    expect(tccc.getDeviceManager().setAudioRoute(0)).toBe(501);
    await tccc.logout();
  });

  it('comes back to a call without moving it', async () => {
    const { centre, tccc, login } = program();
    centre.state = atMobile();
    await login();
    expect(centre.asked).toEqual([]);
    await tccc.logout();
  });

  it('says what to do where the centre knows no mobile, and keeps no connection', async () => {
    const { centre, hub, login } = program();
    centre.refuse = ({ method }) => (method === 'agent.setPhone' ? new CallstationError('invalidArgument') : null);
    expect(await login().catch((error: unknown) => error)).toMatchObject({
      code: -198,
      message: 'The centre does not know your mobile phone. Enter it there, or give its number.',
    });
    await settle();
    expect(hub.connections.filter(({ open }) => open)).toEqual([]);
  });

  it('does not connect outside of uni-app', async () => {
    const { login } = program();
    vi.stubGlobal('uni', undefined);
    expect(await login().catch((error: unknown) => error)).toMatchObject({ code: 501 });
  });

  it('comes back when the network or the app does, and tells the rotation of it', async () => {
    const { hub, uni, tccc, login, centre } = program();
    const heard: unknown[] = [];
    for (const name of ['onConnectionLost', 'onTryToReconnect', 'onConnectionRecovery'] as const)
      tccc.on(name, (server) => heard.push([name, server]));
    await login();
    centre.state = atMobile();
    hub.answer = 'refuse';
    hub.connections[0]?.drop();
    await settle();
    const check = tccc.checkLogin();
    await settle();
    hub.answer = 'accept';
    uni.tell('hide');
    uni.tell('offline');
    uni.tell('online');
    expect(await check).toMatchObject({ code: 0 });
    expect(heard).toEqual([
      ['onConnectionLost', 0],
      ['onTryToReconnect', 0],
      ['onConnectionRecovery', 0],
    ]);
    uni.tell('show');
    await settle();
    expect(centre.requests.at(-1)).toMatchObject({ method: 'page.report', params: { visible: true } });
    await tccc.logout();
  });

  it('changes what the vendor’s back end gave out into a token of the seat, by the platform’s request', async () => {
    const { uni, tccc, centre } = program();
    vi.stubGlobal('fetch', undefined);
    uni.answers.set('https://desk.test/base/vendors/tccc/seat', { statusCode: 200, data: { token: 'x.y.z' } });
    const login = { userId: 'alice', token: 'abc123', sdkAppID: 1400 };
    expect(await tccc.login(login)).toMatchObject({ code: 0 });
    expect(uni.asked.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      { sdkAppId: '1400', userId: 'alice', token: 'abc123' },
    ]);
    expect(centre.requests[0]).toMatchObject({ method: 'hello', params: { token: 'x.y.z' } });
    await tccc.logout();
    uni.answers.set('https://desk.test/base/vendors/tccc/seat', {
      statusCode: 401,
      data: JSON.stringify({ error: { code: 'tokenExpired', message: 'Too old.' } }),
    });
    expect(await tccc.login(login).catch((error: unknown) => error)).toMatchObject({
      code: -10_002,
      errMsg: 'Too old.',
    });
    uni.answers.clear();
    expect(await tccc.login(login).catch((error: unknown) => error)).toMatchObject({ code: -10_001 });
  });

  it('plays music as often as it is asked to', async () => {
    const { uni, tccc } = program();
    expect(await tccc.startPlayMusic('/static/ring.mp3', 2)).toMatchObject({ code: 0 });
    uni.endMusic();
    uni.endMusic();
    expect(await tccc.startPlayMusic('/static/ring.mp3', 0)).toMatchObject({ code: 0 });
    uni.endMusic();
    await tccc.stopPlayMusic();
    const once = 'play /static/ring.mp3';
    expect(uni.played).toEqual([once, once, 'stop', 'destroy', `${once} for ever`, 'stop', 'destroy']);
    const broken = program({}, 'fails');
    expect(await broken.tccc.startPlayMusic('x.mp3')?.catch((error: unknown) => error)).toMatchObject({
      code: -3301,
      message: 'The music cannot be played: no such file',
    });
  });
});
