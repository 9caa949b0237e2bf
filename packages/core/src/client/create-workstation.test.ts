import {
  createFakeBackend,
  createFakeClock,
  createFakeLogger,
  createFakeRandom,
  fakeAgent,
  fakeOffer,
  fakeState,
  settle,
} from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { callCommand, reduceCall, type CallSnapshot, type Update } from '../model/index.ts';
import { CallstationError } from '../protocol/index.ts';
import { createWorkstation } from './create-workstation.ts';

async function setUp(state = fakeState()) {
  const backend = createFakeBackend({ state });
  const logger = createFakeLogger();
  const clock = createFakeClock();
  const workstation = createWorkstation({ backend, ports: { clock, logger, random: createFakeRandom('c') } });
  await workstation.connect();
  return { backend, logger, clock, workstation, page: workstation.getSnapshot().page.pageId };
}

const offered: Update = { type: 'session', session: fakeOffer('s1'), cause: 'sessionOffered' };

function activeCall(id = 's1', mute: 'off' | 'on' = 'off', hold: 'none' | 'held' = 'none'): CallSnapshot {
  const leg = { state: 'flowing', at: { page: 'c1' } } as const;
  const [connecting] = reduceCall(fakeOffer(id), { ...callCommand('answer', {}, 'c1'), at: 1 });
  const [active] = reduceCall(connecting, { type: 'leg', leg, at: 2 });
  if (active.phase !== 'active') throw new Error('the table changed');
  return { ...active, mute, hold };
}

describe('connect', () => {
  it.each(['refused', 'replaced', 'closed'] as const)('begins anew after the connection was %s', async (state) => {
    const backend = createFakeBackend();
    const workstation = createWorkstation({ backend, ports: { random: createFakeRandom() } });
    const first = workstation.connect();
    await first;
    expect(workstation.connect()).toBe(first);
    backend.emit({ type: 'page', page: { connection: { state, since: 1 } } });
    const second = workstation.connect();
    expect(second).not.toBe(first);
    await second;
    expect(workstation.getSnapshot().page.connection.state).toBe('ready');
  });

  it('has the first snapshot when it resolves, shared by repeated calls', async () => {
    const backend = createFakeBackend();
    const workstation = createWorkstation({ backend, ports: { logger: createFakeLogger() } });
    const states: string[] = [];
    workstation.on('connectionChanged', ({ current }) => states.push(current.state));
    expect(workstation.getSnapshot()).toMatchObject({ agent: null, sessions: [], currentCallId: null });
    const first = workstation.connect();
    expect(workstation.connect()).toBe(first);
    await first;
    expect(workstation.getSnapshot().agent?.id).toBe('alice');
    expect(backend.page?.pageId).toBe(workstation.getSnapshot().page.pageId);
    expect(states).toEqual(['connecting', 'ready']);
  });

  it('rejects typed and may be tried again', async () => {
    const refuse = new CallstationError('unauthorized');
    const workstation = createWorkstation({ backend: createFakeBackend({ refuse }) });
    await expect(workstation.connect()).rejects.toBe(refuse);
    expect(workstation.getSnapshot().page.connection.state).toBe('closed');
    await expect(workstation.connect()).rejects.toBe(refuse);
  });

  it('closes the backend and shows it', async () => {
    const { workstation, backend } = await setUp();
    await workstation.close();
    expect(backend.connected).toBe(false);
    expect(workstation.getSnapshot().page.connection.state).toBe('closed');
  });
});

