import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acts } from './acts.ts';
import { play } from './run.ts';

const RUNS = Number(process.env['MODEL_RUNS'] ?? 2000);
const SEED = Number(process.env['MODEL_SEED'] ?? 20_260_722);

it(`${RUNS} random sequences (seed ${SEED}): pages mirror the centre, every verb offered works, nobody is left alone`, async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      await play(sequence);
      steps += sequence.length;
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(steps).toBeGreaterThan(RUNS * 10);
}, 3_600_000);
