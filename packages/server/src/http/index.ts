export { createApp } from './create-app.ts';
export { knownAgent } from './known-agent.ts';
export { createRenewal } from './renewal.ts';
export { createTokens } from './tokens.ts';
