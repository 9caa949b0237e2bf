import type { CallSnapshot, SessionSnapshot } from '@callstation/core';
import { computed, type ComputedRef } from 'vue';

import { useSelector } from './use-selector.ts';

const isCall = (session: SessionSnapshot): session is CallSnapshot => session.kind !== 'im';

/** All calls of this agent, oldest first. */
export function useCalls(): ComputedRef<readonly CallSnapshot[]> {
  const sessions = useSelector((snapshot) => snapshot.sessions);
  return computed(() => sessions.value.filter(isCall));
}
