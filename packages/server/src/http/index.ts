export { createApp, type AppOptions } from './create-app.ts';
export { AUDIENCE, createTokens, MAX_TTL, rightsOf, type Tokens } from './tokens.ts';
