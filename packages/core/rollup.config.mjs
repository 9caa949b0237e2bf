import { packageConfig } from '../../tooling/rollup.base.mjs';

export default packageConfig({
  index: 'src/index.ts',
  callcenter: 'src/backends/callcenter/index.ts',
  phone: 'src/backends/callcenter/phone.ts',
  bridge: 'src/backends/bridge/index.ts',
  model: 'src/model/index.ts',
  protocol: 'src/protocol/index.ts',
  ports: 'src/ports/index.ts',
  words: 'src/words/index.ts',
  facade: 'src/facade/index.ts',
  'sip-guard': 'src/sip-guard/index.ts',
});
