import { packageConfig, scriptTag } from '../../tooling/rollup.base.mjs';

const entries = {
  index: 'src/index.ts',
  register: 'src/register.ts',
  react: 'src/typings/react.ts',
  vue: 'src/typings/vue.ts',
};

export default packageConfig(entries, {
  plugins: [
    scriptTag('src/global.ts', 'callstation.global.js', 'callstation'),
    scriptTag('src/attention/worker.global.ts', 'callstation-notifications.js', 'callstationNotifications'),
  ],
});
