// `npm run faults`: builds, runs every fault 20 times (`-- --runs=5`: fewer) and writes docs/reliability.md.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requireNode } from './lib/node-version.mjs';
import { root, runTool } from './lib/run.mjs';
import { pnpm } from './with-pnpm.mjs';

requireNode();
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20' }, 'no-build': { type: 'boolean', default: false } },
});
const runs = Math.max(1, Number.parseInt(values.runs, 10) || 20);

/** The p-quantile of numbers, nearest rank. @param {number[]} all @param {number} p */
function quantile(all, p) {
  const sorted = all.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0);
}

/** @typedef {{ id: string, title: string, passed: boolean, figures: Record<string, number>, failure: string | null }} Line */

/** One row of the table. @param {string} id @param {Line[]} lines */
function row(id, lines) {
  const passed = lines.filter((line) => line.passed);
  const names = [...new Set(passed.flatMap(({ figures }) => Object.keys(figures)))];
  const figures = names.map((name) => {
    const all = passed.flatMap((line) => (line.figures[name] === undefined ? [] : [line.figures[name]]));
    return `${name} ${quantile(all, 0.5)} / ${quantile(all, 0.95)} / ${quantile(all, 1)}`;
  });
  return `| ${id} | ${lines[0]?.title ?? ''} | ${lines.length} | ${passed.length} | ${figures.join('; ')} |`;
}

/** The page of results. @param {Line[]} lines */
function report(lines) {
  const ids = [...new Set(lines.map(({ id }) => id))].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  const rows = ids.map((id) =>
    row(
      id,
      lines.filter((line) => line.id === id),
    ),
  );
  return `# Reliability

What happens to a live call when something fails, from the last run of \`npm run faults\`: real Chromium, the built
server, connections cut by a TCP proxy, everything on one machine of ${cpus().length} cores. Figures are milliseconds,
median / 95th percentile / worst: \`gap\` is the longest stretch the customer did not hear the agent's continuous tone,
\`back\` until the page is connected again once it can be, \`noticed\` until a dead connection is.

| fault | what | runs | passed | measured |
| --- | --- | --: | --: | --- |
${rows.join('\n')}

\`npm test\` runs each of them once. Without a browser it also runs: hang-ups that cross an answer (F20) and BYEs that
get lost (F21), in \`packages/server/src/switch/embedded/sip-faults.test.ts\`. Calls by the thousand in one page (F32) are
a row of \`npm run bench\`.
`;
}

const folder = mkdtempSync(join(tmpdir(), 'callstation-faults-'));
const file = join(folder, 'runs.jsonl');
try {
  if (!existsSync(join(root, 'node_modules'))) process.exitCode = await pnpm(['install', '--frozen-lockfile']);
  if (!values['no-build'])
    process.exitCode ||= await pnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']);
  const env = { FAULT_RUNS: String(runs), FAULT_REPORT: file, RELOADS: String(Math.ceil(runs * 2.5)) };
  process.exitCode ||= await runTool(
    'vitest/vitest.mjs',
    ['run', '--project', 'e2e', 'e2e/faults.test.ts', 'e2e/reload.test.ts'],
    {
      env,
    },
  );
  if (existsSync(file)) {
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => /** @type {Line} */ (JSON.parse(line)));
    writeFileSync(join(root, 'docs', 'reliability.md'), report(lines));
    for (const { id, failure } of lines) if (failure) console.error(`${id}: ${failure}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
