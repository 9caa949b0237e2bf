import { createFakeClock, createFakeLogger, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { toMediaDevices } from './devices.ts';
import { loudness } from './loudness.ts';
import { MediaFacts } from './media-facts.ts';
import { quality } from './quality.ts';
import { ringTone } from './ring-tone.ts';
import { SerialQueue } from './serial-queue.ts';
import { StatsSampler } from './stats.ts';

describe('quality', () => {
  const from = { received: 0, lost: 0, jitter: 0, roundTrip: null };
  it.each([
    ['nothing arrived', 0, 0, 0, 0, 0],
    ['a clean line', 100, 0, 0.002, 0.02, 1],
    ['2 % lost', 98, 2, 0.005, 0.05, 2],
    ['5 % lost', 95, 5, 0.01, 0.1, 3],
    ['10 % lost', 90, 10, 0.02, 0.2, 5],
    ['a third lost', 66, 33, 0.05, 0.3, 6],
    ['a satellite', 100, 0, 0.02, 0.6, 4],
  ])('%s', (_name, received, lost, jitter, roundTrip, expected) => {
    expect(quality(from, { received, lost, jitter, roundTrip })).toBe(expected);
  });

  it('counts late packets that came after all as not lost', () => {
    const before = { received: 100, lost: 9, jitter: 0, roundTrip: null };
    expect(quality(before, { ...before, received: 200, lost: 4 })).toBe(1);
  });
});

describe('StatsSampler', () => {
  const report = (packetsReceived: number): RTCStatsReport =>
    new Map([
      ['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived, packetsLost: 0, jitter: 0 }],
      ['pair', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02 }],
    ]) as unknown as RTCStatsReport;

  it('samples every two seconds while it runs, and tells from the second on', async () => {
    const clock = createFakeClock();
    const told: number[] = [];
    let count = 0;
    const sampler = new StatsSampler(
      async () => report((count += 100)),
      clock,
      createFakeLogger(),
      (value) => told.push(value),
    );
    sampler.start();
    sampler.start();
    expect(clock.pending).toBe(1);
    await clock.advanceAsync(2000);
    expect(told).toEqual([]);
    await clock.advanceAsync(4000);
    expect(told).toEqual([1, 1]);
    sampler.stop();
    await clock.advanceAsync(10_000);
    expect([count, clock.pending]).toEqual([300, 0]);
  });

  it('goes on after a report that failed, and forgets one that came after the stop', async () => {
    const clock = createFakeClock();
    const told: number[] = [];
    let give: (value: RTCStatsReport) => void = () => undefined;
    let fail = true;
    const sampler = new StatsSampler(
      () => (fail ? Promise.reject(new Error('closed')) : new Promise((resolve) => (give = resolve))),
      clock,
      createFakeLogger(),
      (value) => told.push(value),
    );
    sampler.start();
    await clock.advanceAsync(2000);
    expect(clock.pending).toBe(1);
    fail = false;
    clock.advance(2000);
    sampler.stop();
    give(report(100));
    await settle();
    expect([told, clock.pending]).toEqual([[], 0]);
  });
});

describe('loudness', () => {
  const sine = (amplitude: number): Float32Array =>
    Float32Array.from({ length: 480 }, (_, index) => amplitude * Math.sin((2 * Math.PI * index) / 48));
  it('is 0 in silence, near 1 at full scale, and rises with the decibels between', () => {
    expect(loudness(new Float32Array(480))).toBe(0);
    expect(loudness(new Float32Array(0))).toBe(0);
    expect(loudness(sine(1))).toBeCloseTo(0.95, 2);
    expect(loudness(sine(0.1))).toBeCloseTo(0.617, 2);
    expect(loudness(sine(0.0005))).toBe(0);
  });
});

describe('ringTone', () => {
  it('is two bursts without a click at either end, then rest', () => {
    const rate = 8000;
    const samples = ringTone(rate);
    const peak = (from: number, to: number): number => Math.max(...samples.slice(from * rate, to * rate).map(Math.abs));
    expect(samples).toHaveLength(3 * rate);
    expect(peak(0.1, 0.3)).toBeGreaterThan(0.25);
    expect(peak(0.7, 0.9)).toBeGreaterThan(0.25);
    expect(peak(1, 3)).toBe(0);
    expect(peak(0, 3)).toBeLessThan(0.5);
    expect(peak(0.399, 0.4)).toBeLessThan(0.05);
  });
});

describe('toMediaDevices', () => {
  it('names in our words, numbers what has no label, leaves out what cannot be chosen', () => {
    const device = (deviceId: string, kind: MediaDeviceKind, label: string): MediaDeviceInfo =>
      ({ deviceId, kind, label }) as MediaDeviceInfo;
    const list = [
      device('', 'audioinput', ''),
      device('m1', 'audioinput', 'Headset'),
      device('m2', 'audioinput', ''),
      device('s1', 'audiooutput', ''),
      device('c1', 'videoinput', 'Webcam'),
    ];
    expect(toMediaDevices(list)).toEqual([
      { id: 'm1', kind: 'microphone', label: 'Headset' },
      { id: 'm2', kind: 'microphone', label: 'Microphone 2' },
      { id: 's1', kind: 'speaker', label: 'Speaker 1' },
      { id: 'c1', kind: 'camera', label: 'Webcam' },
    ]);
  });
});

describe('SerialQueue', () => {
  it('runs one after the other, also after a failure', async () => {
    const queue = new SerialQueue();
    const order: string[] = [];
    const work = (name: string, fail = false) =>
      queue.run(async () => {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
        if (fail) throw new Error(name);
        return name;
      });
    const results = await Promise.allSettled([work('a'), work('b', true), work('c')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });
});

describe('MediaFacts', () => {
  it('tells changes only, the whole record of legs, and survives a listener that throws', () => {
    const logger = createFakeLogger();
    const facts = new MediaFacts(logger);
    const told: unknown[] = [];
    facts.on(() => {
      throw new Error('listener');
    });
    const stop = facts.on(({ facts: change }) => told.push(change));
    facts.setMicrophone('ok');
    facts.setMicrophone('ok');
    facts.setLeg('audio', { ice: 'new', quality: 0 });
    facts.setLeg('audio', { ice: 'new', quality: 0 });
    facts.setLeg('other', { ice: 'connected', quality: 1 });
    facts.setLeg('audio', null);
    facts.setLeg('audio', null);
    stop();
    facts.setOutput('blocked');
    expect(told).toEqual([
      { microphone: 'ok' },
      { media: { audio: { ice: 'new', quality: 0 } } },
      { media: { audio: { ice: 'new', quality: 0 }, other: { ice: 'connected', quality: 1 } } },
      { media: { other: { ice: 'connected', quality: 1 } } },
    ]);
    expect(logger.lines.every(({ level }) => level === 'error')).toBe(true);
  });
});
