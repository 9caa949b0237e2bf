import { describe, expect, it } from 'vitest';
import { Timeline } from './timeline.ts';

const FRAME = 320;
const frame = (value: number): Int16Array => new Int16Array(FRAME).fill(value);
/** The tracks, a value for each frame; `x` where a frame is not of one value. */
function read(timeline: Timeline, frames: number): { left: (number | string)[]; right: (number | string)[] } {
  const out = { left: [] as (number | string)[], right: [] as (number | string)[] };
  for (let n = 0; n < frames; n++) {
    const taken = timeline.take();
    for (const [i, side] of (['left', 'right'] as const).entries()) {
      const values = new Set(taken.filter((_, at) => at % 2 === i));
      out[side].push(values.size === 1 ? ([...values][0] ?? 0) : 'x');
    }
  }
  return out;
}

describe('timeline', () => {
  it('puts everybody on their side, and adds up who speaks at once', () => {
    const timeline = new Timeline();
    const [a, b, c] = [{}, {}, {}];
    timeline.put(a, 'left', frame(100), 0);
    timeline.put(b, 'right', frame(7), 0);
    timeline.put(c, 'right', frame(30), FRAME);
    timeline.put(b, 'right', frame(8), FRAME);
    expect(read(timeline, 3)).toEqual({ left: [100, 0, 0], right: [7, 38, 0] });
    expect(timeline.taken).toBe(3 * FRAME);
  });

  it('does not wrap around when it gets too loud', () => {
    const timeline = new Timeline();
    for (const voice of [{}, {}]) timeline.put(voice, 'left', frame(30_000), 0);
    for (const voice of [{}, {}]) timeline.put(voice, 'right', frame(-30_000), 0);
    expect(read(timeline, 1)).toEqual({ left: [32_767], right: [-32_768] });
  });

  it('keeps in one piece what arrives unevenly', () => {
    const timeline = new Timeline();
    const voice = {};
    // The second comes 100 ms late, together with what was said meanwhile.
    timeline.put(voice, 'left', frame(1), 0);
    for (let n = 2; n <= 7; n++) timeline.put(voice, 'left', frame(n), 6 * FRAME);
    expect(read(timeline, 8).left).toEqual([1, 2, 3, 4, 5, 6, 7, 0]);
  });

  it('leaves a pause where one was made', () => {
    const timeline = new Timeline();
    const voice = {};
    timeline.put(voice, 'left', frame(1), 0);
    timeline.pause(voice);
    timeline.put(voice, 'left', frame(2), 3 * FRAME);
    expect(read(timeline, 5).left).toEqual([1, 0, 0, 2, 0]);
  });

  it('puts what comes too late where it is now, not into the past', () => {
    const timeline = new Timeline();
    const voice = {};
    timeline.put(voice, 'left', frame(1), 0);
    read(timeline, 10);
    timeline.put(voice, 'left', frame(2), 15 * FRAME);
    expect(read(timeline, 6).left).toEqual([0, 0, 0, 0, 0, 2]);
  });

  it('follows a voice that lost a stretch for good, and one whose clock runs ahead', () => {
    const timeline = new Timeline();
    const [slow, fast] = [{}, {}];
    let now = 0;
    timeline.put(slow, 'left', frame(1), 0);
    // 160 ms were lost; then it goes on as usual.
    for (let n = 8; n < 200; n++) {
      now = n * FRAME;
      timeline.put(slow, 'left', frame(1), now);
      timeline.put(fast, 'right', frame(1), now);
      // Two frames too many in a hundred.
      if (n % 50 === 0) timeline.put(fast, 'right', frame(1), now);
      if (n > 20) timeline.take();
    }
    const rest = read(timeline, 40);
    const last = (track: (number | string)[]): number => track.lastIndexOf(1) + 1;
    const expected = (now + FRAME - (timeline.taken - 40 * FRAME)) / FRAME;
    expect(Math.abs(last(rest.left) - expected)).toBeLessThanOrEqual(2);
    expect(Math.abs(last(rest.right) - expected)).toBeLessThanOrEqual(5);
  });

  it('has room for no more than it can hold', () => {
    const timeline = new Timeline();
    const voice = {};
    for (let n = 0; n < 200; n++) timeline.put(voice, 'left', frame(1), 0);
    expect(read(timeline, 110).left.filter((value) => value === 1).length).toBeLessThanOrEqual(100);
  });
});
