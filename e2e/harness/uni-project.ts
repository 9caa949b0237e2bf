import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { uniBuild } from '../../scripts/lib/uni-build.mjs';

/** A platform that uni-app builds for. */
export type UniPlatform = 'h5' | 'app' | 'mp-weixin';

/** Somebody's own uni-app, in a folder of its own, with uni-app's compilers and nothing else of this repository. */
export interface UniProject {
  /** Where it is. */
  folder: string;
  /** Below which its own files lie: the folder itself in a project of HBuilderX, `src` in one of uni-app's command line. */
  sources: string;
  /** Its `node_modules`, for what a test installs by hand. */
  modules: string;
  /** Writes one of its own files. */
  write(path: string, contents: string | Uint8Array): void;
  /** Builds it with no network to ask. Gives where the files are; rejects with what was said where one of `wanted` is missing. */
  build(platform: UniPlatform, wanted: readonly string[]): Promise<string>;
  remove(): void;
}

const demo = fileURLToPath(new URL('../../apps/uniapp-demo', import.meta.url));
const compilers = join(demo, 'node_modules');
const cli = join(
  dirname(createRequire(join(demo, 'package.json')).resolve('@dcloudio/vite-plugin-uni/package.json')),
  'bin/uni.js',
);

const CONFIG = `import uni from '@dcloudio/vite-plugin-uni';
export default { plugins: [uni()] };
`;

/** `below`: the folder below which the app's own files lie; none in a project of HBuilderX. */
export function uniProject(below: '' | 'src'): UniProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'callstation-uni-')));
  const [modules, sources] = [join(folder, 'node_modules'), join(folder, below)];
  mkdirSync(modules);
  for (const name of readdirSync(compilers))
    if (!name.startsWith('.') && name !== '@callstation') symlinkSync(join(compilers, name), join(modules, name));
  // HBuilderX brings these two along by itself. The compilers look there for who of them is meant.
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(demo, 'package.json'), 'utf8')) as object &
    Record<'dependencies' | 'devDependencies', Record<string, string>>;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies, devDependencies }));
  writeFileSync(join(folder, 'vite.config.js'), CONFIG);
  const page = readFileSync(join(demo, 'index.html'), 'utf8').replace('/src/main.ts', join('/', below, 'main.js'));
  writeFileSync(join(folder, 'index.html'), page);
  return {
    ...{ folder, sources, modules },
    write(path, contents) {
      const file = join(sources, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, contents);
    },
    async build(platform, wanted) {
      const out = join(folder, 'unpackage', platform);
      const env = { NODE_ENV: 'production', UNI_INPUT_DIR: sources, UNI_OUTPUT_DIR: out };
      await uniBuild({ cli, platform, cwd: folder, out, wanted, env });
      return out;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** The pages of {@link smallApp}. */
export const PAGES = ['pages/index/index', 'pages/seat/index'];

/**
 * The files of an app with a page in the manner of Vue 2, which signs in nobody, calls a number by the class, and says what came of
 * it; and one in the manner of Vue 3, with a seat of its own. `from`: where the class is; the seat is in `vue` below it.
 */
export function smallApp(from: string): Record<string, string> {
  return {
    'manifest.json': json({
      name: 'small',
      appid: '__UNI__ONE',
      vueVersion: '3',
      'app-plus': {},
      h5: { title: 'one' },
    }),
    'pages.json': json({ pages: PAGES.map((path) => ({ path, style: { navigationBarTitleText: 'small' } })) }),
    'main.js': `import { createSSRApp } from 'vue';
import { createUniWorkstation, createWorkstationPlugin } from '${from}/vue';
import App from './App.vue';
const seat = createUniWorkstation({ url: 'wss://desk.example/seat', token: async () => 'a.b.c' });
export function createApp() {
  return { app: createSSRApp(App).use(createWorkstationPlugin(seat)) };
}
`,
    'App.vue': '<script>\nexport default {};\n</script>\n',
    'pages/index/index.vue': `<template>
  <view>
    <text>{{ said }}</text>
    <button @click="call">Call</button>
  </view>
</template>

<script>
import { TcccErrorCode, TcccWorkstation } from '${from}';
const workstation = TcccWorkstation.sharedInstance();
export default {
  data: () => ({ said: '' }),
  onShow() {
    workstation.off('*');
    workstation.on('onEnded', (reason, message) => (this.said = message));
    workstation.checkLogin((code) => (this.said = code === TcccErrorCode.ERR_NONE ? 'in' : 'out'));
  },
  methods: {
    call() {
      workstation.call('10001', (code, message) => (this.said = code + ' ' + message));
    },
  },
};
</script>
`,
    'pages/seat/index.vue': `<template>
  <text>{{ page.connection.state }} {{ agent?.name }}</text>
</template>

<script setup>
import { useAgent, useConnection } from '${from}/vue';
const agent = useAgent();
const page = useConnection();
</script>
`,
  };
}

/** Every script of a folder, one after the other. `but`: files that are left out begin so. */
export function scriptsIn(folder: string, but?: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !(but !== undefined && file.startsWith(but)))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

/** Versions of Vue in a script, but for the one that the compilers bring. */
export const otherVues = (code: string): string[] =>
  [...new Set(code.match(/\b3\.[45]\.\d{1,2}\b/gu))].filter((version) => version !== '3.4.21');
