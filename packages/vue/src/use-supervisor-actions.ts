import type { SupervisorActionMap, SupervisorTarget } from '@callstation/core';
import { toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue';

import { useSelector } from './use-selector.ts';
import { useWorkstation } from './use-workstation.ts';

/**
 * Which verbs a supervisor may use on that agent of the board now, and why not: listening, whispering, taking over, status,
 * signing out. The commands are those of `useWorkstation().supervisor`.
 *
 * @example
 * const { supervisor } = useWorkstation();
 * const actions = useSupervisorActions(() => props.agent);
 */
export function useSupervisorActions(target: MaybeRefOrGetter<SupervisorTarget>): ComputedRef<SupervisorActionMap> {
  const workstation = useWorkstation();
  return useSelector(() => workstation.supervisor.actions(toValue(target)));
}
