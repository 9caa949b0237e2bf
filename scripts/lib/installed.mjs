// What an installation in node_modules was made for.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run.mjs';

/**
 * A digest of what an installation depends on: the lockfile, and the system, processor and binary interface of the Node that
 * chose binaries for it.
 *
 * @param {string | Buffer} lockfile
 * @param {{ platform: string, arch: string, versions: { modules?: string | undefined } }} [node]
 */
export function fingerprint(lockfile, { platform, arch, versions } = process) {
  const digest = createHash('sha256').update(lockfile);
  return digest.update(`\n${platform} ${arch} ${versions.modules}`).digest('hex');
}

/**
 * Installs unless that was done for this very lockfile and Node.
 *
 * @param {string} name  Of the mark that is left.
 * @param {() => Promise<unknown>} install  Throws when it did not.
 */
export async function installOnce(name, install) {
  const stamp = join(root, 'node_modules', '.callstation', name);
  const wanted = fingerprint(readFileSync(join(root, 'pnpm-lock.yaml')));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await install();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
