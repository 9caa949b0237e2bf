import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfigFile } from '../packages/server/src/config/config-file.ts';

const page = readFileSync(new URL('routing.md', import.meta.url), 'utf8');

it('the example of routing.md is a configuration that the server reads', () => {
  const example = /```json\n(.*?)```/su.exec(page)?.[1] ?? '';
  const { apps } = parseConfigFile(example, 'docs/centre.json');
  expect(apps?.[0]?.skillGroups.map(({ strategy }) => strategy)).toEqual(['skill', 'ring-all']);
});

it('routing.md names every option of a skill group', () => {
  const code = readFileSync(new URL('../packages/server/src/engine/app-config.ts', import.meta.url), 'utf8');
  const body = /export interface SkillGroupConfig \{(.*?)\n\}/su.exec(code)?.[1] ?? '';
  const options = [...body.matchAll(/^ {2}(\w+)\??:/gmu)].map(([, name]) => name);
  expect(options.length).toBeGreaterThan(15);
  const plain = new Set(['id', 'name', 'numbers', 'callerNumber', 'queue', 'overflow']);
  for (const option of options) if (!plain.has(option ?? '')) expect(page).toContain(`\`${option}\``);
});
