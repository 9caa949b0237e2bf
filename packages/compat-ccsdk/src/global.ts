// What the vendor's script tag brings: the element, and `ccSdk.register`.
import { defineCcSdk } from './cc-sdk-element.ts';
import { rememberScript } from './centre-urls.ts';
import { register } from './register.ts';

rememberScript();
defineCcSdk();
Object.assign(globalThis, { ccSdk: { register } });
