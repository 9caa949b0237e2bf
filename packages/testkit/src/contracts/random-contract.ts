import type { Random } from '@callstation/core/ports';

import type { Runner } from './runner.ts';

/** What every Random keeps; `real` adds what chance alone can keep. */
export function randomContract(
  { describe, it, expect }: Runner,
  name: string,
  make: () => Random,
  options: { real: boolean } = { real: true },
): void {
  describe(`random: ${name}`, () => {
    it('never makes the same id twice', () => {
      const random = make();
      const ids = new Set(Array.from({ length: 1000 }, () => random.id()));
      expect(ids.size).toBe(1000);
    });

    it('makes fractions from 0 to below 1', () => {
      const random = make();
      for (let n = 0; n < 1000; n++) {
        const fraction = random.fraction();
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThan(1);
      }
    });

    if (!options.real) return;
    it('makes ids of 128 bits as 32 hex digits, with fractions that differ', () => {
      const random = make();
      expect(random.id()).toMatch(/^[0-9a-f]{32}$/);
      expect(new Set(Array.from({ length: 50 }, () => random.fraction())).size).toBeGreaterThanOrEqual(45);
    });
  });
}
