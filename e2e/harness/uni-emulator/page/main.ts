import { createPlus, type Phone } from './plus.ts';
import { type ConfigService, runService, type Runtime } from './service.ts';
import { weex } from './weex.ts';

declare global {
  var phone: Phone;
  /** Of uni-app, which the app's logic uses. */
  var uni: { reLaunch(options: { url: string }): void };
}

const configs: ConfigService[] = [];
const none = (): void => undefined;
const phone: Phone = { microphone: 'granted', played: [], hear: none, loaded: none };
const plus = createPlus(phone);
const service = { register: (_name: string, config: ConfigService) => void configs.push(config) };

/** Called by the script that brings the runtime, which comes last. */
async function startApp(runtime: Runtime): Promise<void> {
  const [config] = configs;
  if (!config) throw new Error('app-config-service.js registered nothing.');
  const code = await (await fetch('/app/app-service.js')).text();
  plus.webview.create('_www/__uniappview.html', '1');
  runService(runtime, config, weex, code);
}

Object.assign(globalThis, {
  phone,
  plus,
  weex,
  service,
  startApp,
  global: globalThis,
  exports: { platform: 'Android' },
});
