// `npm run bench -- --check`: builds, then runs the benches with these arguments.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from './lib/node-version.mjs';
import { root, run } from './lib/run.mjs';
import { pnpm } from './with-pnpm.mjs';

requireNode();
if (!existsSync(join(root, 'bench', 'run.mjs'))) {
  console.error('There is no bench/run.mjs: this checkout has no benches to run.');
  process.exit(1);
}
if (!existsSync(join(root, 'node_modules'))) process.exitCode = await pnpm(['install', '--frozen-lockfile']);
process.exitCode ||= await pnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']);
process.exitCode ||= await run(process.execPath, ['bench/run.mjs', ...process.argv.slice(2)]);
