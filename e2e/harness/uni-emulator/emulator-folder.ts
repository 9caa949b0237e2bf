import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, type BuildOptions } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const demo = join(root, 'apps/uniapp-demo');

/** The official runtime for Apps, from its package. */
const RUNTIME = `
import * as vue from 'vue';
import globals from '@dcloudio/uni-app-plus/dist/uni.runtime.esm.js';
import { initApp } from '@dcloudio/uni-app-plus/dist/uni.vue.js';
startApp({ vue, globals, initApp });`;

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>App</title><link rel="icon" href="data:,"></head>
<body><script src="phone.js"></script><script src="/app/app-config-service.js"></script>
<script src="runtime.js"></script></body></html>`;

/** A logic layer with the plugin alone in it, as `plugin`. */
const PLAIN = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plugin</title><link rel="icon" href="data:,"></head>
<body><script src="phone.js"></script><script src="plugin.js"></script></body></html>`;

/** A folder with a phone to run the built App in; served with the flags, at `/phone/`. */
export interface EmulatorFolder {
  flags: string[];
  /** The folder of the built App. */
  app: string;
  remove(): void;
}

/** Writes it. */
export async function writeEmulator(): Promise<EmulatorFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'callstation-phone-'));
  const common: BuildOptions = {
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  };
  await build({
    ...common,
    entryPoints: [join(root, 'e2e/harness/uni-emulator/page/main.ts')],
    outfile: join(folder, 'phone.js'),
  });
  await build({
    ...common,
    stdin: { contents: RUNTIME, resolveDir: demo },
    alias: vueOfApps(),
    outfile: join(folder, 'runtime.js'),
  });
  await build({
    ...common,
    define: { ...common.define, 'process.env.UNI_PLATFORM': '"app"' },
    entryPoints: [join(demo, 'src/uni_modules/callstation-workstation/index.js')],
    format: 'iife',
    globalName: 'plugin',
    outfile: join(folder, 'plugin.js'),
  });
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'plain.html'), PLAIN);
  const app = join(demo, 'dist/build/app');
  return {
    app,
    flags: ['--serve', `/phone/=${folder}`, '--serve', `/app/=${app}`],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** uni-app's own Vue, on the parts of Vue that go with it: others are about. */
function vueOfApps(): Record<string, string> {
  const home = (name: string, from: string): string => dirname(createRequire(from).resolve(`${name}/package.json`));
  const manifest = (folder: string): string => join(folder, 'package.json');
  const plus = home('@dcloudio/uni-app-plus', manifest(demo));
  const vue = home('vue', manifest(demo));
  const dom = home('@vue/runtime-dom', manifest(vue));
  const core = home('@vue/runtime-core', manifest(dom));
  return {
    vue: join(home('@dcloudio/uni-app-vue', manifest(plus)), 'dist/vue.runtime.esm.prod.js'),
    '@vue/shared': home('@vue/shared', manifest(vue)),
    '@vue/reactivity': home('@vue/reactivity', manifest(core)),
  };
}
