export { createApp } from './create-app.ts';
export { createRenewal } from './renewal.ts';
export { createTokens } from './tokens.ts';
