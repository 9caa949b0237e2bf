import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { Mouth } from './mouth.ts';
import { goertzel } from './spectrum.ts';
import { FRAME_SAMPLES, samples, tone } from './tones.ts';

/** A clock whose alarms come `late` ms after their time, as a busy process makes them. */
function lateClock(late: () => number) {
  const clock = createFakeClock();
  return {
    ...clock,
    now: clock.now,
    advance: clock.advance,
    after: (ms: number, fn: () => void) => clock.after(ms + late(), fn),
  };
}

describe('mouth', () => {
  it('keeps pace though every alarm is late', () => {
    const clock = lateClock(() => 13);
    let frames = 0;
    const mouth = new Mouth(clock, () => frames++);
    mouth.open();
    clock.advance(10_000);
    expect(frames).toBeGreaterThanOrEqual(499);
    expect(frames).toBeLessThanOrEqual(501);
  });

  it('does not burst after a stand-still', () => {
    let late = 0;
    const clock = lateClock(() => late);
    const at: number[] = [];
    const mouth = new Mouth(clock, () => at.push(clock.now()));
    mouth.open();
    clock.advance(100);
    late = 3000;
    clock.advance(100);
    late = 0;
    const before = at.length;
    clock.advance(3000);
    const first = at[before];
    expect(at.filter((t) => t === first).length).toBeLessThanOrEqual(2);
    expect(at.length - before).toBeLessThan(20);
  });

  it('unopened, sends sounds only and then rests', () => {
    const clock = createFakeClock();
    const frames: Int16Array[] = [];
    let done = 0;
    const mouth = new Mouth(clock, (pcm) => frames.push(pcm));
    mouth.play(tone(440, 100, 0.3), () => done++);
    clock.advance(1000);
    expect([frames.length, done, clock.pending]).toEqual([5, 1, 0]);
    mouth.play(samples(new Int16Array(FRAME_SAMPLES + 1)), () => done++);
    clock.advance(1000);
    expect([frames.length, done, clock.pending]).toEqual([7, 2, 0]);
  });

  it('says one sound after the other, and drops one that is taken back', () => {
    const clock = createFakeClock();
    const frames: Int16Array[] = [];
    const mouth = new Mouth(clock, (pcm) => frames.push(pcm));
    mouth.open();
    mouth.play(tone(440, 100, 0.5));
    const back = mouth.play(tone(660, 100, 0.5));
    mouth.play(tone(1000, 100, 0.5));
    back();
    clock.advance(219);
    expect(frames.map((frame) => [440, 660, 1000].find((hz) => goertzel(frame, hz) > 0.4) ?? 0)).toEqual([
      440, 440, 440, 440, 440, 1000, 1000, 1000, 1000, 1000, 0,
    ]);
    mouth.close();
    expect(clock.pending).toBe(0);
  });

  it('echoes with a bounded delay', () => {
    const clock = createFakeClock();
    const frames: Int16Array[] = [];
    const mouth = new Mouth(clock, (pcm) => frames.push(pcm));
    mouth.open();
    mouth.echo(true);
    for (let i = 1; i <= 50; i++) mouth.hear(new Int16Array(FRAME_SAMPLES).fill(i));
    clock.advance(200);
    expect(frames.slice(0, 5).map((frame) => frame[0])).toEqual([47, 48, 49, 50, 0]);
  });
});
