// What an installation in node_modules was made for.
import { createHash } from 'node:crypto';

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
