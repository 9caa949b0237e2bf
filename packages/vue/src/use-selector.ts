import type { WorkstationSnapshot } from '@callstation/core';
import { computed, type ComputedRef } from 'vue';

import { useSnapshot } from './use-snapshot.ts';

/**
 * A part of the snapshot; changes only when that part changes identity. `select` must return a part of the snapshot, not
 * build a new object; it may read refs.
 *
 * @example
 * const name = useSelector((snapshot) => snapshot.agent?.name);
 */
export function useSelector<T>(select: (snapshot: WorkstationSnapshot) => T): ComputedRef<T> {
  const snapshot = useSnapshot();
  return computed(() => select(snapshot.value));
}
