import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@callstation/testkit';
import { Ticker } from './ticker.ts';

describe('Ticker', () => {
  it('beats every 20 ms while somebody listens, and holds no alarm otherwise', () => {
    const clock = createFakeClock();
    const ticker = new Ticker(clock);
    expect(clock.pending).toBe(0);
    let beats = 0;
    const stop = ticker.add(() => beats++);
    clock.advance(1000);
    expect(beats).toBe(50);
    stop();
    expect(clock.pending).toBe(0);
    clock.advance(1000);
    expect(beats).toBe(50);
  });

  it('makes up for late alarms: no drift', () => {
    const clock = createFakeClock();
    const late = { now: () => clock.now(), after: (ms: number, fn: () => void) => clock.after(ms + 7, fn) };
    let beats = 0;
    const ticker = new Ticker(late);
    ticker.add(() => beats++);
    clock.advance(10_000);
    expect(beats).toBeGreaterThanOrEqual(499);
    expect(beats).toBeLessThanOrEqual(500);
    ticker.stop();
  });

  it('does not burst after a standstill', () => {
    const clock = createFakeClock();
    let standstill = 0;
    const stuck = { now: () => clock.now() + standstill, after: clock.after.bind(clock) };
    let beats = 0;
    const ticker = new Ticker(stuck);
    ticker.add(() => beats++);
    clock.advance(100);
    standstill = 60_000;
    clock.advance(20);
    expect(beats).toBeLessThan(10);
    ticker.stop();
  });

  it('lets a listener leave, or join, in the middle of a beat', () => {
    const clock = createFakeClock();
    const ticker = new Ticker(clock);
    const heard: string[] = [];
    const stopA = ticker.add(() => {
      heard.push('a');
      stopA();
      ticker.add(() => heard.push('b'));
    });
    clock.advance(40);
    expect(heard[0]).toBe('a');
    expect(heard.filter((name) => name === 'a')).toHaveLength(1);
    expect(heard).toContain('b');
    ticker.stop();
  });

  it('lets what came meanwhile be read before it catches up after a standstill', () => {
    let now = 0;
    const alarms: { ms: number; fn: () => void }[] = [];
    const ticker = new Ticker({
      now: () => now,
      after(ms, fn) {
        alarms.push({ ms, fn });
        return () => undefined;
      },
    });
    let beats = 0;
    ticker.add(() => beats++);
    now = 105;
    alarms.shift()?.fn();
    expect([beats, alarms.map(({ ms }) => ms)]).toEqual([0, [0]]);
    alarms.shift()?.fn();
    expect([beats, alarms.map(({ ms }) => ms)]).toEqual([5, [15]]);
    now = 2000;
    alarms.shift()?.fn();
    alarms.shift()?.fn();
    expect(beats).toBe(6);
  });
});
