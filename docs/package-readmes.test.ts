import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const packages = readdirSync(join(root, 'packages'));
const readmeOf = (name: string): string => readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');

/** The examples of all packages, as files that are not on the disk. */
const examples = new Map(
  packages.flatMap((name) =>
    [...readmeOf(name).matchAll(/```(tsx?)\n([\s\S]*?)```/g)].map(
      ([, kind = 'ts', code = ''], at): [string, string] => [
        join(root, 'packages', name, 'src', `readme-${at}.${kind}`),
        code,
      ],
    ),
  ),
);
examples.set(
  join(root, 'packages', 'vue', 'src', 'vue-files.d.ts'),
  `declare module '*.vue' { export { KeepAlive as default } from 'vue'; }`,
);

function problems(): string[] {
  const base = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(base.config, ts.sys, root, {
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    jsx: ts.JsxEmit.ReactJSX,
    types: ['node'],
  });
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.readFile = (path) => examples.get(path) ?? read(path);
  host.fileExists = (path) => examples.has(path) || exists(path);
  const program = ts.createProgram([...examples.keys()], options, host);
  return [...examples.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

describe('the README of a package', () => {
  it.each(packages)('%s says what it is and how to have it, with an example and links that lead somewhere', (name) => {
    const text = readmeOf(name);
    expect(text.startsWith(`# @callstation/${name}\n`)).toBe(true);
    expect(text).toContain('Not on npm yet');
    expect(text).toMatch(/```tsx?\n/);
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(1);
    const folder = dirname(join(root, 'packages', name, 'README.md'));
    expect(links.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  });

  it('shows code that the compiler accepts', () => {
    expect(examples.size).toBeGreaterThanOrEqual(packages.length);
    expect(problems()).toEqual([]);
  }, 60_000);

  it.each(['react', 'vue'])('of %s names every hook there is, and no other', (name) => {
    const index = readFileSync(join(root, 'packages', name, 'src/index.ts'), 'utf8');
    const names = (text: string): string[] => [...new Set(text.match(/\buse[A-Z]\w+/g))].toSorted();
    expect(names(readmeOf(name))).toEqual(names(index));
  });
});
