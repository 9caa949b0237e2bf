import { CallstationError, createWorkstation, type AgentSnapshot } from '@callstation/core';
import { createFakeBackend, fakeAgent, fakeOffer, fakeState } from '@callstation/testkit';
import { describe, expect, it, vi } from 'vitest';

import { createTccc } from './create-tccc.ts';
import { EVENT_NAMES } from './events.ts';
import { openPage, type OpenPage } from './testing/open-page.ts';

const talking = async (): Promise<OpenPage & { sessionId: string }> => {
  const page = await openPage();
  const sessionId = page.centre.callIn();
  await page.tccc.Call.accept({ sessionId });
  return { ...page, sessionId };
};
const onBreak = (agent: AgentSnapshot) => ({ ...agent, status: 'break' }) as AgentSnapshot;
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (failure: unknown) => failure,
  );

describe('a call that is placed', () => {
  it('carries what was asked for, and answers with what is known', async () => {
    const page = await openPage();
    const given = {
      ...{ phoneNumber: '10001', phoneDesc: 'Ada', uui: 'C-1', skillGroupId: 'sales' },
      ...{ callerPhoneNumber: '+4930', servingNumberGroupIds: ['north'], phoneEncodeType: 'number' },
    };
    const placed = await page.tccc.Call.startOutboundCall(given);
    expect(page.asked()).toEqual([
      'call.dial',
      {
        ...{ to: { number: '10001' }, remark: 'Ada', userData: 'C-1', skillGroup: 'sales' },
        ...{ callerNumber: '+4930', callerPools: ['north'] },
      },
    ]);
    const data = {
      ...{ sessionId: page.centre.newest, calleePhoneNumber: '10001', callerPhoneNumber: '+4930' },
      ...{ serverType: 'staffSeat', remark: 'Ada' },
    };
    expect(placed).toEqual({ status: 'success', ...data, data });
    expect(page.names()).toEqual(['ready', 'callOuted', 'statusChanged']);
  });

  it('goes to the number as it is, whatever its encoding is said to be, which a strict page is told', async () => {
    for (const [strict, warnings] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const { tccc, asked, said } = await openPage({ strict });
      await tccc.Call.startOutboundCall({ phoneNumber: '10001', phoneEncodeType: 'number' });
      expect(asked()).toEqual(['call.dial', { to: { number: '10001' } }]);
      expect(said.filter((text) => text.includes('phoneEncodeType'))).toHaveLength(warnings);
    }
  });

  it('can go to a colleague, at their mobile too', async () => {
    const { tccc, asked } = await openPage();
    const { data } = await tccc.Call.startInternalCall({ calleeUserId: 'bob', useMobile: true });
    expect(data.sessionId).toBe('call-1');
    expect(asked()).toEqual(['call.dial', { to: { agent: 'bob', useMobile: true } }]);
  });
});

