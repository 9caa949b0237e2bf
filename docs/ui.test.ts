import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { TOKENS } from '@callstation/ui';
import { describe, expect, it } from 'vitest';

import { iconsText } from '../packages/ui/tools/write-icons.mjs';

const root = join(import.meta.dirname, '..');
const source = join(root, 'packages/ui/src');
const text = readFileSync(join(root, 'docs/ui.md'), 'utf8');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?<!\.test)\.ts$/u.test(name),
);
const read = (name: string): string => readFileSync(join(source, name), 'utf8');
const all = (code: string, pattern: RegExp): string[] => [...code.matchAll(pattern)].map(([, found = '']) => found);

const tags = all(read('elements.ts'), /'(cs-[\w-]+)':/gu);
/** The part of the page about one element. */
const about = (tag: string): string => text.split(/^#{2,3} /mu).find((part) => part.startsWith(`\`<${tag}>\``)) ?? '';
/** The file of an element, and those beside it of which it is made, other elements left out. */
const codeOf = (tag: string): string => {
  const name = files.find((file) => read(file).includes(`@element ${tag}\n`));
  if (name === undefined) return '';
  const beside = all(read(name), /from '\.\/((?!cs-|call-element)[\w-]+\.ts)'/gu);
  return [name, ...beside.map((file) => join(dirname(name), file))].map(read).join('\n');
};

/** Parts that are named in a file: those of its markup, and those of the buttons it makes. */
const partsOf = (code: string): string[] => [
  // Every button is one: that is said for all of them.
  ...all(code, /part="([^"$]+)"/gu).flatMap((names) => names.split(' ').filter((name) => name !== 'button')),
  ...all(code, /\bpart: '([^']+)'/gu),
];

describe('docs/ui.md', () => {
  it('has a section for every element, and no other', () => {
    expect(all(text, /^### `<(cs-[\w-]+)>`$/gmu)).toEqual(tags);
  });

  it.each(tags)('names every attribute and part of %s', (tag) => {
    const code = codeOf(tag);
    expect(code).not.toBe('');
    const said = about(tag);
    const attributes = all(code, /attribute: '([^']+)'/gu);
    expect([...attributes, ...partsOf(code)].filter((name) => !said.includes(`\`${name}\``))).toEqual([]);
  });

  it('lists every token as it is', () => {
    const rows = TOKENS.map(
      ({ name, value, dark, about: use }) => `| \`${name}\` | \`${value}\` | ${dark ? `\`${dark}\`` : ''} | ${use} |`,
    );
    expect(text.split('\n').filter((line) => line.startsWith('| `--cs-'))).toEqual(rows);
  });
});

it('has the icons as their tool writes them', () => {
  expect(read('icons/icons.ts')).toBe(iconsText());
});

it.each(files.filter((name) => !name.includes('testing')))('%s sets no style that a strict policy forbids', (name) => {
  expect(read(name)).not.toMatch(/\bstyle=|styleMap|unsafeHTML|<style/u);
});
