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

/** One row of the table. @param {Line[]} lines */
function row(lines) {
  const passed = lines.filter((line) => line.passed);
  const names = [...new Set(passed.flatMap(({ figures }) => Object.keys(figures)))];
  const figures = names.map((name) => {
    const all = passed.flatMap((line) => (line.figures[name] === undefined ? [] : [line.figures[name]]));
    return `${name} ${quantile(all, 0.5)} / ${quantile(all, 0.95)} / ${quantile(all, 1)}`;
  });
  return `| ${lines[0]?.id} | ${lines[0]?.title} | ${lines.length} | ${passed.length} | ${figures.join('; ')} |`;
}

/** What was wrong, for the page. @param {Line[]} lines */
function failures(lines) {
  const failed = lines.filter((line) => line.failure !== null);
  if (failed.length === 0) return 'Every run passed.';
  const told = failed.map(({ id, title, failure }) => `- ${id}, ${title}: \`${oneLine(failure ?? '')}\``);
  return ['Runs that failed:', '', ...told].join('\n');
}
/** @param {string} text */
const oneLine = (text) => text.replaceAll('`', "'").replaceAll(/\s+/gu, ' ').trim().slice(0, 300);

/** What stands below the results by hand: `docs/reliability.test.ts` keeps it in step with the tests. */
const BY_HAND = '## Tested otherwise';

/** The page of results. @param {Line[]} lines @param {number} minutes @param {string} before */
function report(lines, minutes, before) {
  /** @type {Map<string, Line[]>} */
  const faults = new Map();
  for (const line of lines) {
    const key = `${line.id} ${line.title}`;
    faults.set(key, [...(faults.get(key) ?? []), line]);
  }
  const number = (/** @type {Line[]} */ [line]) => Number(line?.id.slice(1));
  const rows = [...faults.values()].toSorted((a, b) => number(a) - number(b)).map(row);
  return `# Reliability

What happens to a live call when something fails, from the last run of \`npm run faults\` (${lines.length} runs in
${minutes} minutes, none repeated): real Chromium, the built server, connections cut by a TCP proxy, everything on one
machine of ${cpus().length} cores. Figures are milliseconds where nothing else is said, median / 95th percentile / worst:
\`gap\` is the longest stretch the customer did not hear the agent's continuous tone, \`back\` until the page is connected
again once it can be, \`noticed\` until a dead connection is. F2, F3, F4, F17, F20 and F21 ran four at a time.

| fault | what | runs | passed | measured |
| --- | --- | --: | --: | --- |
${rows.join('\n')}

${failures(lines)}

\`npm test\` runs each of them once. F20, F21 and F23 have no browser: the switch's and the page's own SIP, and the page's
own mirror of the centre, with a wire between them that loses, doubles and re-orders. F14 has no browser either: 200 pages
in Node, real sockets, a server that goes and comes.

${before.slice(before.indexOf(BY_HAND))}`;
}

const since = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'callstation-faults-'));
const file = join(folder, 'runs.jsonl');
try {
  if (!existsSync(join(root, 'node_modules'))) process.exitCode = await pnpm(['install', '--frozen-lockfile']);
  if (!values['no-build'])
    process.exitCode ||= await pnpm(['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']);
  const env = { FAULT_RUNS: String(runs), FAULT_REPORT: file, RELOADS: String(Math.ceil(runs * 2.5)) };
  const projects = ['--project', 'workspace', '--project', 'e2e'];
  process.exitCode ||= await runTool('vitest/vitest.mjs', ['run', ...projects, 'faults/'], { env });
  if (existsSync(file)) {
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => /** @type {Line} */ (JSON.parse(line)));
    const page = join(root, 'docs', 'reliability.md');
    writeFileSync(page, report(lines, Math.ceil((Date.now() - since) / 60_000), readFileSync(page, 'utf8')));
    for (const { id, failure } of lines) if (failure) console.error(`${id}: ${failure}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
