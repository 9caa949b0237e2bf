import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [vue()],
  resolve: { conditions: ['@callstation/source', 'module', 'browser', 'development|production'] },
  build: { target: 'es2022', sourcemap: true },
  // During development the demo's own server passes calls on to a running centre.
  server: {
    proxy: Object.fromEntries(
      ['/seat', '/sip', '/dev', '/v1'].map((path) => [path, { target: 'http://localhost:8787', ws: true }]),
    ),
  },
});
