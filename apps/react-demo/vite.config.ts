import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { conditions: ['@callstation/source', 'module', 'browser', 'development|production'] },
  build: { target: 'es2022', sourcemap: true, rolldownOptions: { input: ['index.html', 'desk.html'] } },
  // During development the demo's own server passes calls on to a running centre.
  server: {
    proxy: Object.fromEntries(
      ['/seat', '/sip', '/dev', '/v1'].map((path) => [path, { target: 'http://localhost:8787', ws: true }]),
    ),
  },
});