describe('a session', () => {
  it('is muted, held, sent on and hung up', async () => {
    const { tccc, sessionId, asked } = await talking();
    const { Call } = tccc;
    const muted = async (): Promise<unknown> => (await Call.isMicMuted({ sessionId })).data;
    await Call.muteMic({ sessionId });
    expect([asked(), await muted()]).toEqual([['call.mute', { sessionId }], { isMuted: true, muted: true }]);
    await Call.unmuteMic({ sessionId });
    expect([asked(), await muted()]).toEqual([['call.unmute', { sessionId }], { isMuted: false, muted: false }]);
    await Call.hold({ sessionId });
    expect(asked()).toEqual(['call.hold', { sessionId }]);
    await Call.unHold({ sessionId });
    expect(asked()).toEqual(['call.resume', { sessionId }]);
    await Call.sendDigits({ sessionId, dtmfText: '1#' });
    expect(asked()).toEqual(['call.sendDigits', { sessionId, digits: '1#' }]);
    await Call.transfer({ sessionId, skillGroupId: 'sales' });
    expect(asked()).toEqual(['call.transfer', { sessionId, to: { skillGroup: 'sales' } }]);
    expect(await Call.hungUp({ sessionId })).toEqual({ status: 'success', data: {} });
    expect(asked()).toEqual(['call.hangup', { sessionId }]);
    await Call.deleteCall({ sessionId });
    expect(asked()).toEqual(['call.complete', { sessionId }]);
  });

  it('is declined by hungUp while it rings, unless that is set otherwise', async () => {
    const page = await openPage();
    await page.tccc.Call.hungUp({ sessionId: page.centre.callIn() });
    expect(page.asked()[0]).toBe('call.reject');
    const other = await openPage({ inferred: { hungUpDeclines: false } });
    const failure = await failureOf(other.tccc.Call.hungUp({ sessionId: other.centre.callIn() }));
    expect(failure).toMatchObject({ status: 'error', code: 'invalidState' });
  });

  it('of pictures is answered, muted and sent on as a call; what the centre cannot do is refused', async () => {
    const { tccc, centre, asked } = await openPage();
    const sessionId = centre.callIn({ kind: 'video' });
    await tccc.Video.accept({ sessionId });
    expect(asked()).toEqual(['call.answer', { sessionId, video: true }]);
    await tccc.Video.muteVideo({ sessionId });
    await tccc.Video.unmuteVideo({ sessionId });
    await tccc.Video.muteMic({ sessionId });
    await tccc.Video.unmuteMic({ sessionId });
    await tccc.Video.transfer({ sessionId, userId: 'bob' });
    await tccc.Video.end({ sessionId });
    expect(centre.backend.requests.map(({ method }) => method)).toEqual([
      ...['call.answer', 'call.muteVideo', 'call.unmuteVideo', 'call.mute', 'call.unmute', 'call.transfer'],
      'call.hangup',
    ]);
    const phone = centre.callIn();
    await tccc.Call.accept({ sessionId: phone });
    expect(await failureOf(tccc.Video.muteVideo({ sessionId: phone }))).toMatchObject({ status: 'error' });
  });

  it('of text is refused typed, after its arguments were looked at', async () => {
    const { tccc, sessionId } = await talking();
    expect(await failureOf(tccc.Chat.accept({ sessionId }))).toMatchObject({ code: 'notSupported' });
    expect(await failureOf(tccc.Chat.end({ sessionId: 'none' }))).toMatchObject({ code: 'notFound' });
    expect(await failureOf(tccc.Chat.transfer({ sessionId }))).toMatchObject({ code: 'invalidArgument' });
  });
});

describe('a page whose centre comes back with another state', () => {
  it('is told what it missed, as if it had heard it', async () => {
    const { centre, workstation, sessionId, heard, names, last } = await talking();
    const agent = workstation.getSnapshot().agent ?? fakeAgent();
    heard.splice(0);
    const state = fakeState({ agent: onBreak(agent), sessions: [fakeOffer('next')] });
    centre.backend.emit({ type: 'reset', state });
    expect(names()).toEqual(['sessionEnded', 'sessionCompleted', 'callIn', 'statusChanged']);
    expect(last('sessionEnded')).toMatchObject({ sessionId, closeBy: 'admin', type: 'phone' });
    expect(last('callIn')).toMatchObject({ sessionId: 'next', callerPhoneNumber: '+491701234567' });
    heard.splice(0);
    centre.backend.emit({ type: 'reset', state });
    expect(names()).toEqual([]);
  });

  it('is told of the calls there are when it is opened, after it is ready', async () => {
    const backend = createFakeBackend({ state: fakeState({ sessions: [fakeOffer('s1')] }) });
    const workstation = createWorkstation({ backend });
    const tccc = createTccc({ workstation, pages: 'all' });
    const heard: unknown[] = [];
    for (const name of EVENT_NAMES) tccc.on(name, ({ sessionId }) => heard.push([name, sessionId]));
    await workstation.connect();
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard).toEqual([
      ['ready', undefined],
      ['callIn', 's1'],
    ]);
  });
});

