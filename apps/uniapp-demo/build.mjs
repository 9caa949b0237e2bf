// Builds the app for the platforms named: `node build.mjs h5 app mp-weixin`; and first the plugin that is in it, with its zip for
// the plugin market. `--without-declarations`: the packages have none yet, and who only runs the app reads none; nor is there a zip.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { several } from '../../scripts/lib/several.mjs';
import { uniBuild } from '../../scripts/lib/uni-build.mjs';
import { filesOf, PLUGIN, writePlugin, zipPlugin } from '../../scripts/lib/uniapp-plugin.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(
  dirname(createRequire(import.meta.url).resolve('@dcloudio/vite-plugin-uni/package.json')),
  'bin/uni.js',
);

/** @type {{ pages: { path: string }[] }} */
const { pages } = JSON.parse(readFileSync(join(here, 'src', 'pages.json'), 'utf8'));
/** @param {string[]} kinds */
const ofEachPage = (...kinds) => pages.flatMap(({ path }) => kinds.map((kind) => `${path}.${kind}`));

/** The page in which an App's sound is; App and browser get it with the plugin. */
const hidden = `uni_modules/${PLUGIN}/hybrid`;

/**
 * What each platform cannot be without.
 *
 * @type {Record<string, string[]>}
 */
const FILES = {
  h5: ['index.html', 'assets', 'static/ring.wav'],
  app: [
    ...['app-service.js', 'app-config-service.js', 'app-config.js', 'manifest.json', 'static/ring.wav'],
    ...['__uniappview.html', 'uni-app-view.umd.js', ...ofEachPage('css')],
    ...['html', 'js'].map((kind) => `${hidden}/html/callstation-host.${kind}`),
  ],
  'mp-weixin': [
    ...['app.js', 'app.json', 'app.wxss', 'common/vendor.js', 'project.config.json', 'static/ring.wav'],
    ...ofEachPage('js', 'json', 'wxml', 'wxss'),
  ],
};

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;

/** @param {string} folder */
const sizeOf = (folder) => filesOf(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

/** @param {string} platform */
async function build(platform) {
  const since = Date.now();
  const out = join(here, 'dist', 'build', platform);
  const network = await uniBuild({ cli, platform, cwd: here, out, wanted: FILES[platform] ?? [] });
  // uni-app copies it for browsers too, where nobody opens it.
  if (platform === 'h5') rmSync(join(out, 'uni_modules'), { recursive: true });
  const took = ((Date.now() - since) / 1000).toFixed(1);
  process.stdout.write(`${platform}: ${took} s, ${kilobytes(sizeOf(out))}, built ${network}\n`);
}

const declarations = !process.argv.includes('--without-declarations');
const platforms = process.argv.slice(2).filter((word) => word !== '--without-declarations');
const unknown = platforms.filter((platform) => !Object.hasOwn(FILES, platform));
if (platforms.length === 0 || unknown.length > 0) {
  process.stderr.write(`node build.mjs [--without-declarations] PLATFORM…, of ${Object.keys(FILES).join(', ')}\n`);
  process.exit(1);
}
const modules = join(here, 'src', 'uni_modules');
await writePlugin(modules, { declarations });
if (declarations) {
  const zip = zipPlugin(modules);
  mkdirSync(join(here, 'dist'), { recursive: true });
  writeFileSync(join(here, 'dist', `${PLUGIN}.zip`), zip);
  process.stdout.write(`${PLUGIN}.zip: ${kilobytes(zip.length)}\n`);
}
await several(platforms, build);
