import type { DialRequest } from '@callstation/core';
import { words } from '@callstation/core/words';
import { useWorkstation } from '@callstation/vue';

import { useProblem } from './use-problem.ts';

const { endReasons } = words('en');

/** Dials, and says so when the call was over before it began: somebody busy or away leaves no card behind. */
export function useDial(): (request: DialRequest, name: string) => Promise<void> {
  const { calls, getSnapshot } = useWorkstation();
  const { show } = useProblem();
  return async (request, name) => {
    const call = await calls.dial(request);
    const gone = !getSnapshot().sessions.some(({ id }) => id === call.id);
    if (gone && call.phase === 'ended') show(`${name}: ${endReasons[call.end.reason]}`);
  };
}
