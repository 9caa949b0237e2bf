export { CcSdkElement, defineCcSdk, type CcSdkEventMap } from './cc-sdk-element.ts';
export type { CallDetail } from './call-status.ts';
export type { Choices } from './choices.ts';
export type { Answer } from './codes.ts';
export type { Credential, RegisterOptions } from './options.ts';
export { register } from './register.ts';
