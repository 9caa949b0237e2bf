import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';
import { parseConfigFile } from '../packages/server/src/config/config-file.ts';
import { PROMPTS } from '../packages/server/src/sound/prompts.ts';

const text = readFileSync(new URL('ivr.md', import.meta.url), 'utf8');
const example = /```json\n([^`]*)```/u.exec(text)?.[1] ?? '';

it('has an example that the server takes, with a node of every kind that is described', () => {
  const { apps = [] } = parseConfigFile(example, 'my.json');
  const kinds = new Set(apps[0]?.ivrs?.flatMap(({ nodes }) => nodes.map(({ kind }) => kind)));
  const described = [...text.matchAll(/^\| `(\w+)` \|/gmu)].map(([, kind]) => kind);
  expect(new Set(described)).toEqual(kinds);
  expect(described).toHaveLength(7);
});

it('names every prompt that comes with the server', () => {
  const named = /comes with the\nserver: ([^.]*)\./u.exec(text)?.[1] ?? '';
  expect(named.split(', ')).toEqual(Object.keys(PROMPTS).map((name) => `\`${name}\``));
});
