import uni from '@dcloudio/vite-plugin-uni';
import { defineConfig, type Plugin } from 'vite';

/** A picture of nothing. */
const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

/** uni-app's own styles load shadows from its maker's servers; a seat in a closed network asks nobody outside. */
const nothingFromOutside: Plugin = {
  name: 'nothing-from-outside',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
      file.source = String(file.source).replaceAll(/https:\/\/cdn\.dcloud\.net\.cn\/[\w./-]{1,100}/gu, NOTHING);
    }
  },
};

export default defineConfig({ plugins: [uni(), nothingFromOutside] });
