import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const file = (path: string): URL => new URL(`../${path}`, import.meta.url);

it('docs/benchmarks.md says what every row measures', () => {
  const rows = readdirSync(file('bench/rows')).map((name) => name.replace('.mjs', ''));
  const told = [...readFileSync(file('docs/benchmarks.md'), 'utf8').matchAll(/^\| `(\w+)`/gmu)].map(([, row]) => row);
  expect(new Set(told)).toEqual(new Set(rows));
});
