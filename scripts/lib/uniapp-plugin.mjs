// Writes the plugin of HBuilderX, `uni_modules/callstation-workstation/`, from the dist of packages/uniapp: the core is in it, and
// nothing of npm. The same sources give the same bytes.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { rollup } from 'rollup';
import dts from 'rollup-plugin-dts';
import { versionsIn } from './plugin-changelog.mjs';
import { root } from './run.mjs';

const home = join(root, 'packages', 'uniapp');

/** The plugin's id: its folder below `uni_modules/`. */
export const PLUGIN = 'callstation-workstation';

/** Its entries, and what of the package they are. */
const ENTRIES = { index: 'dist/index', vue: 'dist/vue' };

/**
 * What only one platform needs lies in files of its own, which the others leave out. All of them have to be here: what two of
 * them share, as the talk with a centre, would else lie beside what the first has alone, as SIP.
 */
const ASIDE = {
  'lib/browser-host': 'dist/modules/hosts/browser/browser-host',
  'lib/mobile-host': 'dist/modules/hosts/mobile/mobile-host',
  'lib/webview-host': 'dist/modules/hosts/webview/webview-host',
};

/** What stays an import: the app has it. */
const EXTERNAL = ['vue', '@dcloudio/uni-app'];

/**
 * The App's hidden page lies in the plugin's own folder, where an app of npm has it in its own.
 *
 * @param {() => void} found
 * @returns {import('esbuild').Plugin}
 */
const hiddenPage = (found) => ({
  name: 'hidden-page',
  setup(builder) {
    builder.onLoad({ filter: /webview-host[.]js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8');
      if (code.includes('_www/hybrid/html/')) found();
      return { contents: code.replaceAll('_www/hybrid/html/', `_www/uni_modules/${PLUGIN}/hybrid/html/`) };
    });
  },
});

/** @param {string} folder */
async function writeScripts(folder) {
  let isThere = false;
  const { metafile } = await build({
    metafile: true,
    plugins: [hiddenPage(() => (isThere = true))],
    entryPoints: Object.entries({ ...ENTRIES, ...ASIDE }).map(([out, file]) => ({ in: join(home, `${file}.js`), out })),
    // The names and comments it writes must not know where this is.
    absWorkingDir: home,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    // The compilers of uni-app take it from here, to what each platform runs.
    target: 'es2017',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    chunkNames: 'lib/[name]-[hash]',
    charset: 'utf8',
    legalComments: 'inline',
    external: EXTERNAL,
    logLevel: 'warning',
  });
  if (!isThere) throw new Error('webview-host.js names its hidden page otherwise than the plugin knows.');
  for (const [file, { entryPoint, exports }] of Object.entries(metafile.outputs)) {
    const path = relative(folder, join(home, file)).replaceAll('\\', '/');
    if (path.startsWith('lib/'))
      writeFileSync(join(folder, `${path.slice(0, -3)}.d.ts`), inner(entryPoint ? exports : []));
  }
}

/**
 * What is to be said of a script that only the plugin's own scripts import: what the plugin gives by the same names, or nothing.
 *
 * @param {string[]} names
 */
const inner = (names) => (names.length > 0 ? `export { ${names.join(', ')} } from '../index.js';\n` : 'export {};\n');

/** Declarations of the core as it was built, not its sources. */
const BUILT = { customConditions: [], noCheck: true, preserveSymlinks: false };

/** @param {string} folder */
async function writeDeclarations(folder) {
  const bundle = await rollup({
    input: Object.fromEntries(Object.entries(ENTRIES).map(([out, file]) => [out, join(home, `${file}.d.ts`)])),
    external: EXTERNAL,
    plugins: [dts({ respectExternal: true, tsconfig: join(home, 'tsconfig.json'), compilerOptions: BUILT })],
    onLog(level, log, handle) {
      // What both entries speak of lies in a file beside them, as it should.
      if (log.message.includes('private shared type exports')) return;
      handle(level === 'warn' ? 'error' : level, log);
    },
  });
  await bundle.write({
    dir: folder,
    format: 'es',
    entryFileNames: '[name].d.ts',
    chunkFileNames: 'lib/types.d.ts',
  });
  await bundle.close();
}

/** What of the package's own metadata is said to HBuilderX and to the plugin market. */
const MARKET = ['id', 'displayName', 'version', 'keywords', 'license', 'dcloudext', 'uni_modules'];

/** The plugin's package.json: what the market and HBuilderX read. */
function manifest() {
  const about = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const own = JSON.parse(readFileSync(join(home, 'plugin', 'package.json'), 'utf8'));
  const { HBuilderX } = about.engines;
  const said = Object.fromEntries(MARKET.map((name) => [name, about[name]]));
  return `${JSON.stringify({ ...said, ...own, repository: about.repository.url, engines: { HBuilderX } }, null, 2)}\n`;
}

/** Refuses a changelog that does not begin with this version: the market shows its first entry beside the plugin. */
function requireNews() {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const [newest] = versionsIn(readFileSync(join(home, 'plugin', 'changelog.md'), 'utf8'));
  if (newest === version) return;
  throw new Error(
    `packages/uniapp/plugin/changelog.md begins with ${newest}, and this is ${version}: npm run versions adds it.`,
  );
}

/**
 * Writes the plugin's folder anew.
 *
 * @param {string} modules  The app's `uni_modules`.
 * @param {{ declarations?: boolean }} [options]  Whether its declarations are written too, from those of the packages. Default
 *   true.
 */
export async function writePlugin(modules, { declarations = true } = {}) {
  requireNews();
  const folder = join(modules, PLUGIN);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await Promise.all([writeScripts(folder), declarations ? writeDeclarations(folder) : null]);
  for (const file of ['readme.md', 'changelog.md']) cpSync(join(home, 'plugin', file), join(folder, file));
  cpSync(join(root, 'LICENSE'), join(folder, 'license.md'));
  writeFileSync(join(folder, 'package.json'), manifest());
  // Who looks into the hidden page has its map in the package of npm.
  cpSync(join(home, 'dist', 'hybrid'), join(folder, 'hybrid'), {
    recursive: true,
    filter: (file) => !file.endsWith('.map'),
  });
}

/** Every file of a folder, relative to it, in one order everywhere. @param {string} folder @param {string} [below] */
export function filesOf(folder, below = '') {
  /** @type {string[]} */
  const files = [];
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...filesOf(folder, path));
    else files.push(path);
  }
  return files.sort();
}

/**
 * The plugin's folder as a zip for the market: its files at the top, one date for all.
 *
 * @param {string} modules  Where {@link writePlugin} wrote it.
 */
export function zipPlugin(modules) {
  const folder = join(modules, PLUGIN);
  // A zip has the clock's own time, without a zone: the same parts everywhere.
  const mtime = new Date(2020, 0, 1);
  return zipSync(Object.fromEntries(filesOf(folder).map((file) => [file, readFileSync(join(folder, file))])), {
    level: 9,
    mtime,
    os: 3,
  });
}
