// The exact form of the layer rules: resolves every relative import to the file it means, which a pattern on the text
// of an import (oxlint's no-restricted-imports) cannot do. Run by `npm run lint`.
import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { isTest, layerOf, testsMayImport } from './layers.mjs';

const builtins = new Set(builtinModules);

/** @param {string} specifier */
function packageName(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * @param {string} file
 * @param {string} specifier
 * @param {import('./layers.mjs').Layer} layer
 */
function relativeComplaint(file, specifier, layer) {
  const target = posix.join(posix.dirname(file), specifier);
  const other = layerOf(target);
  if (other === layer) return undefined;
  if (!other) return `${target} is outside of the package's sources`;
  const samePackage = other.name.split('/')[1] === layer.name.split('/')[1];
  if (!samePackage) return `another package is imported by its published name, not by ${specifier}`;
  const open = isTest(file) ? [...layer.layers, ...(layer.tests ?? []), ...testsMayImport.layers] : layer.layers;
  if (open.includes('*') || open.includes(other.name)) return undefined;
  return `${layer.name} may not import ${other.name}`;
}

/**
 * @param {string} file
 * @param {string} specifier
 */
function complaint(file, specifier) {
  const layer = layerOf(file);
  if (!layer) return undefined;
  if (specifier.startsWith('.')) return relativeComplaint(file, specifier, layer);
  const extra = isTest(file) ? testsMayImport : { own: [], packages: [], node: false };
  if (specifier.startsWith('node:')) {
    return layer.node || extra.node ? undefined : `${layer.name} may not import Node's modules (${specifier})`;
  }
  if (specifier.startsWith('@callstation/')) {
    return [...layer.own, ...extra.own].includes(specifier) ? undefined : `${layer.name} may not import ${specifier}`;
  }
  const name = packageName(specifier);
  if (builtins.has(name)) return `write node:${specifier}`;
  return [...layer.packages, ...extra.packages].includes(name)
    ? undefined
    : `${layer.name} may not import the package ${name}`;
}

/**
 * What is wrong with the imports of one file.
 *
 * @param {string} file    Path from the repository's root, with `/`.
 * @param {string} source  Its text.
 * @returns {{ file: string, line: number, message: string }[]}
 */
export function layerViolations(file, source) {
  const found = [];
  for (const { fileName, pos } of ts.preProcessFile(source, true, true).importedFiles) {
    const message = complaint(file, fileName);
    if (message) found.push({ file, line: source.slice(0, pos).split('\n').length, message });
  }
  return found;
}

/**
 * Checks every source of every package.
 *
 * @param {string} root
 */
export function checkWorkspace(root) {
  const found = [];
  for (const name of readdirSync(join(root, 'packages'))) {
    for (const entry of readdirSync(join(root, 'packages', name, 'src'), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(entry)) continue;
      const file = ['packages', name, 'src', ...entry.split(sep)].join('/');
      found.push(...layerViolations(file, readFileSync(join(root, file), 'utf8')));
    }
  }
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = checkWorkspace(process.cwd());
  for (const { file, line, message } of found) console.error(`${file}:${line} ${message}`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
