import type { Workstation } from '@callstation/core';
import { useContext } from 'react';

import { WorkstationContext } from './provider.tsx';

/**
 * The workstation of the nearest `<WorkstationProvider>`.
 *
 * @throws Error when there is no provider above.
 */
export function useWorkstation(): Workstation {
  const workstation = useContext(WorkstationContext);
  if (!workstation)
    throw new Error('No workstation here. Wrap the component in <WorkstationProvider workstation={…}>.');
  return workstation;
}
