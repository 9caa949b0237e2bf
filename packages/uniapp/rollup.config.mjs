import { copyFileSync, mkdirSync } from 'node:fs';
import { packageConfig, scriptTag } from '../../tooling/rollup.base.mjs';

const page = 'src/hosts/webview/page';

/**
 * The page that the App host hides beside the app's own: with everything in one script, for nothing else is there to load.
 *
 * @type {import('rollup').Plugin}
 */
const hidden = {
  name: 'hidden-page',
  closeBundle() {
    mkdirSync('dist/hybrid/html', { recursive: true });
    copyFileSync(`${page}/callstation-host.html`, 'dist/hybrid/html/callstation-host.html');
  },
};

// Taken as it is by webpack 4 and by the engines of App and mini-programs: nothing newer than ES2017 in it.
export default packageConfig(
  { index: 'src/index.ts', vue: 'src/vue/index.ts' },
  {
    target: 'es2017',
    plugins: [scriptTag(`${page}/main.ts`, 'hybrid/html/callstation-host.js', undefined, 'es2017', 'external'), hidden],
  },
);
