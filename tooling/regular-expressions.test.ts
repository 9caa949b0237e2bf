import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = ['packages', 'apps']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}/src`))
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.tsx?$/u.test(file) && !/\.test\.tsx?$|\.contract\.ts$|\/testing\/|\/tools\//u.test(file))
  .toSorted();
/** A page's, a peer's or a file's text at its longest, where it is looked at whole: a SIP message. */
const LONG = 16_000;
const MOST_MS = 10;

/** Made of what stands beside them. */
const OF_CONSTANTS = Array.from({ length: 2 }, () => 'packages/core/src/sip-guard/check-sip-message.ts');

interface Found {
  literals: { at: string; source: string; flags: string }[];
  made: string[];
}

/** The regular expressions of a file: those that are written down, and those that are made while it runs. */
function read(file: string): Found {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Found = { literals: [], made: [] };
  const visit = (node: ts.Node): void => {
    const at = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.literals.push({ at, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    const makes = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp';
    if (makes) found.made.push(at);
    // `text.match(other)` makes one of a string.
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [argument] = node.arguments;
      // `clients.matchAll({ type })` of a service worker is another one's.
      if (argument && ts.isObjectLiteralExpression(argument)) return ts.forEachChild(node, visit);
      const matches = ['match', 'matchAll', 'search'].includes(node.expression.name.text);
      if (matches && argument && !ts.isRegularExpressionLiteral(argument) && !ts.isIdentifier(argument))
        found.made.push(at);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
const found = files.map(read);

/** Long texts that make it try again and again, if it can be made to: of its own characters, and such as end badly. */
function hostile(source: string): string[] {
  const own = [...new Set([...source.replaceAll(/\\[wdsbpPux]/gu, ''), ...' \t0aA=;"<,.:-\\/'])].slice(0, 32);
  const literal = source.replaceAll(/[^\w:;=<"/ -]/gu, '').slice(0, 12);
  return own.flatMap((char) => {
    const many = char.repeat(LONG);
    return [many, `${many}\u0000`, `${literal}${many}\u0000`, `${char} `.repeat(LONG / 2), `${char}0`.repeat(LONG / 2)];
  });
}

/** Milliseconds of processor time, the least of some tries: the one that nothing else disturbed. */
function slowness(pattern: RegExp, text: string): number {
  let least = Infinity;
  for (let turn = 0; turn < 6 && least > MOST_MS; turn++) {
    pattern.lastIndex = 0;
    const from = process.cpuUsage();
    pattern.test(text);
    const { user, system } = process.cpuUsage(from);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

describe('X28: regular expressions', () => {
  it('are never made of text that comes from outside', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(found.flatMap(({ made }) => made).map((at) => at.replace(/:\d+$/u, ''))).toEqual(OF_CONSTANTS);
  });

  it(`take ${MOST_MS} ms at most for ${LONG} hostile characters`, { timeout: 60_000 }, () => {
    const all = found.flatMap(({ literals }) => literals);
    expect(all.length).toBeGreaterThan(80);
    const slow = all.flatMap(({ at, source, flags }) => {
      const pattern = new RegExp(source, flags);
      const worst = hostile(source).find((text) => slowness(pattern, text) > MOST_MS);
      return worst === undefined ? [] : [`${at} /${source}/${flags} on ${JSON.stringify(worst.slice(0, 20))}`];
    });
    expect(slow).toEqual([]);
  });

  it('are told apart here', { timeout: 60_000 }, () => {
    expect(slowness(/^(?:a+)+$/u, `${'a'.repeat(23)}\u0000`)).toBeGreaterThan(MOST_MS);
    expect(slowness(/\s+$/u, `${' '.repeat(2 * LONG)}\u0000`)).toBeGreaterThan(MOST_MS);
    expect(slowness(/^\s+$/u, `${' '.repeat(LONG / 2)}\u0000`)).toBeLessThan(MOST_MS);
  });
});
