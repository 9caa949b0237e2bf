import type { WorkstationEventMap } from '@callstation/core';
import { onScopeDispose } from 'vue';

import { catchUp, onServer } from './use-snapshot.ts';
import { useWorkstation } from './use-workstation.ts';

/**
 * Calls `listener` on every event of that name while the component is mounted. Refs of other composables already show the
 * change then.
 *
 * @example
 * useWorkstationEvent('sessionEnded', ({ session }) => saveToCrm(session));
 */
export function useWorkstationEvent<Name extends keyof WorkstationEventMap>(
  name: Name,
  listener: (event: WorkstationEventMap[Name]) => void,
): void {
  const workstation = useWorkstation();
  if (onServer()) return;
  const hear = (event: WorkstationEventMap[Name]): void => {
    catchUp(workstation);
    listener(event);
  };
  onScopeDispose(workstation.on(name, hear));
}
