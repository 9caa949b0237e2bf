import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Starts from nothing: chunks carry a hash in their names, so old ones would pile up. The JavaScript and the declarations lie
 * in one folder and are built at the same time, so each removes its own.
 *
 * @param {'scripts' | 'declarations'} kind
 * @returns {import('rollup').Plugin}
 */
export function emptyDist(kind) {
  return {
    name: 'empty-dist',
    buildStart() {
      if (!existsSync('dist')) return;
      for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
        const isDeclaration = /\.d\.c?ts$/.test(entry.name);
        if (entry.isFile() && isDeclaration === (kind === 'declarations'))
          rmSync(join(entry.parentPath, entry.name), { force: true });
      }
    },
  };
}
