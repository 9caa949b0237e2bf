import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Levels } from '../ports/index.ts';
import { connect, HEARD, type Lab, openLab, until } from './testing/lab.ts';

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => lab.close());

describe('two engines', () => {
  it('hear each other, each its own tone', async () => {
    const alice = lab.engine({ a: 440 });
    const bob = lab.engine({ b: 1320 });
    await connect(alice, bob);
    await until(() => bob.hears(440) > HEARD && alice.hears(1320) > HEARD);
    expect(bob.hears(2500)).toBeLessThan(HEARD);
    expect(alice.captured).toHaveLength(1);
  });

  it('silence the microphone in the task of the mute, and of a leg still to come', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const [leg] = await connect(alice, bob);
    await until(() => bob.hears(440) > HEARD);
    leg.setMuted('audio', true);
    const sent = alice.connections[0]?.getSenders()[0]?.track;
    expect(sent?.enabled).toBe(false);
    await until(() => bob.hears(440) === 0);
    await bob.receives(10);
    expect(bob.hears(440)).toBe(0);

    // A fresh leg beside the muted one starts as muted.
    await connect(alice, bob);
    await bob.receives(15);
    expect(bob.hears(440)).toBeLessThan(HEARD);
    expect(alice.captured[0]?.enabled).toBe(true);
  });

  it('are heard again after the mute ends', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const [leg] = await connect(alice, bob);
    leg.setMuted('audio', true);
    leg.setMuted('audio', false);
    await until(() => bob.hears(440) > HEARD);
    expect(bob.hears(440)).toBeGreaterThan(HEARD);
  });

  it('move to another microphone in the call, and stay muted if they were', async () => {
    const alice = lab.engine({ a: 440, second: 880 });
    const bob = lab.engine({ b: 1320 });
    const [leg] = await connect(alice, bob);
    await until(() => bob.hears(440) > HEARD);
    leg.setMuted('audio', true);
    await alice.media.select({ microphone: 'second' });
    await bob.receives(15);
    expect(bob.hears(880)).toBeLessThan(HEARD);
    expect(alice.captured[0]?.readyState).toBe('ended');
    leg.setMuted('audio', false);
    await until(() => bob.hears(880) > HEARD && bob.hears(440) < HEARD);
    expect(bob.hears(880)).toBeGreaterThan(HEARD);
  });

  it('fall back to the default microphone when theirs is pulled out', async () => {
    const alice = lab.engine({ a: 440, second: 880 });
    const bob = lab.engine({ b: 1320 });
    await alice.media.select({ microphone: 'second' });
    const facts: unknown[] = [];
    alice.media.on(({ facts: { microphone } }) => microphone && facts.push(microphone));
    await connect(alice, bob);
    await until(() => bob.hears(880) > HEARD);
    const pulled = alice.captured[0];
    pulled?.dispatchEvent(new Event('ended'));
    await until(() => alice.captured.length === 2);
    expect(facts).toEqual(['ok', 'missing', 'ok']);
  });

  it('leave no connection, capture or clone behind when they close', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    await connect(alice, bob);
    await connect(alice, bob);
    const sent = alice.connections.map((connection) => connection.getSenders()[0]?.track);
    alice.media.close();
    expect(alice.connections.map(({ connectionState }) => connectionState)).toEqual(['closed', 'closed']);
    expect([...alice.captured, ...sent].map((track) => track?.readyState)).toEqual(['ended', 'ended', 'ended']);
    expect(() => alice.media.leg('audio', { video: false, iceServers: [] })).toThrow('closed');
  });

  it('keep the microphone when a leg closes', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const [leg] = await connect(alice, bob);
    leg.close();
    expect(alice.captured[0]?.readyState).toBe('live');
    await connect(alice, bob);
    expect(alice.captured).toHaveLength(1);
  });
});

