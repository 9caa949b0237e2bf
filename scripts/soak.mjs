// `npm run soak`: random stories against the whole centre, 20,000 with a seed of chance, which is printed. `npm run soak 5000 42`: so many, with that seed.
import { requireNode } from './lib/node-version.mjs';
import { runTool } from './lib/run.mjs';

requireNode();
const [runs = '20000', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);
console.log(`${runs} sequences, seed ${seed}`);
process.exitCode = await runTool('vitest/vitest.mjs', ['run', '--project', 'workspace', 'model-test'], {
  env: { MODEL_RUNS: runs, MODEL_SEED: seed, NO_COLOR: '1' },
});
