import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { pnpm } from '../../scripts/with-pnpm.mjs';

const packageAt = (path: string): string => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));

/** Packs packages of this repository as they would be published, with pnpm, and unpacks them into each of these `node_modules`. */
export async function installPacked(names: readonly string[], homes: readonly string[]): Promise<void> {
  const [first = ''] = homes;
  await Promise.all(
    names.map(async (name) => {
      const tarball = join(first, `${name}.tgz`);
      const packed = await pnpm(['--dir', packageAt(name), 'pack', '--out', tarball], { quiet: true });
      if (packed !== 0) throw new Error(`${name} is not packed as it would be published.`);
      for (const home of homes) {
        const place = join(home, '@callstation', name);
        mkdirSync(place, { recursive: true });
        const { status, stderr } = spawnSync('tar', ['-xzf', tarball, '-C', place, '--strip-components=1']);
        if (status !== 0) throw new Error(`${name} is not unpacked: ${String(stderr)}`);
      }
    }),
  );
  for (const home of homes)
    for (const name of ['sip.js', 'valibot']) symlinkSync(packageAt(`core/node_modules/${name}`), join(home, name));
}
