// Runs the pinned pnpm without asking for a global install: `node scripts/with-pnpm.mjs install`.
// pnpm comes through npx on purpose: corepack fails on a registry mirror, and `npm i -g` needs root.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireNode } from './lib/node-version.mjs';
import { root, run } from './lib/run.mjs';

/** The pinned pnpm, as `pnpm@1.2.3`. @type {{ packageManager: string }} */
export const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * Runs pnpm with these arguments in the repository's root. Resolves with its exit code.
 *
 * @param {string[]} args
 * @param {import('./lib/run.mjs').RunOptions} [options]
 */
export function pnpm(args, options = {}) {
  const env = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', npm_config_update_notifier: 'false', ...options.env };
  return run('npx', ['-y', packageManager, ...args], { ...options, env });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode();
  process.exitCode = await pnpm(process.argv.slice(2));
}
