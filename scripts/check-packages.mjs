// Packs every published package as pnpm would publish it and looks at the tarball: publint, are-the-types-wrong, and
// that nothing of the workspace (the source condition, `workspace:` ranges) leaks into it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root, runTool } from './lib/run.mjs';
import { pnpm } from './with-pnpm.mjs';

/**
 * Packages without CommonJS. attw's `esm-only` profile leaves `require()` from a CommonJS file out of account; the others
 * use `node16`: the old `node10` resolution knows no `exports` and so no subpaths.
 */
const esmOnly = new Set(['@callstation/server']);

/** @param {string} tarball */
function packedManifest(tarball) {
  const { stdout } = spawnSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' });
  return stdout;
}

/** @param {string} name @param {string} tarball */
async function complaints(name, tarball) {
  const found = [];
  const manifest = packedManifest(tarball);
  for (const leak of ['@callstation/source', 'workspace:', './src/']) {
    if (manifest.includes(leak)) found.push(`its package.json says ${leak}`);
  }
  const data = readFileSync(tarball);
  const packed = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: packed }, strict: true });
  for (const message of messages) {
    if (message.type !== 'suggestion') found.push(`publint: ${formatMessage(message, pkg)}`);
  }
  const profile = esmOnly.has(name) ? 'esm-only' : 'node16';
  const attw = ['--profile', profile, '--no-definitely-typed', '--no-emoji', '--no-color', tarball];
  if ((await runTool('@arethetypeswrong/cli/dist/index.js', attw, { quiet: true })) !== 0) {
    found.push(`attw (${profile}) found wrong types, see above`);
  }
  return found;
}

const out = mkdtempSync(join(tmpdir(), 'callstation-pack-'));
let failed = false;
try {
  for (const folder of readdirSync(join(root, 'packages'))) {
    const path = join(root, 'packages', folder);
    const { name, private: hidden } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    if (hidden) continue;
    const tarball = join(out, `${folder}.tgz`);
    if ((await pnpm(['--dir', path, 'pack', '--out', tarball], { quiet: true })) !== 0) process.exit(1);
    const found = await complaints(name, tarball);
    for (const complaint of found) console.error(`${name}: ${complaint}`);
    if (found.length > 0) failed = true;
    else console.log(`${name}: publint, attw and the packed manifest are in order`);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