describe('commands', () => {
  it('resolve after the update that shows their effect', async () => {
    const { workstation, backend } = await setUp();
    backend.emit(offered);
    backend.handle('call.reject', () => {
      const end = { reason: 'localReject', by: 'agent' } as const;
      const [session] = reduceCall(fakeOffer('s1'), { type: 'ended', end, at: 3 });
      backend.emit({ type: 'session', session, cause: 'sessionEnded' });
      return null;
    });
    const order: string[] = [];
    workstation.on('sessionEnded', () => order.push(`event ${workstation.getSnapshot().sessions[0]?.phase}`));
    workstation.subscribe(() => order.push(`subscriber ${Object.keys(workstation.getSnapshot().page.pending).length}`));
    await workstation.calls.reject('s1').then(() => order.push('resolved'));
    expect(order).toEqual(['subscriber 1', 'event ended', 'subscriber 1', 'subscriber 0', 'resolved']);
  });

  it('show in page.pending until they are settled, also when refused', async () => {
    const { workstation, backend } = await setUp();
    backend.emit(offered);
    backend.handle('call.answer', () => {
      throw new CallstationError('mediaDenied');
    });
    const answer = workstation.calls.answer('s1');
    expect(Object.values(workstation.getSnapshot().page.pending)).toEqual([{ method: 'call.answer', sessionId: 's1' }]);
    expect(workstation.calls.actions('s1').answer).toEqual({ allowed: false, reason: 'pending' });
    await expect(answer).rejects.toMatchObject({ code: 'mediaDenied', retryable: true });
    expect(workstation.getSnapshot().page.pending).toEqual({});
    expect(workstation.calls.actions('s1').answer).toEqual({ allowed: true });
  });

  it('wrap what a backend throws', async () => {
    const { workstation, backend } = await setUp();
    backend.handle('agent.setStatus', () => {
      throw new TypeError('broken');
    });
    await expect(workstation.agent.setStatus('idle')).rejects.toMatchObject({ code: 'internal' });
  });

  it('each carry an id of their own; questions carry none and are not pending', async () => {
    const { workstation, backend } = await setUp();
    backend.handle('directory.agents', () => []);
    await workstation.agent.setStatus({ status: 'break', reason: 'lunch' });
    await workstation.agent.setStatus('idle');
    const before = workstation.getSnapshot();
    await workstation.directory.agents();
    expect(workstation.getSnapshot()).toBe(before);
    const [first, second, question] = backend.requests.map(({ commandId }) => commandId);
    expect(first).toBeTypeOf('string');
    expect(second).not.toBe(first);
    expect(question).toBeUndefined();
  });

  it('carry what the caller gave, for every verb with arguments', async () => {
    const { workstation, backend } = await setUp(fakeState({ sessions: [activeCall()] }));
    await workstation.calls.sendDigits('s1', '12#');
    await workstation.calls.setContext('s1', { remark: 'vip' });
    await workstation.sessions.annotate('s1', { note: 'call back' });
    await workstation.agent.setCallerNumber('123');
    expect(backend.requests.map(({ method, params }) => [method, params])).toEqual([
      ['call.sendDigits', { sessionId: 's1', digits: '12#' }],
      ['call.setContext', { sessionId: 's1', remark: 'vip' }],
      ['session.annotate', { sessionId: 's1', annotation: { note: 'call back' } }],
      ['agent.setCallerNumber', { number: '123' }],
    ]);
  });
});

