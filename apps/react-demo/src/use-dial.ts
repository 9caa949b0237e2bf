import type { DialRequest } from '@callstation/core';
import { words } from '@callstation/core/words';
import { useWorkstation } from '@callstation/react';
import { useCallback } from 'react';

import { useProblem } from './problem.tsx';

const { endReasons } = words('en');

/** Dials, and says so when the call was over before it began: somebody busy or away leaves no card behind. */
export function useDial(): (request: DialRequest, name: string) => Promise<void> {
  const workstation = useWorkstation();
  const { show } = useProblem();
  return useCallback(
    async (request, name) => {
      const call = await workstation.calls.dial(request);
      const gone = !workstation.getSnapshot().sessions.some(({ id }) => id === call.id);
      if (gone && call.phase === 'ended') show(`${name}: ${endReasons[call.end.reason]}`);
    },
    [workstation, show],
  );
}
