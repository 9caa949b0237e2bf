import { packageConfig } from '../../tooling/rollup.base.mjs';

export default packageConfig(
  { index: 'src/index.ts', cli: 'src/cli/main.ts', 'modules/store/sql/writer': 'src/store/sql/writer.ts' },
  { commonjs: false, node: true, programs: ['cli'], workers: ['modules/store/sql/writer'] },
);
