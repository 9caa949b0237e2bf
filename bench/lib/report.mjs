/** How far a budget may be missed before `--check` fails: shared machines are noisy. Exact budgets have no such room. */
const TOLERANCE = 1.25;

/** Joins budgets and measurements to table lines; a budget of a wanted row without a value counts as missed. */
export function judge(budgets, measured, rows) {
  const byKey = new Map(measured.map((result) => [result.key, result]));
  for (const key of byKey.keys()) if (!(key in budgets)) throw new Error(`${key} has no line in budgets.json`);
  return Object.entries(budgets)
    .filter(([key]) => rows.includes(rowOf(key)))
    .map(([key, { title, unit, budget, exact }]) => {
      const { value, n } = byKey.get(key) ?? {};
      const ok = budget === undefined ? undefined : value !== undefined && (exact ? value === budget : value <= budget);
      const beyond = ok === false && !(value <= (exact ? budget : budget * TOLERANCE));
      return { key, title, unit, budget, value, n, ok, beyond };
    });
}

/** The row that measures a key: usually what it begins with. */
function rowOf(key) {
  const [area, part] = key.split('.');
  const rows = { size: 'sizes', 'capacity.recorded': 'recorded' };
  return rows[`${area}.${part}`] ?? rows[area] ?? area;
}

const number = (value) => (value === undefined ? '-' : String(Math.round(value * 100) / 100));

/** Prints value, budget, n and PASS or FAIL; a floor or a peer has no budget and so no verdict. */
export function printTable(lines) {
  const rows = lines.map(({ title, unit, value, budget, n, ok }) => [
    title,
    value === undefined ? 'not measured' : `${number(value)} ${unit}`.trim(),
    budget === undefined ? '' : `${number(budget)} ${unit}`.trim(),
    n === undefined ? '' : String(n),
    ok === undefined ? '' : ok ? 'PASS' : 'FAIL',
  ]);
  rows.unshift(['what', 'value', 'budget', 'n', '']);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}
