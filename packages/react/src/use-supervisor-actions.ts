import type { SupervisorActionMap, SupervisorTarget } from '@callstation/core';

import { useSelector } from './use-selector.ts';
import { useWorkstation } from './use-workstation.ts';

/**
 * Which verbs a supervisor may use on that agent of the board now, and why not: listening, whispering, taking over, status,
 * signing out. The commands are those of `useWorkstation().supervisor`.
 *
 * @example
 * const { supervisor } = useWorkstation();
 * const { whisper } = useSupervisorActions(agent);
 */
export function useSupervisorActions(target: SupervisorTarget): SupervisorActionMap {
  const workstation = useWorkstation();
  // The verdicts read all of the snapshot.
  useSelector((whole) => whole);
  return workstation.supervisor.actions(target);
}
