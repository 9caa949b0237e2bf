import { describe, expect, it } from 'vitest';
import { longestDip } from '../../testing/dips.ts';
import { level, loudness, toneSource } from '../../testing/tone-meter.ts';
import { findPitch } from './pitch.ts';
import { FRAME_SAMPLES } from './sound.ts';
import { VoiceBuffer } from './voice-buffer.ts';

const joined = (frames: readonly (Int16Array | null)[]): Int16Array =>
  Int16Array.from(frames.flatMap((frame) => [...(frame ?? new Int16Array(FRAME_SAMPLES))]));

describe('findPitch', () => {
  it.each([100, 180, 220, 440, 1000, 1730])('finds a period of %i Hz that fits', (hertz) => {
    const next = toneSource(hertz);
    const { lag, likeness } = findPitch(joined([next(), next()]));
    const periods = (lag * hertz) / 16_000;
    expect(Math.abs(periods - Math.round(periods))).toBeLessThan(0.07);
    expect(likeness).toBeGreaterThan(0.9);
  });

  it('finds silence alike, and noise not', () => {
    expect(findPitch(new Int16Array(640)).likeness).toBe(1);
    let seed = 1;
    const noise = Int16Array.from(
      { length: 640 },
      () => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 15) - 32_768,
    );
    expect(findPitch(noise).likeness).toBeLessThan(0.6);
  });
});

describe('VoiceBuffer', () => {
  it('gathers two frames out of silence, then gives them in order', () => {
    const buffer = new VoiceBuffer();
    buffer.push(new Int16Array(320).fill(1));
    expect(buffer.next()).toBeNull();
    buffer.push(new Int16Array(320).fill(2));
    expect([buffer.next()?.[0], buffer.next()?.[0]]).toEqual([1, 2]);
  });

  it('bridges a late frame in phase: a tone neither stops nor jumps', () => {
    const buffer = new VoiceBuffer();
    const next = toneSource(440);
    const out: (Int16Array | null)[] = [];
    buffer.push(next());
    buffer.push(next());
    for (let i = 0; i < 50; i++) {
      if (i !== 20) buffer.push(next());
      if (i === 20 || i === 22) continue;
      out.push(buffer.next());
      if (i === 10) out.push(buffer.next(), buffer.next(), buffer.next());
    }
    const played = joined(out);
    expect(longestDip(played)).toBe(0);
    let jump = 0;
    for (let i = 1; i < played.length; i++) jump = Math.max(jump, Math.abs((played[i] ?? 0) - (played[i - 1] ?? 0)));
    expect(jump).toBeLessThan(6000 * 2 * Math.PI * (440 / 16_000) * 1.4);
  });

  it('fades out when nothing comes any more, then is silent, and starts afresh', () => {
    const buffer = new VoiceBuffer();
    const next = toneSource(440);
    buffer.push(next());
    buffer.push(next());
    const out = Array.from({ length: 8 }, () => buffer.next());
    expect(out.map((frame) => frame !== null)).toEqual([true, true, true, true, true, false, false, false]);
    const loud = out.slice(0, 5).map((frame) => loudness(frame ?? new Int16Array(1)));
    expect(loud[2]).toBeGreaterThan(3500);
    expect(loud[4]).toBeLessThan(1500);
    buffer.push(next());
    expect(buffer.next()).toBeNull();
  });

  it('takes back delay it does not need, unheard', () => {
    const buffer = new VoiceBuffer();
    const next = toneSource(440);
    for (let i = 0; i < 4; i++) buffer.push(next());
    const out: (Int16Array | null)[] = [];
    for (let i = 0; i < 3000; i++) {
      out.push(buffer.next());
      buffer.push(next());
    }
    expect(buffer.length).toBeLessThan(3 * FRAME_SAMPLES);
    expect(buffer.length).toBeGreaterThan(FRAME_SAMPLES);
    expect(longestDip(joined(out))).toBe(0);
  });

  it('never keeps more than 100 ms', () => {
    const buffer = new VoiceBuffer();
    for (let i = 0; i < 40; i++) buffer.push(new Int16Array(320).fill(i));
    expect(buffer.next()?.[0]).toBe(36);
    expect(buffer.length).toBeLessThanOrEqual(5 * FRAME_SAMPLES);
  });

  it('gives out what is left when it ends, and nothing after it was cleared', () => {
    const buffer = new VoiceBuffer();
    buffer.push(new Int16Array(320).fill(7));
    expect(buffer.drain().map((frame) => frame[0])).toEqual([7]);
    buffer.push(new Int16Array(320).fill(7));
    buffer.push(new Int16Array(320).fill(7));
    buffer.clear();
    expect([buffer.drain(), buffer.next()]).toEqual([[], null]);
  });

  it('goes on from what was heard before it took over', () => {
    const buffer = new VoiceBuffer();
    const next = toneSource(440);
    const before = [next(), next(), next()];
    buffer.warm(before);
    const bridge = buffer.next();
    buffer.push(next());
    const played = joined([...before, bridge, buffer.next()]);
    expect(longestDip(played)).toBe(0);
    expect(level(played, 440)).toBeGreaterThan(5500);
  });
});