describe('facts of a leg', () => {
  it('follow the connection and vanish with it', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const seen: unknown[] = [];
    bob.media.on(({ facts }) => facts.media && seen.push(facts.media['audio']?.ice));
    const [, leg] = await connect(alice, bob);
    leg.close();
    expect(seen).toEqual(['new', 'checking', 'connected', undefined]);
  });

  it('stay connected while a fresh leg takes over', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const [, old] = await connect(alice, bob);
    const seen: unknown[] = [];
    bob.media.on(({ facts }) => facts.media && seen.push(facts.media['audio']?.ice));
    const [, fresh] = await connect(alice, bob);
    expect(fresh).not.toBe(old);
    expect(bob.media.leg('audio', { video: false, iceServers: [] })).toBe(fresh);
    old.close();
    expect(seen).toEqual([]);
    await until(() => bob.hears(440) > HEARD);
  });

  it('tell the quality from real counters', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const seen: number[] = [];
    bob.media.on(({ facts }) => seen.push(facts.media?.['audio']?.quality ?? 0));
    await connect(alice, bob);
    await until(() => seen.some((quality) => quality > 0), 9000);
    expect(seen.find((quality) => quality > 0)).toBeLessThan(4);
  }, 15_000);
});

describe('setting up', () => {
  // TEST-NET-1 answers nobody.
  const iceServers = [{ urls: ['stun:192.0.2.1:3478'] }];

  it('waits for a dead STUN server 300 ms in an offer, and not at all in an answer', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    await Promise.all([alice.media.acquire({ video: false }), bob.media.acquire({ video: false })]);
    const from = alice.media.leg('audio', { video: false, iceServers });
    const to = bob.media.leg('audio', { video: false, iceServers });
    // The first description pays for loading the codecs, which is not what is measured.
    const started = performance.now();
    const offer = await from.offer();
    expect(performance.now() - started).toBeLessThan(600);
    const asked = performance.now();
    const answer = await to.answer(offer);
    expect(performance.now() - asked).toBeLessThan(300);
    expect(bob.connections[0]?.iceGatheringState).not.toBe('complete');
    await from.accept(answer);
    await until(() => alice.connections[0]?.connectionState === 'connected');
  });

  it('answers a garbled offer with a typed error and can be closed', async () => {
    const { media, connections } = lab.engine();
    const leg = media.leg('audio', { video: false, iceServers: [] });
    await expect(leg.answer('v=0\r\nrubbish')).rejects.toMatchObject({ code: 'mediaFailed' });
    leg.close();
    await expect(leg.answer('')).rejects.toMatchObject({ code: 'mediaFailed' });
    expect(connections[0]?.connectionState).toBe('closed');
  });

  it('does one negotiation after the other', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const [from, to] = await connect(alice, bob);
    const [again] = await Promise.all([from.offer(), from.rollback()]);
    expect(alice.connections[0]?.signalingState).toBe('stable');
    const reversed = to.offer();
    await to.accept(await from.answer(await reversed));
    expect(again).toContain('m=audio');
    await until(() => bob.hears(440) > HEARD);
  });

  it('restarts ICE within the same leg', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const [from, to] = await connect(alice, bob);
    const ufrag = /a=ice-ufrag:(\S+)/;
    const before = alice.connections[0]?.localDescription?.sdp.match(ufrag)?.[1];
    await from.accept(await to.answer(await from.offer({ iceRestart: true })));
    expect(alice.connections).toHaveLength(1);
    expect(alice.connections[0]?.localDescription?.sdp.match(ufrag)?.[1]).not.toBe(before);
    await until(() => bob.hears(440) > HEARD);
  });

  it('holds: sends nothing, and says so in the next offer', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const [from] = await connect(alice, bob);
    await until(() => bob.hears(440) > HEARD);
    from.setHeld(true);
    expect(await from.offer()).toContain('a=sendonly');
    await until(() => bob.hears(440) === 0);
    await from.rollback();
    from.setHeld(false);
    await until(() => bob.hears(440) > HEARD);
  });

  it('refuses digits that are none', async () => {
    const alice = lab.engine();
    const bob = lab.engine({ b: 1320 });
    const [from] = await connect(alice, bob);
    expect(() => from.sendDigits('12\r\n')).toThrow(expect.objectContaining({ code: 'invalidArgument' }));
    from.sendDigits('12#');
    expect(alice.connections[0]?.getSenders()[0]?.dtmf?.toneBuffer).not.toBe('');
  });
});

