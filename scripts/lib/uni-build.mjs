// Builds an app with uni-app's compilers, with no network to ask. Their exit code says 0 also when a compiler was missing and half
// of the files with it, so the files are looked at.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { noNetwork } from './no-network.mjs';

/**
 * @typedef {object} UniBuild
 * @property {string} cli  The file of uni-app's own command.
 * @property {string} platform
 * @property {string} cwd  The project's folder.
 * @property {string} out  Where its files go; emptied first.
 * @property {readonly string[]} wanted  Files and folders in `out` that it cannot be without.
 * @property {Record<string, string>} [env]  Added to this process's environment.
 */

/** @param {string} command @param {string[]} args @param {import('node:child_process').SpawnOptions} options */
function listen(command, args, options) {
  // Without a terminal it says less, and nothing of itself.
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout?.on('data', (text) => (said += text));
  child.stderr?.on('data', (text) => (said += text));
  return /** @type {Promise<{ code: number | null, said: string }>} */ (
    new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, said }));
    })
  );
}

/**
 * Rejects with all that was said where a file is missing. Gives, as part of a sentence, whether there was a network.
 *
 * @param {UniBuild} build
 */
export async function uniBuild({ cli, platform, cwd, out, wanted, env = {} }) {
  rmSync(out, { recursive: true, force: true });
  const { prefix, env: closed, words } = noNetwork(cwd);
  const [command, ...args] = [...prefix, process.execPath, cli, 'build', '-p', platform];
  const { code, said } = await listen(command, args, { cwd, env: { ...process.env, ...closed, ...env } });
  const missing = wanted.filter((file) => !existsSync(join(out, file)));
  if (code === 0 && missing.length === 0) return words;
  throw new Error(
    `${platform}: uni-app's compilers ended with ${code}, ${words}. Missing: ${missing.join(', ') || 'nothing'}.\n${said}`,
  );
}
