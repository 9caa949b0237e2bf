import { fakeOffer, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { CallstationError } from '../../protocol/index.ts';
import { connected, createBridgeRig } from './testing/bridge-rig.ts';

describe('connecting over the bridge', () => {
  it('asks the near half for a token, hands its settings over, and is the page the workstation made', async () => {
    const rig = createBridgeRig();
    rig.farPage();
    const { workstation, connection } = rig.program('p', rig.pair.near, { url: 'wss://centre.test/seat' });
    expect(rig.backends).toEqual([]);
    await workstation.connect();
    expect(rig.asked.tokens).toBe(1);
    expect(rig.sides[0]?.settings).toEqual({ url: 'wss://centre.test/seat' });
    expect(rig.backend.page?.pageId).toBe(workstation.getSnapshot().page.pageId);
    expect(connection().state).toBe('ready');
    expect(workstation.getSnapshot().agent?.id).toBe('alice');
  });

  it('finds a far half that begins later', async () => {
    const rig = createBridgeRig();
    const { workstation } = rig.program('p');
    const done = workstation.connect();
    await rig.clock.advanceAsync(15_000);
    expect(rig.asked.silent).toBe(1);
    rig.farPage();
    await done;
    expect(workstation.getSnapshot().agent?.id).toBe('alice');
  });

  it('rejects timeout where no far half answers, and may be tried again', async () => {
    const rig = createBridgeRig();
    const { workstation, connection } = rig.program('p');
    const refused = expect(workstation.connect()).rejects.toMatchObject({ code: 'timeout', retryable: true });
    await rig.clock.advanceAsync(20_000);
    await refused;
    expect(connection().state).toBe('closed');
    rig.farPage();
    await workstation.connect();
    expect(connection().state).toBe('ready');
  });

  it.each([
    ['its own error', new CallstationError('tokenExpired', 'Sign in again.'), 'tokenExpired', 'Sign in again.', true],
    ['a plain one', new Error('offline'), 'network', new CallstationError('network').message, true],
    ['none', '', 'unauthorized', new CallstationError('unauthorized').message, false],
  ])('rejects as the token function does: %s', async (_, thrown, code, message, retryable) => {
    const rig = createBridgeRig();
    rig.farPage();
    rig.token = () => {
      if (typeof thrown === 'string') return thrown;
      throw thrown;
    };
    const { workstation } = rig.program('p');
    await expect(workstation.connect()).rejects.toMatchObject({ code, message, retryable });
  });

  it('refuses a host page of another version by name', async () => {
    const rig = createBridgeRig();
    rig.farPage();
    const { workstation, connection } = rig.program('p', {
      post: (text) => rig.pair.near.post(text.replace('"bridge":1', '"bridge":99')),
      onMessage: (fn) => rig.pair.near.onMessage(fn),
    });
    await expect(workstation.connect()).rejects.toMatchObject({
      code: 'notSupported',
      message: 'This host page speaks version 1 of the bridge, not 99. Use the one of the same release.',
    });
    expect(connection().state).toBe('refused');
  });

  it('leaves nothing ticking on the near side after close, whether or not the far half still answers', async () => {
    for (const dead of [false, true]) {
      const { workstation, clock, pair, far, backend } = await connected();
      if (dead) pair.kill();
      else await far.close();
      const done = workstation.close();
      await clock.advanceAsync(3000);
      await done;
      await clock.advanceAsync(60_000);
      // The far half of a killed page keeps its own alarm: it cannot know.
      expect(clock.pending).toBe(dead ? 1 : 0);
      await expect(backend.request('directory.numbers', {})).rejects.toMatchObject({ code: 'notReady' });
    }
  });
});

describe('what crosses', () => {
  it('is commands and their answers, each after the update that shows it', async () => {
    const { workstation, rig } = await connected();
    const order: string[] = [];
    workstation.on('sessionDialing', () => order.push('update'));
    rig.backend.handle('call.dial', () => {
      rig.backend.emit({ type: 'session', session: fakeOffer('s7'), cause: 'sessionDialing' });
      return { sessionId: 's7' };
    });
    const call = await workstation.calls.dial({ to: '10001', remark: 'r' });
    order.push('answer');
    expect(order).toEqual(['update', 'answer']);
    expect(call.id).toBe('s7');
    expect(rig.backend.requests[0]).toMatchObject({
      method: 'call.dial',
      params: { to: { number: '10001' }, remark: 'r' },
    });
    expect(rig.backend.requests[0]?.commandId).toMatch(/^p-page-/);
  });

  it('is errors with code, message, retryable and data', async () => {
    const { backend, rig } = await connected();
    rig.backend.handle('call.hold', () => {
      throw new CallstationError('mediaBusy', 'Close the other one.', { data: { why: 1 } });
    });
    const asked = backend.request('call.hold', { sessionId: 's1' }, 'c');
    await expect(asked).rejects.toMatchObject({
      ...{ code: 'mediaBusy', message: 'Close the other one.', retryable: true, data: { why: 1 } },
    });
    await expect(asked).rejects.toBeInstanceOf(CallstationError);
  });

  it('is errors and results that are no JSON, too', async () => {
    const { backend, rig } = await connected();
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    rig.backend.handle('call.hold', () => {
      throw new CallstationError('invalidState', 'No.', { data: cycle });
    });
    rig.backend.handle('call.mute', () => cycle as never);
    const ask = (method: 'call.hold' | 'call.mute') => backend.request(method, { sessionId: 's1' });
    await expect(ask('call.hold')).rejects.toMatchObject({ code: 'invalidState', message: 'No.' });
    await expect(ask('call.mute')).rejects.toMatchObject({ code: 'internal' });
    expect(await backend.request('call.resume', { sessionId: 's1' })).toBe(null);
  });

  it('is what the microphone, the network and the ears say', async () => {
    const { workstation, rig } = await connected();
    const media = { audio: { ice: 'connected', quality: 3 } } as const;
    rig.backend.emit({
      type: 'page',
      page: {
        microphone: 'denied',
        output: 'blocked',
        sip: 'registered',
        media,
        clockOffset: 40,
        pending: { x: { method: 'y' } },
      },
    });
    await settle();
    expect(workstation.getSnapshot().page).toMatchObject({
      ...{ microphone: 'denied', output: 'blocked', sip: 'registered', media, clockOffset: 40, pending: {} },
    });
  });

  it('is devices, a ring, and functions of the host', async () => {
    const host = { volume: (args: unknown) => ({ was: args }), fails: () => Promise.reject(new Error('x')) };
    const { workstation, backend, rig, far } = await connected({ host });
    expect((await workstation.devices.list()).map(({ id }) => id)).toContain('mic-1');
    await workstation.devices.select({ speaker: 'speaker-1' });
    await workstation.devices.unlock();
    backend.devices.ring(true);
    await settle();
    expect(rig.backend.media).toMatchObject({ chosen: { speaker: 'speaker-1' }, unlocked: true, ringing: true });
    expect(await backend.host('volume', { level: 40 })).toEqual({ was: { level: 40 } });
    await expect(backend.host('fails')).rejects.toMatchObject({ code: 'internal' });
    await expect(backend.host('__proto__')).rejects.toMatchObject({ code: 'notSupported' });
    const told: unknown[] = [];
    const stop = backend.onHost((name, data) => told.push([name, data]));
    far.tell('music', { ended: true });
    await settle();
    stop();
    far.tell('music', { ended: false });
    await settle();
    expect(told).toEqual([['music', { ended: true }]]);
  });

  it('is the volume, which a far half that took the place of another gets, too', async () => {
    const { rig, pair, clock, workstation } = await connected();
    await workstation.devices.setVolume({ microphone: 0.5 });
    await workstation.devices.setVolume({ speaker: 1.5 });
    expect(rig.backend.media.volume).toEqual({ microphone: 0.5, speaker: 1.5 });
    expect(workstation.getSnapshot().page.volume).toEqual({ microphone: 0.5, speaker: 1.5 });
    const refused = { code: 'invalidArgument' };
    await expect(workstation.devices.setVolume({ speaker: 2 })).rejects.toMatchObject(refused);
    await expect(workstation.devices.setVolume({ speaker: Number.NaN })).rejects.toMatchObject(refused);
    pair.kill();
    rig.farPage();
    await clock.advanceAsync(10_000);
    expect(rig.backends).toHaveLength(2);
    expect(rig.backend.media.volume).toEqual({ microphone: 0.5, speaker: 1.5 });
  });

  it('is a volume that was set while there was no far half, once there is one', async () => {
    const { rig, pair, clock, workstation } = await connected();
    await workstation.devices.setVolume({ microphone: 0.5 });
    pair.kill();
    await clock.advanceAsync(10_000);
    const lost = { code: 'network', retryable: true };
    await expect(workstation.devices.setVolume({ speaker: 0.2 })).rejects.toMatchObject(lost);
    const refused = { code: 'invalidArgument' };
    rig.farPage();
    await clock.advanceAsync(10_000);
    expect(rig.backend.media.volume).toEqual({ microphone: 0.5, speaker: 0.2 });
    // What no far half takes is not said to the next one.
    await expect(workstation.devices.setVolume({ microphone: 7, speaker: 0.3 })).rejects.toMatchObject(refused);
    rig.farPage();
    await clock.advanceAsync(10_000);
    expect([rig.backends.length, rig.backend.media.volume]).toEqual([3, { microphone: 0.5, speaker: 0.2 }]);
  });

  it('is a volume whose answer was lost with the link', async () => {
    const { rig, pair, clock, workstation } = await connected();
    pair.fate = () => null;
    const asked = expect(workstation.devices.setVolume({ speaker: 0.2 })).rejects.toMatchObject({ code: 'network' });
    await clock.advanceAsync(15_000);
    await asked;
    pair.fate = () => 0;
    await clock.advanceAsync(15_000);
    expect(rig.backends).toHaveLength(1);
    expect(rig.backend.media.volume.speaker).toBe(0.2);
  });

  it('is no volume, and says so at once, where the far half knows of none', async () => {
    const rig = createBridgeRig();
    rig.farPage();
    // As it was welcomed by a far half of an earlier release.
    const onMessage: typeof rig.pair.near.onMessage = (fn) =>
      rig.pair.near.onMessage((text) => fn(text.replace(/,"can":\[[^\]]*\]/u, '')));
    const { workstation } = rig.program('p', { ...rig.pair.near, onMessage });
    await workstation.connect();
    const { now } = rig.clock;
    const at = now();
    await expect(workstation.devices.setVolume({ speaker: 0.5 })).rejects.toMatchObject({ code: 'notSupported' });
    expect(now()).toBe(at);
    expect(rig.backend.media.volume).toEqual({ microphone: 1, speaker: 1 });
  });

  it('is devices before connect as well', async () => {
    const rig = createBridgeRig();
    rig.farPage();
    const { workstation } = rig.program('p');
    await expect(workstation.devices.list()).rejects.toMatchObject({ code: 'network', retryable: true });
    await settle();
    expect(await workstation.devices.list()).toHaveLength(3);
  });

  it('is no longer looked for once the seat has left, until the next connect', async () => {
    const { workstation, backend, clock, pair } = await connected();
    await workstation.close();
    const before = pair.log.length;
    const refused = { code: 'notReady' };
    await expect(workstation.devices.setVolume({ speaker: 0.5 })).rejects.toMatchObject(refused);
    await expect(workstation.devices.list()).rejects.toMatchObject(refused);
    await expect(backend.host('volume')).rejects.toMatchObject(refused);
    await clock.advanceAsync(60_000);
    expect(pair.log).toHaveLength(before);
    await workstation.connect();
    expect(await workstation.devices.list()).toHaveLength(3);
  });

  it('is loudness, on a channel of its own: once for all who listen, the newest only', async () => {
    const { workstation, rig, pair } = await connected();
    const heard: number[] = [];
    const stops = [1, 2].map(() => workstation.levels('audio', ({ mic }) => heard.push(mic)));
    await settle();
    rig.backend.media.loudness('audio', { mic: 0.5, peer: 0.1 });
    await settle();
    expect(heard).toEqual([0.5, 0.5]);
    const old = pair.log.findLast(({ text }) => text.includes('"level"'))?.text ?? '';
    rig.backend.media.loudness('audio', { mic: 0.7, peer: 0.1 });
    await settle();
    pair.say.near(old);
    expect(heard).toEqual([0.5, 0.5, 0.7, 0.7]);
    stops.forEach((stop) => stop());
    await settle();
    const before = pair.log.length;
    rig.backend.media.loudness('audio', { mic: 0.9, peer: 0.1 });
    await settle();
    expect(pair.log).toHaveLength(before);
  });

  it('is whether the agent sees the app, and never whether the hidden page is seen', async () => {
    const { workstation, rig, visibility } = await connected();
    const seen: boolean[] = [];
    rig.sides[0]?.visibility.subscribe(() => seen.push(rig.sides[0]?.visibility.visible() === true));
    visibility.set(false);
    await settle();
    expect(seen).toEqual([false]);
    rig.backend.emit({ type: 'page', page: { visible: true } });
    await settle();
    expect(workstation.getSnapshot().page.visible).toBe(false);
  });

  it('counts instants of the far clock on the near one', async () => {
    const rig = createBridgeRig();
    const { pair } = rig;
    rig.farPage();
    const { workstation } = rig.program('p', {
      post: (text) => pair.near.post(text),
      onMessage: (fn) =>
        pair.near.onMessage((text) => fn(text.replace(/"at":(\d+)/, (_, at) => `"at":${Number(at) + 500}`))),
    });
    await workstation.connect();
    rig.backend.emit({ type: 'page', page: { clockOffset: 40 } });
    await settle();
    expect(workstation.getSnapshot().page.clockOffset).toBe(540);
  });
});
