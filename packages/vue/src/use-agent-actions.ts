import type { AgentActionMap } from '@callstation/core';
import type { ComputedRef } from 'vue';

import { useSelector } from './use-selector.ts';
import { useWorkstation } from './use-workstation.ts';

/**
 * Which of the agent's own verbs are legal now, and why not: dialling, phone, caller number, after-call work. The commands
 * are those of `useWorkstation()`.
 *
 * @example
 * const { agent } = useWorkstation();
 * const actions = useAgentActions();
 * // <button :disabled="!actions.endWrapUp.allowed" @click="agent.endWrapUp()">Done</button>
 */
export function useAgentActions(): ComputedRef<AgentActionMap> {
  const workstation = useWorkstation();
  return useSelector(() => workstation.agent.actions());
}
