// How every package is built: ESM, CommonJS where it helps, and bundled declarations. Dependencies stay outside. The JavaScript
// and the declarations are built apart, for nobody who only starts the demos waits for declarations.
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { emptyDist } from './empty-dist.mjs';
import { external, onLog } from './rollup.common.mjs';

/** @param {import('rollup').RenderedChunk} chunk */
const nameOf = (chunk) => chunk.fileName.replace(/\.c?js$/, '');

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
      if (!chunk.isEntry || !names.includes(nameOf(chunk)) || code.startsWith('#!')) return null;
      return { code: `#!/usr/bin/env node\n${code}`, map: null };
    },
    writeBundle(options, bundle) {
      for (const [file, chunk] of Object.entries(bundle)) {
        if (chunk.type === 'chunk' && chunk.isEntry && names.includes(nameOf(chunk))) {
          chmodSync(join(options.dir ?? 'dist', file), 0o755);
        }
      }
    },
  };
}

/**
 * Builds one file beside the others that a page loads by a script tag, with everything in it.
 *
 * @param {string} entry
 * @param {string} file  Its name in `dist/`.
 * @param {string} [globalName]  The global that holds the entry's exports. Default: nothing holds them.
 * @param {string} [target]  What it may be written in. Default ES2022.
 * @param {'linked' | 'external'} [sourcemap]  Whether it names its map; one that is copied elsewhere would look for it. Default linked.
 * @returns {import('rollup').Plugin}
 */
export function scriptTag(entry, file, globalName, target = 'es2022', sourcemap = 'linked') {
  return {
    name: 'script-tag',
    async closeBundle() {
      const { outputFiles } = await build({
        entryPoints: [entry],
        outfile: join('dist', file),
        bundle: true,
        // The workspace's own sources: no package waits for another one.
        conditions: ['@callstation/source', 'module'],
        minify: true,
        format: 'iife',
        ...(globalName === undefined ? {} : { globalName }),
        target,
        legalComments: 'inline',
        sourcemap,
        logLevel: 'warning',
        write: false,
      });
      for (const { path, contents } of outputFiles) {
        mkdirSync(dirname(path), { recursive: true });
        // A server that looks for the script never sees half of it.
        writeFileSync(`${path}.new`, contents);
        renameSync(`${path}.new`, path);
      }
    },
  };
}

/**
 * JavaScript stays one file per source file, so that an application's bundler can leave out what it does not use
 * (`sideEffects: false` speaks of files). Entries get their published names.
 *
 * @param {Record<string, string>} entries
 * @param {string} extension
 * @param {import('rollup').ModuleFormat} format
 * @returns {import('rollup').OutputOptions}
 */
const modules = (entries, extension, format) => ({
  dir: 'dist',
  format,
  exports: 'named',
  preserveModules: true,
  preserveModulesRoot: 'src',
  entryFileNames: ({ name, facadeModuleId }) => {
    const published = Object.keys(entries).find((entry) => facadeModuleId === resolve(entries[entry] ?? ''));
    return published ? `${published}${extension}` : `modules/${name}${extension}`;
  },
  sourcemap: true,
});

/**
 * The rollup configuration of one package: `rollup -c` writes its JavaScript, `rollup -c --configTypes` its declarations.
 *
 * @param {Record<string, string>} entries  Name in `dist/` to source file. They are built together and share chunks, so
 *   that a class is the same class whichever entry it is imported from.
 * @param {object} [options]
 * @param {boolean} [options.commonjs]  Whether a CommonJS form is built too. Default true.
 * @param {boolean} [options.node]  Whether its declarations speak of Node's types. Default false.
 * @param {string[]} [options.programs]  Entries that are run from a shell; they get no declarations. Default none.
 * @param {string[]} [options.workers]  Entries that run in a thread of their own; they get no declarations. Default none.
 * @param {string} [options.target]  What the JavaScript may be written in. Default es2022.
 * @param {import('rollup').Plugin[]} [options.plugins]  More to do with the JavaScript. Default none.
 * @returns {import('rollup').RollupOptionsFunction}
 */
export function packageConfig(
  entries,
  { commonjs = true, node = false, programs: runnable = [], workers = [], target = 'es2022', plugins = [] } = {},
) {
  return async ({ configTypes }) => {
    if (configTypes) {
      const untyped = new Set([...runnable, ...workers]);
      const typed = Object.fromEntries(Object.entries(entries).filter(([name]) => !untyped.has(name)));
      // It brings a whole compiler with it.
      const { declarationsConfig } = await import('./rollup.declarations.mjs');
      return declarationsConfig(typed, { commonjs, node });
    }
    return {
      input: entries,
      external,
      onLog,
      // As package.json says: a file of which nothing is used need not be loaded.
      treeshake: { moduleSideEffects: false },
      plugins: [emptyDist('scripts'), esbuild({ target, jsx: 'automatic' }), programs(runnable), ...plugins],
      output: [modules(entries, '.js', 'es'), ...(commonjs ? [modules(entries, '.cjs', 'cjs')] : [])],
    };
  };
}
