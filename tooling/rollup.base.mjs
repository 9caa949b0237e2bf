// How every package is built: ESM, CommonJS where it helps, and bundled declarations. Dependencies stay outside.
import { chmodSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
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
function refuseAny() {
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
 * Starts from nothing: chunks carry a hash in their names, so old ones would pile up.
 *
 * @returns {import('rollup').Plugin}
 */
function emptyDist() {
  return {
    name: 'empty-dist',
    buildStart() {
      rmSync('dist', { recursive: true, force: true });
    },
  };
}

/**
 * A warning of the bundler is an error, but for an entry of types only, which is empty on purpose.
 *
 * @type {import('rollup').RollupOptions['onLog']}
 */
const onLog = (level, log, handle) => {
  if (log.code === 'EMPTY_BUNDLE') return;
  handle(level === 'warn' ? 'error' : level, log);
};

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
 * @param {string} globalName  The global that holds the entry's exports.
 * @returns {import('rollup').Plugin}
 */
export function scriptTag(entry, file, globalName) {
  return {
    name: 'script-tag',
    async closeBundle() {
      await build({
        entryPoints: [entry],
        outfile: join('dist', file),
        bundle: true,
        minify: true,
        format: 'iife',
        globalName,
        target: 'es2022',
        legalComments: 'inline',
        sourcemap: 'linked',
        logLevel: 'warning',
      });
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
 * Declarations are bundled: an entry each, and what entries share.
 *
 * @param {string} extension
 * @returns {import('rollup').OutputOptions}
 */
const declarations = (extension) => ({
  dir: 'dist',
  format: 'es',
  entryFileNames: `[name]${extension}`,
  chunkFileNames: `types/[name]-[hash]${extension}`,
});

/**
 * Types are checked by `npm run typecheck`; here they are only written, which is the slow part of a first start.
 *
 * @param {boolean} node
 */
const forDeclarations = (node) => ({ preserveSymlinks: false, noCheck: true, types: node ? ['node'] : [] });

/**
 * The rollup configuration of one package.
 *
 * @param {Record<string, string>} entries  Name in `dist/` to source file. They are built together and share chunks, so
 *   that a class is the same class whichever entry it is imported from.
 * @param {object} [options]
 * @param {boolean} [options.commonjs]  Whether a CommonJS form is built too. Default true.
 * @param {boolean} [options.node]  Whether its declarations speak of Node's types. Default false.
 * @param {string[]} [options.programs]  Entries that are run from a shell; they get no declarations. Default none.
 * @param {string[]} [options.workers]  Entries that run in a thread of their own; they get no declarations. Default none.
 * @param {import('rollup').Plugin[]} [options.plugins]  More to do with the JavaScript. Default none.
 * @returns {import('rollup').RollupOptions[]}
 */
export function packageConfig(
  entries,
  { commonjs = true, node = false, programs: runnable = [], workers = [], plugins = [] } = {},
) {
  const untyped = new Set([...runnable, ...workers]);
  const typed = Object.fromEntries(Object.entries(entries).filter(([name]) => !untyped.has(name)));
  return [
    {
      input: entries,
      external,
      onLog,
      // As package.json says: a file of which nothing is used need not be loaded.
      treeshake: { moduleSideEffects: false },
      plugins: [emptyDist(), esbuild({ target: 'es2022', jsx: 'automatic' }), programs(runnable), ...plugins],
      output: [modules(entries, '.js', 'es'), ...(commonjs ? [modules(entries, '.cjs', 'cjs')] : [])],
    },
    {
      input: typed,
      external,
      onLog,
      plugins: [dts({ tsconfig: 'tsconfig.json', compilerOptions: forDeclarations(node) }), refuseAny()],
      output: [declarations('.d.ts'), ...(commonjs ? [declarations('.d.cts')] : [])],
    },
  ];
}
