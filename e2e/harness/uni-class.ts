import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/** What a test uses of it. */
interface UniSeat {
  login(params: { userId: string; token: string; url: string }): Promise<unknown>;
  call(params: { to: string }): Promise<unknown>;
  terminate(): Promise<unknown>;
  logout(): Promise<unknown>;
  getDeviceManager(): { setAudioCaptureVolume(volume: number): number };
}
declare global {
  interface Window {
    UniSeat: new () => UniSeat;
    uniSeat: UniSeat;
  }
}

const folder = fileURLToPath(new URL('../../packages/uniapp', import.meta.url));

/** The built package for uni-app as a script for any page: its class, on the page's own sound, is `window.UniSeat` then. */
export async function uniClass(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { TcccWorkstation, browserHost } from './dist/index.js';
        window.UniSeat = class extends TcccWorkstation { constructor() { super({ host: browserHost() }); } };`,
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.UNI_PLATFORM': '"h5"' },
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}
