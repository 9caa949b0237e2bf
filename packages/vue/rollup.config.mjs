import { packageConfig } from '../../tooling/rollup.base.mjs';

export default packageConfig({ index: 'src/index.ts' });
