// A browser cannot read packages by name, so esbuild makes one file of what the headless page uses. No bundler in your
// project? This and `npx esbuild core.js --bundle --format=esm --outfile=dist/core.js` is all there is to it.
export { createWorkstation } from '@callstation/core';
export { callcenter } from '@callstation/core/callcenter';
export { errorText, words } from '@callstation/core/words';
