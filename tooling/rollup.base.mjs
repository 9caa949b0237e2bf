// How every package is built: ESM, CommonJS where it helps, and bundled declarations. Dependencies stay outside.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import dts from 'rollup-plugin-dts';
import esbuild from 'rollup-plugin-esbuild';

/** Everything imported by name stays an import: only the package's own files are bundled. */
const external = (/** @type {string} */ id) => !id.startsWith('.') && !id.startsWith('/') && !/^[a-z]:[\\/]/i.test(id);

const suspicious = /(?:[:<(|&,=]\s*any\b|\bany\[\])/;

/**
 * Fails the build on a declaration with `any`. Our sources have none, so it is a type the bundler could not find:
 * under pnpm's symlinks that happens without a word.
 *
 * @returns {import('rollup').Plugin}
 */
export function refuseAny() {
  return {
    name: 'refuse-any',
    generateBundle(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'chunk') continue;
        const code = file.code.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        const line = code.split('\n').find((text) => suspicious.test(text));
        if (line) this.error(`${name} declares any: ${line.trim()}`);
      }
    },
  };
}

/**
 * Makes these entries programs: a first line for the shell, and the right to be run.
 *
 * @param {string[]} names
 * @returns {import('rollup').Plugin}
 */
function programs(names) {
  return {
    name: 'programs',
    renderChunk(code, chunk) {
      if (!chunk.isEntry || !names.includes(chunk.name) || code.startsWith('#!')) return null;
      return { code: `#!/usr/bin/env node\n${code}`, map: null };
    },
    writeBundle(options, bundle) {
      for (const [file, chunk] of Object.entries(bundle)) {
        if (chunk.type === 'chunk' && chunk.isEntry && names.includes(chunk.name)) {
          chmodSync(join(options.dir ?? 'dist', file), 0o755);
        }
      }
    },
  };
}

/**
 * @param {string} extension  What the files of this format end with.
 * @param {import('rollup').ModuleFormat} format
 * @returns {import('rollup').OutputOptions}
 */
const output = (extension, format) => ({
  dir: 'dist',
  format,
  exports: 'named',
  entryFileNames: `[name]${extension}`,
  chunkFileNames: `chunks/[name]-[hash]${extension}`,
  sourcemap: extension.startsWith('.d.') ? false : true,
  // Folders of entries share chunks, so that a class is the same class whichever entry it was imported from.
  hoistTransitiveImports: false,
});

/**
 * The rollup configuration of one package.
 *
 * @param {Record<string, string>} entries  Name in `dist/` to source file. All are built together and share chunks.
 * @param {object} [options]
 * @param {boolean} [options.commonjs]  Whether a CommonJS form is built too. Default true.
 * @param {string[]} [options.programs]  Entries that are run from a shell; they get no declarations. Default none.
 * @returns {import('rollup').RollupOptions[]}
 */
export function packageConfig(entries, { commonjs = true, programs: runnable = [] } = {}) {
  const typed = Object.fromEntries(Object.entries(entries).filter(([name]) => !runnable.includes(name)));
  return [
    {
      input: entries,
      external,
      plugins: [esbuild({ target: 'es2022', jsx: 'automatic' }), programs(runnable)],
      output: [output('.js', 'es'), ...(commonjs ? [output('.cjs', 'cjs')] : [])],
    },
    {
      input: typed,
      external,
      plugins: [dts({ tsconfig: 'tsconfig.json', compilerOptions: { preserveSymlinks: false } }), refuseAny()],
      output: [output('.d.ts', 'es'), ...(commonjs ? [output('.d.cts', 'es')] : [])],
    },
  ];
}
