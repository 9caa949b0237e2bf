/**
 * Measures what the budgets promise: `node bench/run.mjs [--check] [--only=sizes,renders]`, after a build. Prints one
 * line per budget; `--check` exits 1 when one is missed by more than a quarter, or was not measured. `--turns=3` is for work on a row: fewer measurements.
 */
import { readFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { createContext } from './lib/context.mjs';
import { judge, printTable } from './lib/report.mjs';

const ROWS = [
  ...['sizes', 'renders', 'accept', 'dial', 'calls', 'reload', 'verbs', 'capacity', 'growth', 'records', 'routing'],
  ...['recorded', 'fanout', 'sockets'],
];
const { values: flags } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    turns: { type: 'string', default: '30' },
  },
});
const turns = Math.max(1, Number.parseInt(flags.turns, 10) || 30);
const wanted = flags.only?.split(',') ?? ROWS;
const unknown = wanted.filter((row) => !ROWS.includes(row));
if (unknown.length > 0) {
  process.stderr.write(`No such row: ${unknown.join(', ')}. There are ${ROWS.join(', ')}.\n`);
  process.exit(2);
}

const budgets = JSON.parse(await readFile(new URL('budgets.json', import.meta.url), 'utf8'));
const context = createContext(turns);
const [load = 0] = loadavg();
if (load > cpus().length)
  process.stderr.write(`The machine is busy (load ${load.toFixed(1)}): times will be too long.\n`);
const measured = [];
const problems = [];
for (const row of wanted) {
  const started = Date.now();
  try {
    const { run } = await import(`./rows/${row}.mjs`);
    measured.push(...(await run(context)));
    process.stderr.write(`${row}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  } catch (error) {
    problems.push(row);
    process.stderr.write(`${row} failed: ${error?.stack ?? error}\n${context.output()}\n`);
  }
}
await context.close();

const lines = judge(budgets, measured, wanted);
if (flags.json) process.stdout.write(`${JSON.stringify(lines, null, 2)}\n`);
else printTable(lines);
const beyond = lines.filter((line) => line.beyond);
if (beyond.length > 0)
  process.stderr.write(`Beyond 1.25 times the budget: ${beyond.map((line) => line.title).join('; ')}\n`);
process.exitCode = problems.length > 0 || (flags.check && beyond.length > 0) ? 1 : 0;
