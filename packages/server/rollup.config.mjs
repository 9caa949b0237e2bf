import { packageConfig } from '../../tooling/rollup.base.mjs';

export default packageConfig(
  { index: 'src/index.ts', cli: 'src/cli/main.ts' },
  { commonjs: false, node: true, programs: ['cli'] },
);
