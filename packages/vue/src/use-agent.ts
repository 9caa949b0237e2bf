import type { AgentSnapshot } from '@callstation/core';
import type { ComputedRef } from 'vue';

import { useSelector } from './use-selector.ts';

/** The signed-in agent; `null` until the first snapshot is in. */
export function useAgent(): ComputedRef<AgentSnapshot | null> {
  return useSelector((snapshot) => snapshot.agent);
}
