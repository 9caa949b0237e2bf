import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(import.meta.dirname, 'reliability.md'), 'utf8');

/** Rows of the tables that name their tests: id to files. */
const rows = new Map(
  [...page.matchAll(/^\| ([FX]\d{1,2}) \| [^|]+ \| (\[[^|]+\)) \|$/gmu)].map(([, id = '', tests = '']) => [
    id,
    [...tests.matchAll(/\]\(([^)]+)\)/gu)].map(([, path = '']) => relative(root, join(import.meta.dirname, path))),
  ]),
);

/** The ids that titles of tests begin with, by file. */
function titled(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const folders = ['packages', 'apps', 'e2e', 'faults', 'tooling', 'model-test'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  for (const file of files) {
    if (!/\.test\.tsx?$/u.test(file) || file.includes('node_modules')) continue;
    for (const [, id = ''] of readFileSync(join(root, file), 'utf8').matchAll(/['"`]([FX]\d{1,2}): /gu))
      found.set(id, (found.get(id) ?? new Set()).add(file));
  }
  return found;
}

describe('the faults and bad inputs of docs/reliability.md', () => {
  const found = titled();

  it.each([...rows])('%s is tested where it says', (id, files) => {
    for (const file of files) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
    expect([...(found.get(id) ?? [])].toSorted()).toEqual(files.toSorted());
  });

  it('are all those there are tests of', () => {
    expect([...rows.keys()].toSorted()).toEqual([...found.keys()].toSorted());
    expect(rows.size).toBeGreaterThan(12);
  });
});
