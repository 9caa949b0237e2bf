import type { CallSnapshot, SessionSnapshot } from '@callstation/core';
import { useMemo } from 'react';

import { useSelector } from './use-selector.ts';

const isCall = (session: SessionSnapshot): session is CallSnapshot => session.kind !== 'im';

/** All calls of this agent, oldest first. */
export function useCalls(): readonly CallSnapshot[] {
  const sessions = useSelector((snapshot) => snapshot.sessions);
  return useMemo(() => sessions.filter(isCall), [sessions]);
}
