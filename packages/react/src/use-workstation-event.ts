import type { WorkstationEventMap } from '@callstation/core';
import { useEffect, useRef } from 'react';

import { useWorkstation } from './use-workstation.ts';

/**
 * Calls `listener` on every event of that name while the component is mounted; the newest listener is used.
 *
 * @example
 * useWorkstationEvent('sessionEnded', ({ session }) => saveToCrm(session));
 */
export function useWorkstationEvent<Name extends keyof WorkstationEventMap>(
  name: Name,
  listener: (event: WorkstationEventMap[Name]) => void,
): void {
  const workstation = useWorkstation();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => workstation.on(name, (event) => newest.current(event)), [workstation, name]);
}
