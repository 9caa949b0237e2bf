import type { ChatSnapshot } from '@callstation/core';

import { useSelector } from './use-selector.ts';

/** One chat by its session id; `null` when there is none. */
export function useChat(id: string): ChatSnapshot | null {
  const session = useSelector((snapshot) => snapshot.sessions.find((candidate) => candidate.id === id));
  return session?.kind === 'im' ? session : null;
}
