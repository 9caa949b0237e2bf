import type { Clock } from '@callstation/core/ports';

import type { Runner } from './runner.ts';

/** A clock under test, and how to let its time pass. */
export interface ClockUnderTest {
  clock: Clock;
  pass(ms: number): Promise<void>;
}

/** What every Clock keeps. */
export function clockContract({ describe, it, expect }: Runner, name: string, make: () => ClockUnderTest): void {
  describe(`clock: ${name}`, () => {
    it('tells epoch milliseconds that never run backwards', async () => {
      const { clock, pass } = make();
      const before = clock.now();
      await pass(5);
      expect(clock.now()).toBeGreaterThanOrEqual(before);
      expect(before).toBeGreaterThanOrEqual(Date.UTC(2020));
    });

    it('runs an alarm once, not before its time and not at once', async () => {
      const { clock, pass } = make();
      let runs = 0;
      const due = clock.now() + 10;
      let at = 0;
      clock.after(10, () => {
        runs++;
        at = clock.now();
      });
      expect(runs).toBe(0);
      await pass(40);
      expect(runs).toBe(1);
      // Browsers and Node round timers down by up to a millisecond.
      expect(at).toBeGreaterThanOrEqual(due - 1);
    });

    it('runs alarms in the order they fall due', async () => {
      const { clock, pass } = make();
      const order: string[] = [];
      clock.after(25, () => order.push('late'));
      clock.after(5, () => order.push('early'));
      await pass(60);
      expect(order).toEqual(['early', 'late']);
    });

    it('does not run what was cancelled, and cancels twice without harm', async () => {
      const { clock, pass } = make();
      let runs = 0;
      const cancel = clock.after(5, () => runs++);
      cancel();
      cancel();
      await pass(20);
      expect(runs).toBe(0);
    });

    it('takes a negative and a very long wait', async () => {
      const { clock, pass } = make();
      let [soon, far] = [0, 0];
      clock.after(-5, () => soon++);
      const cancel = clock.after(2 ** 33, () => far++);
      await pass(10);
      cancel();
      expect([soon, far]).toEqual([1, 0]);
    });
  });
}
