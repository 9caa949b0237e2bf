import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inSlices } from './slices.ts';

const DAY_MS = 86_400_000;

it('reads every row once and in order, also where more fall on one instant than a page has, none past the end', async () => {
  const instants = fc.array(fc.integer({ min: 0, max: DAY_MS * 3 }), { maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(instants, fc.integer({ min: 0, max: 2500 }), async (at, crowd) => {
      const rows = [...at, ...Array.from({ length: crowd }, () => DAY_MS)]
        .toSorted((a, b) => a - b)
        .map((when, seq) => ({ at: when, seq }));
      const asked: number[] = [];
      const read = ({ from, to, limit, after = -1 }: { from: number; to: number; limit: number; after?: number }) => {
        asked.push(to - from);
        const inside = rows.filter((row) => row.at >= from && row.at < to && row.seq > after);
        return Promise.resolve(inside.slice(0, limit));
      };
      const found: { at: number }[] = [];
      for await (const row of inSlices(0, DAY_MS * 2, read, ({ seq }) => seq)) found.push(row);
      expect(found).toEqual(rows.filter((row) => row.at < DAY_MS * 2));
      // Quiet times are read in long stretches.
      expect(asked.length).toBeLessThan(40);
    }),
    { numRuns: 30 },
  );
});
