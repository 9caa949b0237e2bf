import type { PageFacts } from '@callstation/core';
import type { ComputedRef } from 'vue';

import { useSelector } from './use-selector.ts';

/** What only this page knows: connection, microphone, output, clock offset. */
export function useConnection(): ComputedRef<PageFacts> {
  return useSelector((snapshot) => snapshot.page);
}
