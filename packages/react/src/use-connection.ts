import type { PageFacts } from '@callstation/core';

import { useSelector } from './use-selector.ts';

/** What only this page knows: connection, microphone, output, clock offset. */
export function useConnection(): PageFacts {
  return useSelector((snapshot) => snapshot.page);
}
