// Builds what is not up to date.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packageManager, pnpm } from '../with-pnpm.mjs';
import { root, runTool } from './run.mjs';

const turbo = 'turbo/bin/turbo';
const env = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };

/** @param {string} name */
const scriptsOf = (name) => `@callstation/${name}#build:js`;

/** What a first call waits for, and what costs next to nothing beside it. Nobody who starts the demos reads declarations. */
const FIRST = [...['core', 'server', 'ui'].map(scriptsOf), 'react-demo#build', 'html-demo#build'];

/** What is built behind the open port, and in this order. */
const BEHIND = {
  pages: ['gallery#build', 'vue-demo#build'],
  vendors: ['compat-tccc', 'compat-udesk', 'compat-ccsdk'].map(scriptsOf),
  packages: ['react', 'vue', 'testkit', 'uniapp'].map(scriptsOf),
};
const UNIAPP = ['@callstation/uniapp-demo#build:h5'];

/** A folder with a `pnpm`: turbo wants to see one, though it starts none when everything is in its cache. */
function folderWithPnpm() {
  const folder = join(root, 'node_modules', '.callstation', 'bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pnpm'), `#!/bin/sh\nexec npx -y ${packageManager} "$@"\n`, { mode: 0o755 });
  return folder;
}

/** What turbo needs to do without npx, for what is cached. */
const cachedEnv = () => ({ ...env, PATH: `${folderWithPnpm()}${delimiter}${process.env['PATH'] ?? ''}` });

/** @param {string[]} tasks */
function isCached(tasks) {
  // npx is slow, and turbo without it is not known to work on Windows.
  if (process.platform === 'win32') return false;
  const args = [join(root, 'node_modules', turbo), 'run', ...tasks, '--dry=json'];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...cachedEnv() },
    encoding: 'utf8',
  });
  if (status !== 0) return false;
  try {
    /** @type {{ tasks: { command?: string, cache: { status: string } }[] }} */
    const { tasks: known } = JSON.parse(stdout);
    return known.every(({ command, cache }) => command === '<NONEXISTENT>' || cache.status === 'HIT');
  } catch {
    return false;
  }
}

/**
 * Lets turbo do tasks; in a second when nothing changed, for then it does without npx.
 *
 * @param {string[]} tasks
 * @param {import('./run.mjs').RunOptions} [options]
 * @param {boolean} [cached]  Whether nothing changed.
 */
function runTasks(tasks, options, cached = isCached(tasks)) {
  const args = ['run', ...tasks, '--output-logs=errors-only'];
  return cached ? runTool(turbo, args, { ...options, env: cachedEnv() }) : pnpm(['exec', 'turbo', ...args], options);
}

/**
 * Builds what a first call waits for; all but the uni-app demo where that was built before. Resolves with the exit code, and
 * whether it was all.
 */
export async function build() {
  const everything = [...FIRST, ...Object.values(BEHIND).flat()];
  const all = isCached(everything);
  return { code: await runTasks(all ? everything : FIRST, undefined, all || undefined), all };
}

/**
 * Builds a part that no first call waits for. Resolves with the exit code.
 *
 * @param {keyof typeof BEHIND} part
 * @param {import('./run.mjs').RunOptions} options
 */
export const buildBehind = (part, options) => runTasks(BEHIND[part], options);

/**
 * Builds the uni-app demo for browsers. Resolves with the exit code.
 *
 * @param {import('./run.mjs').RunOptions} options
 */
export const buildUniapp = (options) => runTasks(UNIAPP, options);
