// What the vendor's script tag brings: the element, and `ccSdk.register`.
import { defineCcSdk } from './cc-sdk-element.ts';
import { script } from './open-seat.ts';
import { register } from './register.ts';

script.remember();
defineCcSdk();
Object.assign(globalThis, { ccSdk: { register } });
