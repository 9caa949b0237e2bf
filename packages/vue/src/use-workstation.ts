import type { Workstation } from '@callstation/core';
import { inject } from 'vue';

import { WORKSTATION } from './workstation-key.ts';

/**
 * The workstation of the nearest `<WorkstationProvider>`, else that of the app's plugin. For `setup`, or `app.runWithContext`.
 *
 * @throws Error when there is none.
 */
export function useWorkstation(): Workstation {
  const workstation = inject(WORKSTATION, null);
  if (!workstation)
    throw new Error('No workstation here. Use app.use(createWorkstationPlugin(…)) or <WorkstationProvider>.');
  return workstation;
}
