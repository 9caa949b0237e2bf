import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { HELP } from '../packages/server/src/cli/texts.ts';
import { parseConfigFile } from '../packages/server/src/config/config-file.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const page = read('configuration.md');
const code = read('../packages/server/src/config/config-file.ts');

it('the smallest file of configuration.md is a configuration that the server reads', () => {
  const example = /```json\n(.*?)```/su.exec(page)?.[1] ?? '';
  const { apps } = parseConfigFile(example, 'docs/centre.json');
  expect(apps?.[0]).toMatchObject({ id: 'shop', skillGroups: [{ id: 'sales', members: '*' }] });
});

it.each(['app', 'file'])('configuration.md names every option of the %s', (schema) => {
  const body = new RegExp(`^const ${schema} = v\\.strictObject\\(\\{(.*?)^\\}\\);`, 'msu').exec(code)?.[1] ?? '';
  const options = [...body.matchAll(/^ {2}(\w+)(?::|,$)/gmu)].map(([, name]) => name ?? '');
  expect(options.length).toBeGreaterThan(8);
  // There is one trunk so far.
  for (const option of options) if (option !== 'trunk') expect(page).toContain(`\`${option}\``);
});

it('configuration.md names every flag', () => {
  // Of the demo, of the file, or on the pages of what they are for.
  const elsewhere = new Set(['--demo', '--serve', '--help', '--config', '--store', '--scripts']);
  const flags = new Set(HELP.match(/--[a-z][a-z-]+/gu));
  expect(flags.size).toBeGreaterThan(15);
  for (const flag of flags) if (!elsewhere.has(flag)) expect(page).toContain(flag);
});