describe('levels', () => {
  it('come about 20 times a second, both ways, and stop when nobody listens', async () => {
    let contexts = 0;
    const alice = lab.engine(
      { a: 440 },
      {
        createAudioContext: () => {
          contexts += 1;
          return new AudioContext();
        },
      },
    );
    const bob = lab.engine({ b: 1320 });
    const seen: Levels[] = [];
    const stop = alice.media.levels('audio', (levels) => seen.push(levels));
    await until(() => seen.length >= 2);
    // A context made before the capture would stay suspended on a page without a gesture.
    expect(contexts).toBe(0);
    const [leg] = await connect(alice, bob);
    await until(() => seen.some(({ mic, peer }) => mic > 0.5 && peer > 0.5));
    expect(contexts).toBe(1);
    leg.setMuted('audio', true);
    await until(() => seen.at(-1)?.mic === 0);
    const [count, started] = [seen.length, performance.now()];
    await until(() => seen.length >= count + 15);
    const perSecond = 15_000 / (performance.now() - started);
    expect(perSecond).toBeGreaterThan(12);
    expect(perSecond).toBeLessThan(22);
    expect(seen.at(-1)?.peer).toBeGreaterThan(0.5);
    stop();
    const last = seen.length;
    await alice.receives(10);
    expect(seen).toHaveLength(last);
  });
});

describe('the browser as it is', () => {
  it('captures a real (fake) device, lists it and gives it back', async () => {
    const { media } = lab.engine(
      {},
      { getUserMedia: (constraints) => navigator.mediaDevices.getUserMedia(constraints) },
    );
    await media.acquire({ video: false });
    const devices = await media.devices();
    expect(devices.filter(({ kind }) => kind === 'microphone').length).toBeGreaterThan(0);
    expect(devices.every(({ id, label }) => id !== '' && label !== '')).toBe(true);
    media.release();
  });

  it('rings through a context that runs, and closes it', async () => {
    const contexts: AudioContext[] = [];
    const { media } = lab.engine(
      {},
      {
        createAudioContext: () => {
          const context = new AudioContext();
          contexts.push(context);
          return context;
        },
      },
    );
    media.ring(true);
    media.ring(true);
    await until(() => contexts[0]?.state === 'running');
    media.ring(false);
    await until(() => contexts[0]?.state === 'closed');
    expect(contexts).toHaveLength(1);
  });

  it('listen without a microphone, and speak as soon as there is one, muted if they were', async () => {
    let allowed = false;
    const tones = lab.engine({ b: 1320 });
    const capture = async (): Promise<MediaStream> => {
      if (!allowed) throw new DOMException('Permission denied', 'NotAllowedError');
      await tones.media.acquire({ video: false });
      const [track] = tones.captured;
      return new MediaStream(track ? [track.clone()] : []);
    };
    const alice = lab.engine({ a: 440 });
    const bob = lab.engine({}, { getUserMedia: capture });
    const from = alice.media.leg('audio', { video: false, iceServers: [] });
    const to = bob.media.leg('audio', { video: false, iceServers: [], listen: true });
    await from.accept(await to.answer(await from.offer()));
    await until(() => bob.hears(440) > HEARD);
    expect(alice.hears(1320)).toBeLessThan(HEARD);
    to.setMuted('audio', true);
    allowed = true;
    await bob.media.acquire({ video: false });
    await alice.receives(10);
    expect(alice.hears(1320)).toBeLessThan(HEARD);
    to.setMuted('audio', false);
    await until(() => alice.hears(1320) > HEARD);
    expect(alice.connections).toHaveLength(1);
  });

  it('turns a denied microphone into a typed error and leaves nothing open', async () => {
    const denied = lab.engine(
      {},
      { getUserMedia: () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError')) },
    );
    const facts: unknown[] = [];
    denied.media.on(({ facts: { microphone } }) => microphone && facts.push(microphone));
    await expect(denied.media.acquire({ video: false })).rejects.toMatchObject({
      code: 'mediaDenied',
      retryable: true,
    });
    const offerer = lab.engine();
    const offer = await offerer.media.leg('audio', { video: false, iceServers: [] }).offer();
    const leg = denied.media.leg('audio', { video: false, iceServers: [] });
    await expect(leg.answer(offer)).rejects.toMatchObject({ code: 'mediaDenied' });
    leg.close();
    expect(denied.connections.map(({ connectionState }) => connectionState)).toEqual(['closed']);
    expect(facts).toEqual(['denied']);
  });
});
