// Packs every published package as pnpm would publish it and looks at the tarball: publint, are-the-types-wrong, and
// that nothing of the workspace (the source condition, `workspace:` ranges) leaks into it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root, runTool } from './lib/run.mjs';
import { several } from './lib/several.mjs';
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

/** @param {string} folder A package's path; whether it is as it should be. */
async function inOrder(folder) {
  const { name, version } = manifestOf(folder);
  const tarball = join(out, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  const found = await complaints(name, tarball);
  for (const complaint of found) console.error(`${name}: ${complaint}`);
  if (found.length === 0) console.log(`${name}: publint, attw and the packed manifest are in order`);
  return found.length === 0;
}

/** @param {string} folder @returns {{ name: string, version: string, private?: boolean }} */
const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const out = mkdtempSync(join(tmpdir(), 'callstation-pack-'));
try {
  const folders = readdirSync(join(root, 'packages'))
    .map((folder) => join(root, 'packages', folder))
    .filter((folder) => !manifestOf(folder).private);
  // All at once: pnpm takes longer to start than to pack.
  const pack = folders.flatMap((folder) => ['--filter', manifestOf(folder).name]);
  if ((await pnpm([...pack, 'pack', '--pack-destination', out], { quiet: true })) !== 0) process.exitCode = 1;
  else {
    const all = await several(folders, inOrder);
    process.exitCode = all.every(Boolean) ? 0 : 1;
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
