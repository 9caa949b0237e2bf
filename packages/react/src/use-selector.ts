import type { WorkstationSnapshot } from '@callstation/core';
import { useCallback, useSyncExternalStore } from 'react';

import { useWorkstation } from './use-workstation.ts';

/**
 * A part of the snapshot; renders only when that part changes identity. The one bridge to React: every other hook is a
 * selector over it. `select` must return a part of the snapshot, not build a new object.
 *
 * @example
 * const name = useSelector((snapshot) => snapshot.agent?.name);
 */
export function useSelector<T>(select: (snapshot: WorkstationSnapshot) => T): T {
  const workstation = useWorkstation();
  const subscribe = useCallback((listener: () => void) => workstation.subscribe(listener), [workstation]);
  const read = (): T => select(workstation.getSnapshot());
  return useSyncExternalStore(subscribe, read, read);
}
