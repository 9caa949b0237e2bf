// Builds what is not up to date.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packageManager, pnpm } from '../with-pnpm.mjs';
import { root, runTool } from './run.mjs';

const turbo = 'turbo/bin/turbo';
const env = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
const quietly = ['run', 'build', '--output-logs=errors-only'];

/** A folder with a `pnpm`: turbo wants to see one, though it starts none when everything is in its cache. */
function folderWithPnpm() {
  const folder = join(root, 'node_modules', '.callstation', 'bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pnpm'), `#!/bin/sh\nexec npx -y ${packageManager} "$@"\n`, { mode: 0o755 });
  return folder;
}

/** @param {NodeJS.ProcessEnv} environment */
function isCached(environment) {
  const args = [join(root, 'node_modules', turbo), 'run', 'build', '--dry=json'];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  if (status !== 0) return false;
  try {
    /** @type {{ tasks: { command?: string, cache: { status: string } }[] }} */
    const { tasks } = JSON.parse(stdout);
    return tasks.every(({ command, cache }) => command === '<NONEXISTENT>' || cache.status === 'HIT');
  } catch {
    return false;
  }
}

/** Builds the workspace. Resolves with the exit code; in a second when nothing changed, for then it does without npx. */
export async function build() {
  // npx is slow, and turbo without it is not known to work on Windows.
  if (process.platform !== 'win32') {
    const cached = { ...env, PATH: `${folderWithPnpm()}${delimiter}${process.env['PATH'] ?? ''}` };
    if (isCached(cached)) return runTool(turbo, quietly, { env: cached });
  }
  return pnpm(['exec', 'turbo', ...quietly]);
}
