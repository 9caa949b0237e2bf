// `npm test`: installs, builds, checks and runs every lane; ends with one line `N passed, N failed`.
// `npm run test:portable`: the same without Debian's package manager, with the Chromium that is here or Playwright's, and the
// PostgreSQL that is here.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium, isDebian } from './lib/chromium.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensurePostgres } from './lib/postgres.mjs';
import { run, runTool } from './lib/run.mjs';
import { StepError, seconds, step } from './lib/steps.mjs';
import { pnpm } from './with-pnpm.mjs';

requireNode();
const portable = process.argv.includes('--portable');
const since = Date.now();

if (!portable && !isDebian()) {
  console.error('npm test installs what it needs with apt and runs on Debian and Ubuntu only.');
  console.error('Here, type: npm run test:portable');
  process.exit(1);
}

/** Runs all lanes with the gate; returns its counts. */
async function lanes() {
  const folder = mkdtempSync(join(tmpdir(), 'callstation-test-'));
  const file = join(folder, 'lanes.json');
  try {
    const reporters = ['--reporter=default', '--reporter=./tooling/lane-gate.ts'];
    const code = await runTool('vitest/vitest.mjs', ['run', ...reporters], {
      env: { LANE_REPORT: file, NO_COLOR: '1' },
    });
    const { passed, failed } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0 };
    // vitest can fail beside its tests (a worker died, a teardown hung): then something failed, whatever was counted.
    return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function everything() {
  console.log(`Node ${process.versions.node}, ${process.platform}; installs, builds, checks, then every lane.`);
  await step('install', () => pnpm(['install', '--frozen-lockfile']));
  const chromium = await step('chromium', () => ensureChromium({ apt: !portable }));
  console.log(`Chromium: ${chromium}`);
  process.env['CHROMIUM_PATH'] = chromium;
  const postgres = await step('postgresql', () => ensurePostgres({ apt: !portable }));
  console.log(`PostgreSQL: ${postgres}`);
  process.env['POSTGRES_BIN'] = postgres;
  await step('build', () => pnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']));
  await step('entries', () => run(process.execPath, ['scripts/check-entries.mjs']));
  await step('typecheck', () => pnpm(['exec', 'turbo', 'run', 'typecheck', '--output-logs=errors-only']));
  await step('typecheck of e2e, tooling and scripts', () =>
    runTool('@typescript/native-preview/bin/tsgo', ['-p', 'tsconfig.json']),
  );
  await step('lint', () => run(process.execPath, ['scripts/lint.mjs']));
  await step('knip', () => runTool('knip/bin/knip.js', ['--no-progress']));
  await step('packages', () => run(process.execPath, ['scripts/check-packages.mjs']));
  await step('sizes', () => runTool('size-limit/bin.js', []));
  return step('lanes', lanes);
}

let result = { passed: 0, failed: 1 };
try {
  result = await everything();
} catch (error) {
  console.error(error instanceof StepError ? error.message : error);
}
console.log(`npm test took ${seconds(since)}`);
process.exitCode = result.failed > 0 ? 1 : 0;
console.log(`${result.passed} passed, ${result.failed} failed`);
