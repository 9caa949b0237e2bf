// How the declarations of every package are built: bundled, an entry each, and what entries share.
import dts from 'rollup-plugin-dts';
import { emptyDist } from './empty-dist.mjs';
import { external, onLog } from './rollup.common.mjs';

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
 * @param {string} extension
 * @returns {import('rollup').OutputOptions}
 */
const output = (extension) => ({
  dir: 'dist',
  format: 'es',
  entryFileNames: `[name]${extension}`,
  chunkFileNames: `types/[name]-[hash]${extension}`,
});

/**
 * Types are checked by `npm run typecheck`; here they are only written.
 *
 * @param {boolean} node
 */
const compilerOptions = (node) => ({ preserveSymlinks: false, noCheck: true, types: node ? ['node'] : [] });

/**
 * @param {Record<string, string>} entries  Name in `dist/` to source file.
 * @param {{ commonjs: boolean, node: boolean }} options
 * @returns {import('rollup').RollupOptions}
 */
export function declarationsConfig(entries, { commonjs, node }) {
  return {
    input: entries,
    external,
    onLog,
    plugins: [
      emptyDist('declarations'),
      dts({ tsconfig: 'tsconfig.json', compilerOptions: compilerOptions(node) }),
      refuseAny(),
    ],
    output: [output('.d.ts'), ...(commonjs ? [output('.d.cts')] : [])],
  };
}
