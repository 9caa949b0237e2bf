import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { createDipMeter } from './dip-meter.ts';

const sine = (ms: number, level = 0.3): Int16Array =>
  Int16Array.from({ length: ms * 16 }, (_, i) => Math.sin((2 * Math.PI * 1800 * i) / 16_000) * level * 32_767);

function listening() {
  const clock = createFakeClock();
  const meter = createDipMeter(clock);
  return {
    meter,
    /** Frames 20 ms apart. */
    hear(frames: number, make: () => Int16Array = () => sine(20)) {
      for (let i = 0; i < frames; i++) {
        meter.hear(make());
        clock.advance(20);
      }
    },
    wait: (ms: number) => clock.advance(ms),
  };
}

describe('the dip meter', () => {
  it('finds none in a continuous tone, and does not count the silence before it', () => {
    const { meter, hear } = listening();
    hear(10, () => new Int16Array(320));
    hear(50);
    expect(meter.report()).toMatchObject({ ms: 1000, longest: 0, dips: [], longestWait: 20 });
  });

  it('finds a stretch within a frame, to 5 ms', () => {
    const { meter, hear } = listening();
    hear(10);
    hear(1, () => {
      const frame = sine(20);
      frame.fill(0, 80, 240);
      return frame;
    });
    hear(10);
    const { longest, dips, since } = meter.report();
    expect(longest).toBe(10);
    expect(dips).toEqual([{ at: since + 10 * 20 + 40 + 5, ms: 10 }]);
  });

  it('adds quiet frames that follow each other, and tells stretches apart', () => {
    const { meter, hear } = listening();
    hear(10);
    hear(2, () => sine(20, 0.01));
    hear(10);
    hear(1, () => new Int16Array(320));
    hear(5);
    expect(meter.report()).toMatchObject({ longest: 40, dips: [{ ms: 40 }, { ms: 20 }] });
  });

  it('does not mind frames that come unevenly, as long as a phone would not', () => {
    const { meter, hear, wait } = listening();
    hear(10);
    wait(40);
    expect(meter.report().longest).toBe(0);
    meter.hear(sine(20));
    meter.hear(sine(20));
    meter.hear(sine(20));
    wait(20);
    hear(10);
    expect(meter.report()).toMatchObject({ longest: 0, longestWait: 60 });
  });

  it('counts what is missing when nothing comes for longer', () => {
    const { meter, hear, wait } = listening();
    hear(10);
    wait(100);
    hear(10);
    expect(meter.report()).toMatchObject({ longest: 60, longestWait: 120 });
  });

  it('sees where nothing was sent when places are told, and no lateness', () => {
    const { meter, wait } = listening();
    for (const [i, place] of [0, 20, 40, 60, 75, 95, 130, 150].entries()) {
      meter.hear(sine(20), place);
      // Silence put in for what is late.
      meter.hear(new Int16Array(320));
      wait(i % 3 === 0 ? 200 : 5);
    }
    expect(meter.report()).toMatchObject({ longest: 15, dips: [{ ms: 15 }], ms: 160 });
    wait(300);
    expect(meter.report().longest).toBeGreaterThanOrEqual(300);
  });

  it('joins what is missing to the silence that follows', () => {
    const { meter, hear, wait } = listening();
    hear(10);
    wait(60);
    hear(1, () => new Int16Array(320));
    hear(10);
    expect(meter.report().longest).toBe(40);
  });
});
