import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@callstation/testkit';
import { watchLiveness } from './liveness.ts';

function setUp() {
  const clock = createFakeClock();
  const vitals = { heard: clock.now(), open: true, spoke: true };
  const told: { alive: boolean; at: number }[] = [];
  const start = clock.now();
  const watch = watchLiveness(
    clock,
    { heardAt: () => vitals.heard, socketOpen: () => vitals.open, spoke: () => vitals.spoke },
    (alive) => told.push({ alive, at: clock.now() - start }),
  );
  const speak = (ms: number): void => {
    for (let t = 0; t < ms; t += 20) {
      clock.advance(20);
      vitals.heard = clock.now();
    }
  };
  return { clock, vitals, told, watch, speak };
}

describe('watchLiveness', () => {
  it('says nothing while the page is heard, also without a socket', () => {
    const { told, vitals, speak, watch, clock } = setUp();
    speak(2000);
    vitals.open = false;
    watch.look();
    speak(20_000);
    expect(told).toEqual([]);
    watch.stop();
    expect(clock.pending).toBe(0);
  });

  it('gives a page with a socket five seconds', () => {
    const { clock, told } = setUp();
    clock.advance(20_000);
    expect(told).toEqual([{ alive: false, at: 5000 }]);
  });

  it('gives one without half a second, and three if it never spoke', () => {
    const spoke = setUp();
    spoke.vitals.open = false;
    spoke.watch.look();
    spoke.clock.advance(5000);
    expect(spoke.told[0]?.at).toBe(500);
    const mute = setUp();
    mute.vitals.open = false;
    mute.vitals.spoke = false;
    mute.watch.look();
    mute.clock.advance(5000);
    expect(mute.told[0]?.at).toBe(3000);
  });

  it('tells when the page is heard again', () => {
    const { clock, told, speak } = setUp();
    clock.advance(6000);
    speak(1000);
    expect(told.map((each) => each.alive)).toEqual([false, true]);
  });
});
