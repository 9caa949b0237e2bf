// `npm run lint`: oxlint with types, the exact layer check, and the format. `--fix` repairs what can be repaired.
import { requireNode } from './lib/node-version.mjs';
import { run, runTool } from './lib/run.mjs';

requireNode();
const fix = process.argv.includes('--fix');
const unused = '--report-unused-disable-directives-severity=error';

const codes = [
  await runTool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', unused, ...(fix ? ['--fix'] : [])]),
  await run(process.execPath, ['tooling/check-layers.mjs']),
  await runTool('oxfmt/bin/oxfmt', [fix ? '--write' : '--check', '.']),
];
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
