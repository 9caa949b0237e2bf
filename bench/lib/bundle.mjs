import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** sip.js is core's dependency; the floor and the peer of the dial row take the same copy. */
const sip = createRequire(new URL('../../packages/core/package.json', import.meta.url)).resolve('sip.js');

/** For work on a row without a build: `BENCH_SOURCE=1` bundles the packages' sources instead. */
const fromSource = process.env.BENCH_SOURCE === '1';

/** Bundles a program of the page, minified as an app would; returns its text. */
export async function bundle(source, { external = [], minify = true, define = {} } = {}) {
  if (!fromSource && !existsSync(`${root}packages/core/dist/index.js`)) throw new Error('The packages are not built.');
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root, sourcefile: 'bench-entry.js', loader: 'jsx' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    minify,
    ...(fromSource ? { conditions: ['@callstation/source'] } : {}),
    external,
    alias: { 'sip.js': sip },
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

/** Size of a program after gzip, KiB. */
export async function gzipKib(source, options) {
  return gzipSync(await bundle(source, options), { level: 9 }).length / 1024;
}

/** A file of bench/pages as a program. */
export const pageSource = (name) => `import ${JSON.stringify(`./bench/pages/${name}`)};`;
