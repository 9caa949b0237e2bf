import type { ChatSnapshot } from '@callstation/core';
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue';

import { useSelector } from './use-selector.ts';

/** One chat by its session id; `null` when there is none. */
export function useChat(id: MaybeRefOrGetter<string>): ComputedRef<ChatSnapshot | null> {
  const session = useSelector((snapshot) => snapshot.sessions.find((candidate) => candidate.id === toValue(id)));
  return computed(() => (session.value?.kind === 'im' ? session.value : null));
}
