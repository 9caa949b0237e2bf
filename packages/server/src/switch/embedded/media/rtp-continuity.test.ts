import { describe, expect, it } from 'vitest';
import { RtpContinuity } from './rtp-continuity.ts';
import { FRAME_MS } from './sound.ts';

const middle = (): number => 0.5;
const START = { sequence: 16_383, timestamp: 1_073_741_823 };

describe('RtpContinuity', () => {
  it('moves a source into our own numbers and marks its first packet', () => {
    const rtp = new RtpContinuity(middle);
    const source = {};
    expect(rtp.place({ sequence: 7, timestamp: 100 }, source, 0)).toEqual({
      sequence: START.sequence + 1,
      timestamp: START.timestamp + 960,
      marker: true,
    });
    expect(rtp.place({ sequence: 8, timestamp: 1060 }, source, 20)).toEqual({
      sequence: START.sequence + 2,
      timestamp: START.timestamp + 1920,
      marker: false,
    });
  });

  it('goes on by the time that passed when the source changes', () => {
    const rtp = new RtpContinuity(middle);
    const first = rtp.place({ sequence: 1, timestamp: 0 }, {}, 0);
    const second = rtp.place({ sequence: 60_000, timestamp: 4_000_000_000 }, {}, 200);
    expect(second).toEqual({ sequence: first.sequence + 1, timestamp: first.timestamp + 10 * 960, marker: true });
  });

  it('rounds a change to whole frames, or finer for who wants it', () => {
    const steps = [FRAME_MS, 1].map((grain) => {
      const rtp = new RtpContinuity(middle, grain);
      const at = [0, 27, 59].map((now) => rtp.place({ sequence: 1, timestamp: 7 }, {}, now).timestamp);
      return at.slice(1).map((timestamp, i) => (timestamp - (at[i] ?? 0)) / 48);
    });
    expect(steps).toEqual([
      [20, 40],
      [27, 32],
    ]);
  });

  it('does not go back behind a packet that was overtaken', () => {
    const rtp = new RtpContinuity(middle);
    const source = {};
    const [first, third, second] = [1, 3, 2].map((n) => rtp.place({ sequence: n, timestamp: n * 960 }, source, n * 20));
    const next = rtp.place({ sequence: 9, timestamp: 0 }, {}, 80);
    expect([second, third, next].map((p) => (p?.sequence ?? 0) - (first?.sequence ?? 0))).toEqual([1, 2, 3]);
  });

  it('keeps a loss of the source a loss', () => {
    const rtp = new RtpContinuity(middle);
    const source = {};
    const first = rtp.place({ sequence: 1, timestamp: 0 }, source, 0);
    const third = rtp.place({ sequence: 3, timestamp: 1920 }, source, 40);
    expect(third.sequence - first.sequence).toBe(2);
  });

  it('wraps both numbers', () => {
    const rtp = new RtpContinuity(middle);
    const source = {};
    const before = rtp.place({ sequence: 65_535, timestamp: 0xffff_ffff }, source, 0);
    const after = rtp.place({ sequence: 0, timestamp: 959 }, source, 20);
    expect((after.sequence - before.sequence) & 0xffff).toBe(1);
    expect((after.timestamp - before.timestamp) >>> 0).toBe(960);
  });

  it('numbers frames that have no numbers, through jitter, and jumps over a pause', () => {
    const rtp = new RtpContinuity(middle);
    const source = {};
    const at = [0, 20, 55, 58, 80, 1080].map((now) => rtp.next(source, now));
    const steps = at.slice(1).map((p, i) => (p.timestamp - (at[i]?.timestamp ?? 0)) / 960);
    expect(steps).toEqual([1, 1, 1, 1, 50]);
    expect(at.map((p) => p.marker)).toEqual([true, false, false, false, false, true]);
    expect(at.map((p) => p.sequence - START.sequence)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