describe('illegal commands', () => {
  it('reject with the block reason, reach nobody and change nothing', async () => {
    const { workstation, backend } = await setUp();
    backend.emit(offered);
    const before = workstation.getSnapshot();
    await expect(workstation.calls.hold('s1')).rejects.toMatchObject({
      code: 'invalidState',
      data: { reason: 'wrongPhase', verb: 'hold', sessionId: 's1' },
    });
    expect(workstation.getSnapshot()).toBe(before);
    expect(backend.requests).toEqual([]);
  });

  it('say notFound for an unknown call, and before connect notReady', async () => {
    const { workstation } = await setUp();
    await expect(workstation.calls.hold('nobody')).rejects.toMatchObject({ code: 'notFound' });
    await expect(workstation.calls.setContext('nobody', {})).rejects.toMatchObject({ code: 'notFound' });
    const cold = createWorkstation({ backend: createFakeBackend() });
    await expect(cold.calls.hold('s1')).rejects.toMatchObject({ code: 'notReady' });
    await expect(cold.calls.dial({ to: '1' })).rejects.toMatchObject({ code: 'notReady' });
    await expect(cold.agent.setStatus('idle')).rejects.toMatchObject({ code: 'notReady' });
    expect(cold.agent.actions().dial).toEqual({ allowed: false, reason: 'notConnected' });
  });

  it('say network while the connection is being restored', async () => {
    const { workstation, backend } = await setUp();
    backend.emit(offered, { type: 'page', page: { connection: { state: 'reconnecting', since: 1 } } });
    await expect(workstation.calls.answer('s1')).rejects.toMatchObject({
      code: 'network',
      retryable: true,
      data: { reason: 'notConnected' },
    });
  });

  it('say notSupported and forbidden where that is the reason', async () => {
    const agent = fakeAgent('alice', { rights: [] });
    const capabilities = { ...fakeState().capabilities, agent: ['dial' as const] };
    const { workstation } = await setUp(fakeState({ agent, capabilities }));
    await expect(workstation.calls.dial({ to: '1' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(workstation.agent.setStatus('idle')).rejects.toMatchObject({ code: 'notSupported' });
    await expect(workstation.calls.dialAgent({ agent: 'bob', useMobile: true })).rejects.toMatchObject({
      code: 'notSupported',
    });
  });
});

describe('dial', () => {
  it('resolves with the session once it exists', async () => {
    const { workstation, backend } = await setUp();
    backend.handle('call.dial', ({ to }) => {
      backend.emit({ type: 'session', session: activeCall('out'), cause: 'sessionDialing' });
      expect(to).toEqual({ number: '10001' });
      return { sessionId: 'out' };
    });
    const call = await workstation.calls.dial({ to: '10001', remark: 'first' });
    expect(call).toBe(workstation.getSnapshot().sessions[0]);
  });

  it.each(['at once', 'after the removal'])(
    'resolves with a call that ended before the answer came, %s',
    async (when) => {
      const { workstation, backend } = await setUp();
      const end = { reason: 'busy', by: 'peer' } as const;
      const [ended] = reduceCall(activeCall('out'), { type: 'ended', end, at: 3 });
      backend.handle('call.dial', async () => {
        backend.emit({ type: 'session', session: activeCall('out'), cause: 'sessionDialing' });
        backend.emit({ type: 'session', session: ended, cause: 'sessionEnded' });
        backend.emit({ type: 'removed', id: 'out', cause: 'sessionRemoved' });
        if (when !== 'at once') await settle();
        return { sessionId: 'out' };
      });
      expect(await workstation.calls.dial({ to: { agent: 'bob' } })).toMatchObject({ phase: 'ended', end });
      expect(workstation.getSnapshot().sessions).toEqual([]);
    },
  );

  it('rejects notFound for a call that this page never saw, or saw only alive', async () => {
    const { workstation, backend } = await setUp();
    backend.handle('call.dial', () => ({ sessionId: 'gone' }));
    await expect(workstation.calls.dial({ to: '10001' })).rejects.toMatchObject({ code: 'notFound' });
    backend.handle('call.dial', () => {
      backend.emit({ type: 'session', session: activeCall('out'), cause: 'sessionDialing' });
      backend.emit({ type: 'reset', state: fakeState() });
      return { sessionId: 'out' };
    });
    await expect(workstation.calls.dial({ to: '10001' })).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('safety verbs', () => {
  it('reach the backend in the same task', async () => {
    const { workstation, backend } = await setUp(fakeState({ sessions: [activeCall()] }));
    const seen: string[] = [];
    const { request } = backend;
    backend.request = (method, params, id) => {
      seen.push(method);
      return request(method, params, id);
    };
    const muted = workstation.calls.mute('s1');
    expect(seen).toEqual(['call.mute']);
    await muted;
  });

  it('do not wait for the control connection when the sound is here', async () => {
    const { workstation, backend, page } = await setUp();
    const call = { ...activeCall(), leg: { state: 'flowing', at: { page } } } as CallSnapshot;
    backend.emit({ type: 'session', session: call, cause: 'sessionActive' });
    backend.emit({ type: 'page', page: { connection: { state: 'reconnecting', since: 1 } } });
    await workstation.calls.mute('s1');
    await workstation.calls.hangup('s1');
    await expect(workstation.calls.hold('s1')).rejects.toMatchObject({ code: 'network' });
    expect(backend.requests.map(({ method }) => method)).toEqual(['call.mute', 'call.hangup']);
  });
});

describe('actions', () => {
  it('keep their identity until a verdict changes', async () => {
    const { workstation, backend } = await setUp();
    backend.emit(offered);
    const before = workstation.calls.actions('s1');
    expect(before.answer).toEqual({ allowed: true });
    backend.emit({ type: 'agent', agent: fakeAgent('alice', { leadPage: 'x' }), cause: 'agentChanged' });
    expect(workstation.calls.actions('s1')).toBe(before);
    backend.emit({ type: 'session', session: activeCall(), cause: 'sessionActive' });
    expect(workstation.calls.actions('s1')).not.toBe(before);
    expect(Object.isFrozen(workstation.calls.actions('s1'))).toBe(true);
    expect(workstation.calls.actions('nobody').answer).toEqual({ allowed: false, reason: 'wrongPhase' });
    const own = workstation.agent.actions();
    await settle();
    expect(workstation.agent.actions()).toBe(own);
    expect(own.dial).toEqual({ allowed: false, reason: 'agentBusy' });
  });
});

describe('devices and levels', () => {
  it('go to the backend and leave the snapshot alone', async () => {
    const { workstation, backend } = await setUp(fakeState({ sessions: [activeCall()] }));
    const before = workstation.getSnapshot();
    let notified = 0;
    workstation.subscribe(() => notified++);
    const heard: number[] = [];
    const stop = workstation.levels('s1', ({ mic }) => heard.push(mic));
    for (let n = 0; n < 1000; n++) backend.media.loudness('s1', { mic: n / 1000, peer: 0 });
    stop();
    backend.media.loudness('s1', { mic: 1, peer: 0 });
    await workstation.devices.select({ microphone: 'mic-1' });
    await workstation.devices.unlock();
    expect((await workstation.devices.list()).map(({ kind }) => kind)).toEqual(['microphone', 'speaker', 'camera']);
    expect(heard).toHaveLength(1000);
    expect(backend.media.chosen).toEqual({ microphone: 'mic-1' });
    expect(workstation.getSnapshot()).toBe(before);
    expect(notified).toBe(0);
  });
});