describe('what is told when a page is ready', () => {
  /** A page that listens to a name only in what its `ready` resolves, as the vendor's documents do. */
  async function patient() {
    const backend = createFakeBackend({ state: fakeState({ sessions: [fakeOffer('s1')] }) });
    const workstation = createWorkstation({ backend });
    const tccc = createTccc({ workstation, pages: 'all' });
    const ready = new Promise((resolve) => tccc.on('ready', resolve));
    const answers: Promise<unknown>[] = [];
    const signedIn = ready.then(() => {
      tccc.on('callIn', ({ sessionId }) => answers.push(tccc.Call.accept({ sessionId: String(sessionId) })));
      answers.push(tccc.Call.startOutboundCall({ phoneNumber: '10001' }));
    });
    await workstation.connect();
    await signedIn;
    return { backend, answers };
  }

  it('can be acted upon: a call that is placed at once is placed, and one that rings is accepted', async () => {
    const { backend, answers } = await patient();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    await Promise.allSettled(answers);
    expect(backend.requests.map(({ method }) => method)).toEqual(['call.dial', 'call.answer']);
  });

  it('can be acted upon after a lost connection, too', async () => {
    const { centre, tccc, heard, asked } = await openPage({ pages: 'all' });
    tccc.on('callIn', ({ sessionId }) => void tccc.Call.accept({ sessionId: String(sessionId) }));
    const be = (state: 'reconnecting' | 'ready'): void =>
      centre.backend.emit({ type: 'page', page: { connection: { state, since: 1 } } });
    be('reconnecting');
    heard.splice(0);
    centre.backend.emit({ type: 'reset', state: fakeState({ sessions: [fakeOffer('next')] }) });
    expect(heard).toEqual([]);
    be('ready');
    expect(asked()).toEqual(['call.answer', { sessionId: 'next' }]);
  });
});

describe('the agent', () => {
  it.each([
    ['free', { status: 'idle' }],
    ['rest', { status: 'break', reason: 'lunch' }],
    ['arrange', { status: 'wrap-up' }],
    ['Arrange', { status: 'wrap-up' }],
    ['notReady', { status: 'not-ready' }],
    ['NotReady', { status: 'not-ready' }],
    ['stopNotReady', { status: 'idle' }],
  ])('is set %s', async (status, wanted) => {
    const { tccc, asked } = await openPage();
    await tccc.Agent.setStatus({ status, restReason: 'lunch' });
    expect(asked()).toEqual(['agent.setStatus', wanted]);
  });

  it('says its status at once, and goes on- and offline without a promise', async () => {
    const { tccc, settle } = await openPage();
    expect(tccc.Agent.getStatus()).toBe('free');
    expect(tccc.Agent.offline()).toBeUndefined();
    await settle();
    expect(tccc.Agent.getStatus()).toBe('offline');
    tccc.Agent.online();
    await settle();
    expect(tccc.Agent.getStatus()).toBe('free');
  });

  it('is busy by a call alone, and keeps its status during one', async () => {
    const { tccc, said, settle } = await talking();
    expect(tccc.Agent.getStatus()).toBe('busy');
    expect(await failureOf(tccc.Agent.setStatus({ status: 'busy' }))).toMatchObject({ code: 'invalidArgument' });
    expect(await failureOf(tccc.Agent.setStatus({ status: 'rest' }))).toMatchObject({ code: 'invalidState' });
    tccc.Agent.offline();
    await settle();
    expect(said).toEqual(['tccc: Agent.offline() failed']);
    const later = await openPage({ inferred: { refuseStatusInCall: false } });
    later.centre.callIn();
    await later.tccc.Agent.setStatus({ status: 'rest' });
    expect(later.asked()).toEqual(['agent.setStatus', { status: 'break', reason: 'rest' }]);
  });
});

describe('what is at hand', () => {
  it('lists devices as a browser does, and skill groups by the names in use', async () => {
    const { tccc, centre } = await openPage();
    const [microphone] = await tccc.Devices.getMicrophones();
    const [speaker] = await tccc.Devices.getSpeakers();
    expect([microphone?.kind, speaker?.kind]).toEqual(['audioinput', 'audiooutput']);
    expect(microphone?.toJSON()).toMatchObject({ kind: 'audioinput' });
    centre.backend.handle('directory.skillGroups', () => [{ id: 'sales', name: 'Sales' }]);
    expect(await tccc.Admin.getSkillGroups()).toEqual([{ skillGroupName: 'Sales', skillGroupId: 'sales' }]);
  });
});

describe('a failure', () => {
  it('is an error with both names of its text, a code and no data', async () => {
    const { tccc, centre } = await openPage();
    centre.backend.handle('call.dial', () => {
      throw new CallstationError('mediaDenied');
    });
    const failure = await failureOf(tccc.Call.startOutboundCall({ phoneNumber: '10001' }));
    const { message } = new CallstationError('mediaDenied');
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject({
      ...{ status: 'error', errorMsg: message, errMsg: message, message, code: 'mediaDenied', data: null },
    });
  });
});
