export { createApp } from './create-app.ts';
export { createTokens } from './tokens.ts';
