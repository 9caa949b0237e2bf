import type { Workstation } from '@callstation/core';
import type { App } from 'vue';

import { WORKSTATION } from './workstation-key.ts';

/**
 * Gives a workstation to every component of an app. The plugin owns nothing: connect and close it yourself.
 *
 * @example
 * createApp(Seat).use(createWorkstationPlugin(workstation)).mount('#app');
 */
export function createWorkstationPlugin(workstation: Workstation): { install: (app: App) => void } {
  return { install: (app) => void app.provide(WORKSTATION, workstation) };
}
