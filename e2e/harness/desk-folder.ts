import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A folder with the page that drives core itself, bundled from the built packages; served with the flags. */
export interface DeskFolder {
  flags: string[];
  remove(): void;
}

/** Bundles the page once for a suite. */
export async function bundleDesk(): Promise<DeskFolder> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'e2e/pages/desk.js')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const script = outputFiles[0]?.text ?? '';
  const hash = createHash('sha256').update(script).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `callstation-desk-${process.pid}-${hash}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'desk.js'), script);
  const page = '<!doctype html><meta charset="utf-8"><title>desk</title><script type="module" src="desk.js"></script>';
  writeFileSync(join(folder, 'index.html'), page);
  return {
    flags: ['--serve', `/desk/=${folder}`],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
