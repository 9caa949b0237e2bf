import { gzipKib } from '../lib/bundle.mjs';
import { result } from '../lib/stats.mjs';

/** What each entry costs an app, bundled and minified by esbuild from the built packages. */
export async function run() {
  const all = (name) => `export * from ${JSON.stringify(name)};`;
  const react = { external: ['react', 'react/jsx-runtime', '@callstation/core', '@callstation/core/*'] };
  const vue = { external: ['vue', '@callstation/core', '@callstation/core/*'] };
  return [
    result('size.core', await gzipKib(all('@callstation/core')), 1),
    result('size.callcenter', await gzipKib(all('@callstation/core') + all('@callstation/core/callcenter')), 1),
    result('size.react', await gzipKib(all('@callstation/react'), react), 1),
    result('size.vue', await gzipKib(all('@callstation/vue'), vue), 1),
    result('size.one-symbol', await gzipKib(`export { CallstationError } from '@callstation/core';`), 1),
  ];
}
