import { packageConfig, scriptTag } from '../../tooling/rollup.base.mjs';

export default packageConfig(
  { index: 'src/index.ts' },
  { plugins: [scriptTag('src/global.ts', 'callstation-ccsdk.global.js', 'callstationCcSdkScript')] },
);
