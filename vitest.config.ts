import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserPages, standIns } from './apps/uniapp-demo/tests/conditions.mts';
import { findChromium } from './scripts/lib/chromium.mjs';
import { LongestFirst } from './tooling/longest-first.ts';

const node = ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts', '**/*.browser.test.tsx'];
/** The workspace's packages resolve to their sources, so that no lane but e2e needs a build. */
const conditions = ['@callstation/source', 'module'];

/** Made anew for each project: vitest writes into it. */
const inChromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  instances: [{ browser: 'chromium' as const }],
  provider: playwright({
    launchOptions: {
      executablePath: findChromium() ?? 'no-chromium-found',
      chromiumSandbox: false,
      args: [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  }),
});

/** The tests of the demos run over each of them: `demo-face` is what a demo is made with. */
const demoFace = (file: string): string => fileURLToPath(new URL(`apps/${file}`, import.meta.url));

export default defineConfig({
  resolve: { conditions: ['@callstation/source', 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions } },
  test: {
    // A forgotten `.only` hides every other test of its file.
    allowOnly: false,
    // Both cores of a small machine; the lanes with sound and pictures of their own follow, one file at a time.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['packages/{core,testkit,compat-*,uniapp}/src/**/*.test.ts'],
          exclude: node,
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['packages/server/src/**/*.test.ts'],
          exclude: node,
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'workspace',
          include: [
            'tooling/**/*.test.ts',
            'docs/**/*.test.ts',
            'model-test/**/*.test.ts',
            'faults/**/*.test.ts',
            'interop/**/*.test.ts',
          ],
          exclude: node,
          environment: 'node',
        },
      },
      {
        extends: true,
        plugins: [react()],
        resolve: { alias: { 'demo-face': demoFace('react-demo/src/testing/face.tsx') } },
        test: {
          name: 'react',
          // The demos are found by role, which jsdom takes its time for on a busy machine.
          testTimeout: 20_000,
          include: ['packages/react/src/**/*.test.{ts,tsx}', 'apps/demo-kit/**/*.test.ts'],
          exclude: node,
          environment: 'jsdom',
        },
      },
      {
        extends: true,
        plugins: [browserPages, vue()],
        // One Vue: the app made with uni-app pins an older one.
        resolve: { alias: { 'demo-face': demoFace('vue-demo/src/testing/face.ts'), ...standIns }, dedupe: ['vue'] },
        test: {
          name: 'vue',
          // The demos are found by role, which jsdom takes its time for on a busy machine.
          testTimeout: 20_000,
          include: [
            'packages/vue/src/**/*.test.ts',
            'apps/demo-kit/tests/*.test.ts',
            'apps/uniapp-demo/tests/*.test.ts',
          ],
          exclude: node,
          environment: 'jsdom',
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          include: ['packages/ui/src/**/*.test.ts'],
          browser: inChromium(),
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['packages/*/src/**/*.browser.test.ts'],
          browser: inChromium(),
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/harness/global-setup.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
